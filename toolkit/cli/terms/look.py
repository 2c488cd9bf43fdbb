"""``toolkit terms list`` and ``find``: look into the glossary."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from toolkit.building.job import read_glossary
from toolkit.cli.console import Console, columns, common_options, plural
from toolkit.errors import Exit
from toolkit.model import Term, TermStatus
from toolkit.project import find_project
from toolkit.terminology import listing


@click.command("list", epilog="\b\nExamples:\n  toolkit terms list --category firms\n  toolkit terms list 港\n")
@click.argument("text", required=False, metavar="[TEXT]")
@click.option("--category", metavar="NAME", help="Only this family (the file's name without .csv).")
@click.option("--status", type=click.Choice([str(status) for status in TermStatus]), help="Only terms of this status.")
@common_options()
def list_terms(
    text: str | None,
    category: str | None,
    status: str | None,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """List the terms, those that contain TEXT in either language if it is given."""
    console = Console(as_json, quiet, verbose)
    terms = listing.list_terms(find_project(project), text or "", category, TermStatus(status) if status else None)
    if as_json:
        console.result_json([_as_json(term) for term in terms])
        return Exit.DONE
    for line in columns([_row(term) for term in terms]) if terms else ():
        console.result(line)
    console.message(plural(len(terms), "term"))
    return Exit.DONE


def _row(term: Term) -> tuple[str, ...]:
    status = "" if term.status is TermStatus.PREFERRED else f"({term.status})"
    return term.source, term.target or f"not: {'; '.join(term.forbidden)}", term.category, status


@click.command(
    "find",
    epilog="\b\nExamples:\n  toolkit terms find 九江经开区推进“放管服”改革\n  toolkit terms find - --json < text.txt\n",
)
@click.argument("text", metavar="TEXT|-")
@common_options()
def find_terms(text: str, project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Find the terms in a Chinese text, longest first; `-` reads standard input."""
    from toolkit.readers.encoding import decode

    console = Console(as_json, quiet, verbose)
    if text == "-":
        text, _ = decode(sys.stdin.buffer.read(), "standard input")
    found = find_project(project)
    glossary = read_glossary(found.families(), found.cache)
    hits = [_hit_as_json(text, hit.start, hit.end, hit.term) for hit in glossary.find(text)]
    if as_json:
        console.result_json(hits)
        return Exit.DONE
    for line in columns(list(_hit_rows(hits))) if hits else ():
        console.result(line)
    console.message(plural(len(hits), "term") + " found")
    return Exit.DONE


def _hit_as_json(text: str, start: int, end: int, term: Term) -> dict[str, Any]:
    return {"start": start, "end": end, "source": text[start:end], "target": term.target, "category": term.category}


def _hit_rows(hits: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for hit in hits:
        yield f"{hit['start']}–{hit['end']}", hit["source"], hit["target"], hit["category"]


def _as_json(term: Term) -> dict[str, Any]:
    return {
        "source": term.source,
        "target": term.target,
        "category": term.category,
        "status": str(term.status),
        "variants": list(term.variants),
        "alternatives": list(term.alternatives),
        "forbidden": list(term.forbidden),
        "short": term.short,
        "case_sensitive": term.case_sensitive,
        "note": term.note,
        "origin": term.origin,
        "place": term.place,
    }
