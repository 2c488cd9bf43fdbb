"""``toolkit publish``: what it writes, refuses and says."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from published import png

from toolkit.project import theme
from toolkit.project.theme import with_noto
from toolkit.writers.publication import Theme


@pytest.fixture
def reviewed(project: Path, sent: Path) -> Path:
    """The project with every unit reviewed."""
    path = project / "source" / "harbour.xlf"
    path.write_text(path.read_text("utf-8").replace('state="translated"', 'state="signed-off"'), "utf-8")
    return project


def files(project: Path) -> set[str]:
    return {path.name for path in (project / "output").iterdir() if ".review." not in path.name}


def test_what_is_reviewed_is_published(reviewed: Path, toolkit: Callable) -> None:
    done = toolkit("publish", "--project", reviewed, "--edition", "english", "--edition", "side-by-side")
    assert (done.code, done.err) == (0, "")
    assert done.out.split() == ["output/harbour.english.html", "output/harbour.side-by-side.html"]
    assert "Jianggang New Town" in (reviewed / "output" / "harbour.english.html").read_text("utf-8")


def test_what_is_not_reviewed_is_refused_with_its_rows(project: Path, sent: Path, toolkit: Callable) -> None:
    done = toolkit("publish", "--project", project)
    assert done.code == 1
    assert "harbour.side-by-side: not written, 4 rows not reviewed" in done.err
    assert "1  translated  Jianggang New Town opens" in done.err
    assert "--draft" in done.err
    assert files(project) == set()


def test_a_chinese_edition_needs_no_review(project: Path, sent: Path, toolkit: Callable) -> None:
    assert toolkit("publish", "--project", project, "--edition", "chinese").code == 0
    assert files(project) == {"harbour.chinese.html"}


def test_a_traditional_edition_says_how_it_was_made(project: Path, sent: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[publish]\nvariant = "s2hk"\n', "utf-8")
    assert toolkit("publish", "--project", project, "--edition", "traditional").code == 0
    page = (project / "output" / "harbour.traditional.html").read_text("utf-8")
    assert '<html lang="zh-Hant-HK">' in page
    assert "江港新城開港" in page
    assert "converted by program" in page


def test_words_of_a_project_have_their_own_traditional_form(project: Path, sent: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[publish]\nexceptions = { "开港" = "開埠" }\n', "utf-8")
    assert toolkit("publish", "--project", project, "--edition", "traditional").code == 0
    assert "江港新城開埠" in (project / "output" / "harbour.traditional.html").read_text("utf-8")


def test_a_document_that_cannot_be_read_leaves_the_others(project: Path, sent: Path, toolkit: Callable) -> None:
    (project / "source" / "another.txt").write_bytes(b"\xff\xfe\x00")
    for options in (("--edition", "chinese"), ("--in-place", "--draft")):
        done = toolkit("publish", "--project", project, *options)
        assert done.code == 3
        assert "source/another.txt" in done.err
    assert files(project) == {"harbour.chinese.html"}


def test_a_draft_is_marked(project: Path, sent: Path, toolkit: Callable) -> None:
    done = toolkit("publish", "--project", project, "--draft")
    assert done.code == 0
    assert "4  translated" in done.err
    assert "草稿" in (project / "output" / "harbour.side-by-side.html").read_text("utf-8")


def test_programs_read_what_was_done(project: Path, sent: Path, toolkit: Callable) -> None:
    refused = json.loads(toolkit("publish", "--project", project, "--json").out)
    assert [row["row"] for row in refused[0]["unreviewed"]] == [1, 2, 3, 4]
    done = json.loads(toolkit("publish", "--project", project, "--draft", "--json").out)
    assert done[0]["file"] == "output/harbour.side-by-side.html"
    assert done[0]["notices"] == []


def test_settings_are_on_the_title_page(reviewed: Path, toolkit: Callable) -> None:
    house = reviewed / "house"
    house.mkdir()
    (house / "theme.css").write_text("h1 { color: teal }", "utf-8")
    (reviewed / "toolkit.toml").write_text(
        '[publish]\npublisher = "Port Gazette"\nauthors = ["A. Ge"]\nrights = "Free"\ntheme = "house"\n', "utf-8"
    )
    assert toolkit("publish", "--project", reviewed).code == 0
    page = (reviewed / "output" / "harbour.side-by-side.html").read_text("utf-8")
    assert "Port Gazette" in page
    assert "h1 { color: teal }" in page


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ('theme = "../x"', "a folder in the project is expected"),
        ('quotes = "round"', "unknown choice"),
        ('variant = "t2s"', "unknown choice"),
        ('exceptions = ["台账"]', "words and their forms are expected"),
        ('theme = "none"', "there is no such stylesheet"),
    ],
)
def test_settings_that_cannot_be(reviewed: Path, toolkit: Callable, setting: str, problem: str) -> None:
    (reviewed / "toolkit.toml").write_text(f"[publish]\n{setting}\n", "utf-8")
    done = toolkit("publish", "--project", reviewed)
    assert done.code in (2, 3)
    assert problem in done.err
    assert files(reviewed) == set()


def test_without_documents_it_says_what_to_do(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").unlink()
    done = toolkit("publish", "--project", project)
    assert done.code == 0
    assert "put a Chinese text into source/" in done.err


def test_a_site_has_all_documents(reviewed: Path, quay: Path, toolkit: Callable) -> None:
    done = toolkit("publish", "--project", reviewed, "--format", "site", "--draft")
    assert (done.code, done.out) == (0, "output/site.side-by-side/index.html\n")
    folder = reviewed / "output" / "site.side-by-side"
    assert {path.name for path in folder.iterdir()} == {
        *("index.html", "search.html", "terms.html", "harbour.html", "quay.html")
    }
    assert "harbour.html#p3" in (folder / "terms.html").read_text("utf-8")


def test_a_source_in_place(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").unlink()
    (project / "source" / "quay.md").write_text("# 江港新城\n\n港口**很忙**。\n", "utf-8")
    toolkit("build", "--project", project)
    path = project / "source" / "quay.xlf"
    text = path.read_text("utf-8")
    for line in ("Jianggang New Town", 'The port is <g id="1" ctype="bold">busy</g>.'):
        text = text.replace('<target state="new"></target>', f'<target state="signed-off">{line}</target>', 1)
    assert toolkit("publish", "--project", project, "--in-place").code == 1
    path.write_text(text, "utf-8")
    done = toolkit("publish", "--project", project, "--in-place")
    assert (done.code, done.out) == (0, "output/quay.in-place.md\n")
    written = (project / "output" / "quay.in-place.md").read_text("utf-8")
    assert written == "# Jianggang New Town\n\nThe port is **busy**.\n"


def test_pictures_beside_the_source_are_printed(project: Path, toolkit: Callable) -> None:
    (project / "source" / "harbour.txt").unlink()
    (project / "source" / "quay.md").write_text("# 港口\n\n![码头](quay.png)\n\n![船](ship.png)\n\n港口忙。\n", "utf-8")
    (project / "source" / "quay.png").write_bytes(png(4, 3))
    toolkit("build", "--project", project)
    done = toolkit("publish", "--project", project, "--edition", "chinese")
    page = (project / "output" / "quay.chinese.html").read_text("utf-8")
    assert 'alt="码头" width="4" height="3"' in page
    assert "picture-missing: ship.png" in done.err


@pytest.mark.parametrize("fmt", ["docx", "epub", "pdf"])
def test_every_format_is_written(reviewed: Path, toolkit: Callable, fmt: str) -> None:
    if fmt == "pdf":
        pytest.importorskip("weasyprint", reason="WeasyPrint is not installed (extra pdf)")
    done = toolkit("publish", "--project", reviewed, "--edition", "facing", "--format", fmt)
    assert (done.code, done.out) == (0, f"output/harbour.facing.{fmt}\n")
    first = (reviewed / "output" / f"harbour.facing.{fmt}").read_bytes()
    toolkit("publish", "--project", reviewed, "--edition", "facing", "--format", fmt)
    assert (reviewed / "output" / f"harbour.facing.{fmt}").read_bytes() == first


EMBEDDED = {"chinese": "SC", "traditional": "TC"}
"""The face of the Chinese font that the book of an edition carries."""


def test_an_epub_carries_the_characters_that_are_in_it(reviewed: Path, toolkit: Callable) -> None:
    fonts = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed (extra pdf)")
    if with_noto(Theme()) is None:
        pytest.skip("no Noto Serif CJK on this machine (apt install fonts-noto-cjk)")
    (reviewed / "toolkit.toml").write_text("[publish]\nembed = true\n", "utf-8")
    command = ("publish", "--project", reviewed, "--edition", "chinese", "--edition", "traditional", "--format", "epub")
    assert toolkit(*command).code == 0
    books = {edition: (reviewed / "output" / f"harbour.{edition}.epub").read_bytes() for edition in EMBEDDED}
    for edition, face in EMBEDDED.items():
        with zipfile.ZipFile(io.BytesIO(books[edition])) as book:
            assert [name for name in book.namelist() if name.endswith(".otf")] == [f"OPS/theme/NotoSerifCJK-{face}.otf"]
            font = fonts.TTFont(io.BytesIO(book.read(f"OPS/theme/NotoSerifCJK-{face}.otf")))
            assert "@font-face" in book.read("OPS/style.css").decode()
        shown = "港" + ("開" if face == "TC" else "开")
        assert set(map(ord, shown)) <= set(font.getBestCmap())
        assert len(font.getBestCmap()) < 300
    toolkit(*command)
    for edition, content in books.items():
        assert (reviewed / "output" / f"harbour.{edition}.epub").read_bytes() == content


def test_without_the_font_it_says_so(reviewed: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_FONT_FOLDERS", ())
    (reviewed / "toolkit.toml").write_text("[publish]\nembed = true\n", "utf-8")
    done = toolkit("publish", "--project", reviewed, "--edition", "chinese", "--format", "epub")
    assert done.code == 0
    assert "font-missing" in done.err
