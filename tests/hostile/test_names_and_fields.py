"""Names of files and texts of people that would be markup, formulas or commands elsewhere: neutral everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from toolkit.errors import Exit

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
TURNED = "\u202egnp.\u2066"
FORMULAS = ('=HYPERLINK("http://127.0.0.1/")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1+1")
NAMES = ["a\nb", "a\u202ecod.txt", "<b>港<b>", "a&b'\"", "%2e%2e", "-rf", "港" * 60, "a\x1b[31mred"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_only_a_name(name: str, project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").rename(project / "source" / f"{name}.txt")
    outcome = toolkit("build", "--project", project)
    refused = any(sign in name for sign in "\n\x1b\u202e")
    assert outcome.code == (2 if refused else 0), outcome.err
    assert ("a control character in the name" in outcome.err) == refused
    for path in (project / "output").glob("*.html"):
        expect_no_foreign_markup(path.read_text(encoding="utf-8"))
    for path in (project / "output").glob("*.docx"):
        expect_well_formed(path)
    assert {path.parent for path in project.rglob("*.xlf")} <= {project / "source"}


def test_a_link_out_of_the_project_is_read_and_never_written_through(
    project: Path, tmp_path: Path, toolkit: Callable
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("外面的港口。\n", encoding="utf-8")
    (project / "source" / "linked.txt").symlink_to(outside)
    (project / "source" / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (project / "source" / "round.txt").symlink_to(project / "source" / "round.txt")
    (project / "source" / "folder.txt").mkdir()
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 0, outcome.err
    assert outside.read_text(encoding="utf-8") == "外面的港口。\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside.txt", "project"]


def test_what_is_derived_is_never_written_through_a_link(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[review]\nstate = "reviewed"\n', encoding="utf-8")
    derived = [".toolkit/built.json", ".toolkit/built.journal", ".toolkit/memory.json", ".toolkit/glossary.bin"]
    derived += [".toolkit/memory.sqlite", "output/harbour.review.html", "output/harbour.review.docx"]
    (project / ".toolkit").mkdir()
    for number, name in enumerate(derived):
        (tmp_path / f"precious-{number}").write_bytes(b"")
        (project / name).symlink_to(tmp_path / f"precious-{number}")
    assert toolkit("build", "--project", project).code == 0
    assert toolkit("memory", "find", "港口", "--project", project).code in (Exit.DONE, Exit.FINDINGS)
    assert {path.read_bytes() for path in tmp_path.glob("precious-*")} == {b""}


def test_an_output_that_is_a_link_to_nothing_makes_no_file_elsewhere(
    project: Path, tmp_path: Path, toolkit: Callable
) -> None:
    (project / "output").mkdir(exist_ok=True)
    (project / "output" / "harbour.review.html").symlink_to(tmp_path / "made.html")
    assert toolkit("build", "--project", project).code == Exit.DONE
    assert not (tmp_path / "made.html").exists()
    assert not (project / "output" / "harbour.review.html").is_symlink()


def test_what_is_only_locked_makes_no_file_elsewhere(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    (project / ".toolkit").mkdir()
    (project / ".toolkit" / "lock").symlink_to(tmp_path / "made")
    outcome = toolkit("build", "--project", project)
    assert (outcome.code, (tmp_path / "made").exists()) == (3, False)
    assert ".toolkit: cannot be written" in outcome.err


def test_a_bitext_may_be_a_link_and_nothing_else_is_overwritten_through_one(
    project: Path, tmp_path: Path, toolkit: Callable
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("precious", encoding="utf-8")
    (project / "source" / "harbour.xlf").symlink_to(outside)
    assert toolkit("build", "--project", project).code == Exit.INPUT
    assert outside.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["../harbour", "/etc/passwd", "..", "a/../../b", "harbour\n", "c:\\x"])
def test_a_returned_file_names_no_document_outside(name: str, project: Path, toolkit: Callable) -> None:
    rows = [{"id": "a", "base": "x", "target": "y"}]
    review = {"format": "bilingual-toolkit-review", "version": 1, "document": name, "batch": "0" * 16}
    path = project / "returned.json"
    path.write_text(json.dumps({**review, "reviewer": "Ann", "rows": rows}), encoding="utf-8")
    before = sorted(project.parent.rglob("*"))
    outcome = toolkit("review", path, "--project", project)
    assert outcome.code == Exit.INPUT, outcome.err
    assert set(project.parent.rglob("*")) - set(before) <= {project / ".toolkit", project / ".toolkit" / "lock"}


@pytest.mark.parametrize("name", ["../harbour", "/etc/passwd", "..", "a\nb"])
def test_a_command_is_given_no_document_outside(name: str, project: Path, toolkit: Callable) -> None:
    outcome = toolkit("build", name, "--project", project)
    assert outcome.code == Exit.USAGE, outcome.err
    assert sorted(path.name for path in project.parent.iterdir()) == [project.name]


def test_script_in_every_field_is_text(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").write_text(
        f"{SCRIPT}港口\n\n记者 {SCRIPT}\n\n港口{SCRIPT}{TURNED}好。\n", "utf-8"
    )
    with (project / "glossary" / "evil.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("source target alternatives forbidden short note origin".split())
        rows.writerow(["港口", SCRIPT, f"a{SCRIPT}", f"b{SCRIPT}", f"c{SCRIPT}", SCRIPT, SCRIPT])
    assert toolkit("build", "--project", project).code == 0
    assert toolkit("notes", "add", "harbour", "1", SCRIPT, "--author", SCRIPT, "--project", project).code == 0
    assert toolkit("build", "--project", project).code == 0
    for name in ("terms.html", "terms.docx"):
        assert toolkit("terms", "export", project / "output" / name, "--project", project).code == 0
    for path in (project / "output").iterdir():
        if path.suffix == ".html":
            expect_no_foreign_markup(path.read_text(encoding="utf-8"))
        else:
            expect_well_formed(path)


def expect_no_foreign_markup(page: str) -> None:
    """No handler, no script that the page's policy does not name, nothing from elsewhere."""
    root = html.fromstring(page.encode("utf-8"))
    assert not root.xpath("//@onerror | //img[@src='x']")
    scripts = root.xpath("//script")
    assert all("alert(1)" not in (one.text or "") or one.get("type") == "application/json" for one in scripts)
    assert not re.search(r"<script[^>]*>alert", page)


def expect_well_formed(path: Path) -> None:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            assert not name.startswith("/")
            assert ".." not in name
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_table_has_a_formula(formula: str, project: Path, toolkit: Callable) -> None:
    with (project / "glossary" / "evil.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("source target note origin".split())
        rows.writerow(["港区", f"{formula}x", formula, formula])
    for name in ("terms.csv", "terms.xlsx"):
        outcome = toolkit("terms", "export", project / name, "--project", project)
        assert outcome.code == 0, outcome.err
    cells = [cell for row in csv.reader(io.StringIO((project / "terms.csv").read_text("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t＝")]
    with ZipFile(project / "terms.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "sheet" in name)
