"""Every published file through the command that it is for: read, or refused with a reason, and never a crash."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from toolkit.errors import Exit

SOURCES = (".docx", ".html", ".htm", ".md", ".txt")
READ = (Exit.DONE, Exit.FINDINGS)
HAS_NOTHING = ("the file has no text", "no texts from zh to en", "nothing in it is translated", "no entry has both")
"""Why a good file is refused all the same: it has nothing that this project could use."""


def command(path: Path) -> list[object] | None:
    """What one would do with such a file; None for what no command takes."""
    suffix = path.suffix.lower()
    if suffix in SOURCES:
        return ["build", path.stem]
    if suffix in (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po", ".pot"):
        return ["check", path, "--select", "empty"]
    if suffix == ".tmx":
        return ["memory", "import", path, "--dry-run"]
    return ["terms", "import", path, "--family", "a", "--dry-run"] if suffix == ".tbx" else None


def test_each_is_read_or_refused(shared: Path, project: Path, toolkit: Callable) -> None:
    with (shared / "formats" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted, wrong = 0, {}
    for row in rows:
        path = shared / "formats" / row["file"]
        arguments = command(path)
        if arguments is None:
            continue
        counted += 1
        if path.suffix.lower() in SOURCES:
            shutil.rmtree(project / "source")
            (project / "source").mkdir()
            shutil.copyfile(path, project / "source" / path.name)
        outcome = toolkit(*arguments, "--project", project)
        refused = outcome.code in (Exit.INPUT, Exit.USAGE) and "error:" in outcome.err
        useless = any(reason in outcome.err for reason in HAS_NOTHING)
        known = path.suffix.lower() in (*SOURCES, ".tbx")  # tests/bitext/foreign says what becomes of the others
        allowed = {"ok": not refused or useless, "error": refused}.get(row["expect"] if known else "", True)
        if not allowed or (outcome.code not in READ and not refused):
            wrong[row["file"]] = (outcome.code, outcome.err[-300:])
    assert not wrong
    assert counted > 400
