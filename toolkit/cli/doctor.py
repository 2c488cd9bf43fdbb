"""``toolkit doctor``: what is installed, and what is wrong with the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.cli.surroundings import project_if_any
from toolkit.diagnosis import Health, Sign, diagnose, report
from toolkit.errors import Exit
from toolkit.project import write_anew

EPILOG = """\b
Examples:
  toolkit doctor
  toolkit doctor --engines             ask each engine for a sentence, too
  toolkit doctor --report report.txt   a file to send: no texts, no keys, no names in paths
"""

_COLOURS = {Health.OK: "green", Health.NOTE: "yellow", Health.PROBLEM: "red"}


@click.command("doctor", epilog=EPILOG)
@click.option("--engines", "asking", is_flag=True, help="Ask each engine of the project for a sentence.")
@click.option("--report", "file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a file.")
@common_options()
def command(asking: bool, file: Path | None, project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Look what is installed, what is missing for which feature, and what is wrong with the project.

    Each line is ok, a note or a problem, the last two with what to do. Nothing is changed, and
    nothing is sent unless --engines asks for it. Exit code 1 if there is a problem.
    """
    console = Console(as_json, quiet, verbose)
    found = project_if_any(project)
    signs = list(diagnose(found, asking))
    if as_json:
        console.result_json([asdict(sign) for sign in signs])
    else:
        _show(console, signs)
    if file:
        _write(console, file, report(signs, found.root if found else None))
    return Exit.FINDINGS if any(sign.health is Health.PROBLEM for sign in signs) else Exit.DONE


def _show(console: Console, signs: Sequence[Sign]) -> None:
    for sign in signs:
        if console.quiet and sign.health is Health.OK:
            continue
        health = click.style(f"{sign.health:<7}", fg=_COLOURS[sign.health])
        console.result(f"{health}  {sign.subject}: {sign.text}")
        for line in filter(None, (sign.detail, sign.remedy)):
            console.result(f"         {line}")
    counts = {health: sum(sign.health is health for sign in signs) for health in Health}
    told = ", ".join(plural(counts[health], str(health)) for health in (Health.PROBLEM, Health.NOTE))
    console.message(f"{told}, {counts[Health.OK]} ok")


def _write(console: Console, file: Path, text: str) -> None:
    kept = write_anew(file, text.encode("utf-8", "replace"), str(file))
    if kept:
        console.message(f"{file} was set aside as {kept.name}")
    console.message(f"{file} written")
