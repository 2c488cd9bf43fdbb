"""``toolkit build`` from end to end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from toolkit.cli import run


def test_the_main_job(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 0
    assert outcome.out.split() == ["output/harbour.review.docx", "output/harbour.review.html"]
    assert "harbour  4 segments: 4 empty · 4 warnings" in outcome.err
    assert "source/harbour.xlf  (4 new)" in outcome.err
    with ZipFile(project / "output" / "harbour.review.docx") as archive:
        assert "江港新城".encode() in archive.read("word/document.xml")
    assert "江港新城" in (project / "output" / "harbour.review.html").read_text(encoding="utf-8")


def snapshot(project: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in project.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_building_again_writes_nothing(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    before = snapshot(project)
    outcome = toolkit("build", "--project", project)
    assert snapshot(project) == before
    assert "unchanged" in outcome.err


def test_two_builds_give_the_same_bytes(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    first = {path.name: path.read_bytes() for path in (project / "output").iterdir()}
    for path in (project / "output").iterdir():
        path.unlink()
    (project / ".toolkit" / "built.json").unlink()
    toolkit("build", "--project", project)
    assert {path.name: path.read_bytes() for path in (project / "output").iterdir()} == first


def translate(project: Path, english: str) -> None:
    path = project / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('<target state="new"></target>', f"<target>{english}</target>", 1), encoding="utf-8")


def test_english_typed_into_the_bitext_is_kept_and_shown(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    translate(project, "Jianggang New Town opens its port")
    outcome = toolkit("build", "--project", project, "--json")
    (result,) = json.loads(outcome.out)
    assert result["states"]["translated"] == 1
    assert "opens its port" in (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    source = project / "source" / "harbour.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("5亿元", "6亿元"), encoding="utf-8")
    outcome = toolkit("build", "--project", project, "--json")
    (result,) = json.loads(outcome.out)
    assert result["update"] == {"kept": 3, "moved": 0, "changed": 0, "new": 1, "removed": 1, "restored": 0}
    assert "opens its port" in (project / "source" / "harbour.xlf").read_text(encoding="utf-8")


def test_a_review_document_that_somebody_changed_is_set_aside(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    review = project / "output" / "harbour.review.docx"
    review.write_bytes(review.read_bytes() + b"an editor's work")
    outcome = toolkit("build", "--project", project)
    assert "kept as output/harbour.review.kept-1.docx" in outcome.err
    assert (project / "output" / "harbour.review.kept-1.docx").read_bytes().endswith(b"an editor's work")


def during_the_build(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
    """Lets something happen between reading and writing."""
    from toolkit import pipeline

    def checks(*arguments: object) -> tuple[()]:
        meanwhile()
        return ()

    monkeypatch.setattr(pipeline, "check_bitext", checks)


def test_a_bitext_saved_during_the_build_is_left_alone(
    project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    toolkit("build", "--project", project)
    (project / "source" / "harbour.txt").write_text("江港新城开港\n\n船来了。\n", encoding="utf-8")
    during_the_build(monkeypatch, lambda: translate(project, "Saved meanwhile"))
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "source/harbour.xlf: somebody changed it meanwhile; it was left as it is" in outcome.err
    assert "Saved meanwhile" in (project / "source" / "harbour.xlf").read_text(encoding="utf-8")
    monkeypatch.undo()
    assert toolkit("build", "--project", project).code == 0
    assert "Saved meanwhile" in (project / "source" / "harbour.xlf").read_text(encoding="utf-8")


def test_a_source_changed_during_the_build_is_built_next_time(
    project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = project / "source" / "harbour.txt"
    during_the_build(monkeypatch, lambda: source.write_text("船走了。\n", encoding="utf-8") and None)
    toolkit("build", "--project", project)
    monkeypatch.undo()
    toolkit("build", "--project", project)
    assert "船走了" in (project / "output" / "harbour.review.html").read_text(encoding="utf-8")


def test_only_the_named_document(project: Path, toolkit: Callable) -> None:
    (project / "source" / "second.txt").write_text("船来了。", encoding="utf-8")
    toolkit("build", "second", "--project", project)
    assert sorted(path.name for path in (project / "output").iterdir()) == ["second.review.docx", "second.review.html"]
    outcome = toolkit("build", "third", "--project", project)
    assert outcome.code == 2
    assert "documents are: harbour, second" in outcome.err


def test_formats_from_the_settings(project: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[build]\nformats = ["html"]\n')
    toolkit("build", "--project", project)
    assert [path.name for path in (project / "output").iterdir()] == ["harbour.review.html"]


def test_protect(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--protect", "--project", project)
    with ZipFile(project / "output" / "harbour.review.docx") as archive:
        assert b"documentProtection" in archive.read("word/settings.xml")


def test_the_encoding_is_said(project: Path, toolkit: Callable) -> None:
    path = project / "source" / "harbour.txt"
    assert "source/harbour.txt  (read as UTF-8)" in toolkit("build", "--project", project).err
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "source/harbour.txt  (read as GB18030)" in toolkit("build", "--project", project).err


BAD_SOURCES = {
    "empty": (b"", "source/bad.txt: the file has no text"),
    "binary": (b"PK\x03\x04" + bytes(100), "source/bad.txt: this is a zip or Office file"),
    "unknown encoding": ("這是一段繁體中文，用來測試。".encode("big5") * 9, "none of UTF-8, UTF-16 and GB18030"),
}


@pytest.mark.parametrize(("content", "message"), BAD_SOURCES.values(), ids=BAD_SOURCES.keys())
def test_a_bad_source_is_reported_and_the_rest_is_built(
    project: Path, toolkit: Callable, content: bytes, message: str
) -> None:
    (project / "source" / "bad.txt").write_bytes(content)
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert message in outcome.err
    assert (project / "output" / "harbour.review.docx").exists()
    assert not (project / "source" / "bad.xlf").exists()


def test_a_broken_glossary_row_stops_the_build_before_anything_is_written(project: Path, toolkit: Callable) -> None:
    with (project / "glossary" / "places.csv").open("a", encoding="utf-8") as file:
        file.write("港口,,,,,,\n")
    before = snapshot(project)
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "glossary/places.csv line 4: column target: no English for 港口" in outcome.err
    assert {name: content for name, content in snapshot(project).items() if ".toolkit" not in name} == before


@pytest.mark.parametrize("damage", [b"<xliff", b"<tmx/>", b"\xff\xfe\x00"])
def test_a_broken_or_foreign_bitext_is_left_alone(project: Path, toolkit: Callable, damage: bytes) -> None:
    bitext = project / "source" / "harbour.xlf"
    bitext.write_bytes(damage)
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "source/harbour.xlf" in outcome.err
    assert bitext.read_bytes() == damage
    assert list((project / "output").iterdir()) == []


def test_an_output_that_is_no_folder(project: Path, toolkit: Callable) -> None:
    (project / "output").rmdir()
    (project / "output").write_text("a file")
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "output" in outcome.err
    assert not (project / "source" / "harbour.xlf").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a POSIX system")
def test_an_unwritable_output(project: Path, toolkit: Callable, capfd: pytest.CaptureFixture[str]) -> None:
    """In a child that gives up root's rights, which no permission stops; its modules are loaded before."""
    toolkit("build", "--project", project)
    for path in (project / "output").iterdir():
        path.unlink()
    for path in (project, *project.parents):
        if path.stat().st_uid == os.geteuid() and path.stat().st_mode & 0o077 == 0:
            path.chmod(0o711)
    (project / "output").chmod(0o555)
    before = snapshot(project / "source")
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.chown(project / ".toolkit" / "lock", 65534, 65534)
            os.setuid(65534)
        os._exit(run(["build", "--project", str(project)]))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 3
    assert "output: cannot be written to" in capfd.readouterr().err
    assert snapshot(project / "source") == before
    assert list((project / "output").iterdir()) == []


def test_two_sources_for_one_bitext(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.TXT").write_text("船来了。", encoding="utf-8")
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 2
    assert "would share the bitext" in outcome.err


def test_no_documents_yet(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").unlink()
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 0
    assert "put a Chinese text into source/" in outcome.err


def test_quiet_and_json(project: Path, toolkit: Callable) -> None:
    assert toolkit("build", "-q", "--project", project).err == ""
    (result,) = json.loads(toolkit("build", "--json", "--project", project).out)
    assert result["document"] == "harbour"
    assert result["unchanged"] is True
    assert result["segments"] == 4


def test_html_in_a_text_is_text(project: Path, toolkit: Callable) -> None:
    path = project / "source" / "harbour.txt"
    path.write_text("港口<script>alert(1)</script>&amp;“开港”。\n", encoding="utf-8")
    assert toolkit("build", "--project", project).code == 0
    page = (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    with ZipFile(project / "output" / "harbour.review.docx") as archive:
        assert b"&lt;script&gt;" in archive.read("word/document.xml")
