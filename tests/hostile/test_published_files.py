"""Every published file through every command that it is for: read, or refused with a reason, and never a crash."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import Exit

SOURCES = (".docx", ".html", ".htm", ".md", ".txt")
BILINGUAL = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po", ".pot", ".tmx")
RULES = (".srx",)
TERMS = (".tbx",)
OTHERS = (".xml", ".xsd", ".xsl", ".html_test")
"""What no command takes under its own ending, and somebody may give another."""

AS_IT_IS_SAID = (*SOURCES, *TERMS, *RULES)
"""Formats of which the manifest tells what should become; tests/bitext/foreign does of the others."""

READ = (Exit.DONE, Exit.FINDINGS)
OF_NO_USE = (
    *("the file has no text", "no texts from zh to en", "nothing in it is translated", "no entry has both"),
    *("not an SRX 2.0 file", "a document type declaration"),
)
"""Why a good file is refused all the same: it has nothing that this project could use, or is of an older version."""

Command = Callable[[Path, Path], list[object]]


def build(path: Path, project: Path) -> list[object]:
    shutil.rmtree(project / "source")
    (project / "source").mkdir()
    shutil.copyfile(path, project / "source" / path.name)
    return ["build", path.stem]


def build_by_rules(path: Path, project: Path) -> list[object]:
    shutil.copyfile(path, project / "rules.srx")
    (project / "toolkit.toml").write_text('[segmentation]\nrules = "rules.srx"\n', encoding="utf-8")
    return ["build"]


def check(path: Path, project: Path) -> list[object]:
    return ["check", path, "--select", "empty"]


def remember(path: Path, project: Path) -> list[object]:
    return ["memory", "import", path, "--dry-run"]


def take_terms(path: Path, project: Path) -> list[object]:
    return ["terms", "import", path, "--family", "a", "--dry-run"]


def align(path: Path, project: Path) -> list[object]:
    """Both sides of a bilingual file, or a document with itself, which is refused where it is not of two languages."""
    return ["align", path, path, "--bitext", project / "a.xlf", "--tmx", project / "a.tmx", "--force"]


def renamed(ending: str, command: Command) -> Command:
    def call(path: Path, project: Path) -> list[object]:
        return command(Path(shutil.copyfile(path, project / f"renamed{ending}")), project)

    return call


COMMANDS: tuple[tuple[str, tuple[str, ...], Command], ...] = (
    ("build", SOURCES, build),
    ("rules", RULES, build_by_rules),
    ("check", BILINGUAL, check),
    ("memory", (".tmx",), remember),
    ("terms", TERMS, take_terms),
    ("align", (*BILINGUAL, *SOURCES), align),
    ("given as text", OTHERS, renamed(".txt", build)),
    ("given as a page", OTHERS, renamed(".html", build)),
    ("given as XLIFF", OTHERS, renamed(".xliff", check)),
    ("given as TMX", OTHERS, renamed(".tmx", remember)),
    ("given as TBX", OTHERS, renamed(".tbx", take_terms)),
    ("given as SRX", OTHERS, renamed(".srx", build_by_rules)),
)
"""What one would do with files of these endings."""

XML_FORMATS = ("XLIFF", "TMX", "TBX", "SRX")


@pytest.fixture(scope="session")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "formats" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "endings", "command"), COMMANDS, ids=[one[0] for one in COMMANDS])
def test_each_is_read_or_refused(
    name: str,
    endings: tuple[str, ...],
    command: Command,
    rows: list[dict[str, str]],
    shared: Path,
    project: Path,
    toolkit: Callable,
) -> None:
    wrong, counted = {}, 0
    for row in rows:
        path = shared / "formats" / row["file"]
        if path.suffix.lower() not in endings:
            continue
        counted += 1
        outcome = toolkit(*command(path, project), "--project", project)
        refused = outcome.code in (Exit.INPUT, Exit.USAGE) and "error:" in outcome.err
        useless = any(reason in outcome.err for reason in OF_NO_USE)
        known = name != "align" and endings[0] in AS_IT_IS_SAID
        allowed = {"ok": not refused or useless, "error": refused}.get(row["expect"] if known else "", True)
        is_no_format = name.rpartition(" ")[2] in XML_FORMATS and not refused
        if not allowed or is_no_format or (outcome.code not in READ and not refused):
            wrong[row["file"]] = (outcome.code, outcome.err[-300:])
    assert not wrong
    assert counted


def test_every_kind_of_file_has_a_command(rows: list[dict[str, str]]) -> None:
    known = {ending for _, endings, _ in COMMANDS for ending in endings}
    assert {Path(row["file"]).suffix.lower() for row in rows} <= known


def test_translations_are_aligned(shared: Path, project: Path, toolkit: Callable) -> None:
    documents = sorted((shared / "parallel").glob("*.zh.txt"), key=lambda path: path.stat().st_size)
    for chinese in documents[:3]:
        english = chinese.with_name(chinese.name.replace(".zh.", ".en."))
        outcome = toolkit("align", chinese, english, *align(chinese, project)[3:], "--project", project)
        assert outcome.code in READ, outcome.err
        assert (project / "a.tmx").stat().st_size > 1000
    assert documents
