"""The export that the page carries in itself, for programs that read the page again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from toolkit.bitext import Export, ManifestRow
from toolkit.expressions import expression
from toolkit.model import Term, Unit
from toolkit.writers.html.figures import figures
from toolkit.writers.labels import UNTRANSLATED

_UNSAFE = expression("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end a script element or a line of a script, and halves of characters, which UTF-8
cannot hold."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DESCRIBED = tuple(field.name for field in fields(Term) if field.name != "place")
"""What is told of a term: not the place of its file, which says more about a machine than about the term."""


def island_start(export: Export) -> str:
    """What stands before the rows of the export as JSON that may stand inside a script element."""
    about = safe_json({"document": export.document, "batch": export.batch})
    return f'{about[:-1]},"rows":['


def island_rows(rows: Iterable[ManifestRow], units: Iterable[Unit]) -> str:
    """The rows of the export, separated by commas.

    A row has ``figures`` where its Chinese has, and ``hints`` where its English is still to be written.
    """
    return safe_json(list(map(_row, rows, units)))[1:-1]


ISLAND_TERMS, ISLAND_END = b'],"terms":[', b"]}"
"""What stands between the rows and the terms, which are in the order of their numbers on the page; and the end."""


def island_terms(terms: Iterable[Term]) -> str:
    """The terms, separated by commas."""
    return safe_json(list(map(_describe, terms)))[1:-1]


def safe_json(value: Any) -> str:
    """`value` as JSON that may stand inside a script element."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _ENCODER.encode(value))


def _row(row: ManifestRow, unit: Unit) -> dict[str, Any]:
    told = row._asdict()
    if found := figures(unit):
        told["figures"] = found
    if ready := _hints(unit):
        told["hints"] = ready
    return told


def _hints(unit: Unit) -> list[tuple[str, str]]:
    """Chinese and English of the hints for a unit that nobody has translated."""
    if unit.state not in UNTRANSLATED:
        return []
    from toolkit.language.hints import hints

    found = hints(unit.segment.text, ((hit.start, hit.end) for hit in unit.hits))
    return [(hint.chinese, hint.english) for hint in found]


def _describe(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in _DESCRIBED}
