"""``toolkit notes`` from end to end: an editor asks, a translator answers, and both see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from editing import W14, Editor, W

from toolkit.bitext import read_xliff
from toolkit.model import Note

WHEN = "2026-11-20T08:00:00Z"
NOW = "2026-11-21T09:00:00Z"


@pytest.fixture
def asked(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with two notes on row 1 and one, resolved, on row 3, as they came back."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795251600")
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8").replace(
        '<target state="new"></target>', '<target state="translated">Jianggang New Town opens</target>', 1
    )
    path.write_text(text, encoding="utf-8")
    toolkit("build", "--project", project)
    editor = Editor((project / "output" / "harbour.review.docx").read_bytes())
    first, _, third, _ = units(project)
    editor.remark(first, "Is that its name?")
    editor.remark(first, "A line\nmore")
    editor.remark(third, "Which year?", done=True)
    returned = project / "ann.docx"
    returned.write_bytes(editor.saved())
    assert toolkit("review", returned, "--project", project).code == 0
    return project


def units(project: Path) -> tuple:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x").units


def test_an_answer_and_an_end_go_out_and_come_back(asked: Path, toolkit: Callable) -> None:
    done = toolkit("notes", "answer", "harbour", "1.1", "Yes.", "--author", "Li Wen", "--project", asked)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "harbour 1.1: Jianggang New Town opens\n  Ann, 2026-11-20: Is that its name?\n  ↳ Li Wen, 2026-11-21: Yes.\n"
    )
    assert toolkit("notes", "resolve", "harbour", "1.2", "--project", asked).code == 0
    assert units(asked)[0].notes == (
        Note("Is that its name?", "Ann", WHEN),
        Note("Yes.", "Li Wen", NOW, answer=True),
        Note("A line\nmore", "Ann", WHEN, resolved=True),
    )
    toolkit("build", "--project", asked)
    out = asked / "output" / "harbour.review.docx"
    before = (asked / "source" / "harbour.xlf").read_bytes()
    assert "no changes" in toolkit("review", out, "--project", asked).err
    assert (asked / "source" / "harbour.xlf").read_bytes() == before

    editor = Editor(out.read_bytes(), "Ann")
    question = editor.comments.find(f".//{W}p").get(W14 + "paraId")
    editor.remark(units(asked)[0], "Thank you.", answer_to=question)
    editor.threads[0].set(editor.threads[0].tag.split("}")[0] + "}done", "1")
    out.write_bytes(editor.saved())
    told = toolkit("review", out, "--project", asked)
    assert "Ann answers: Thank you." in told.out
    assert [(note.text, note.resolved) for note in units(asked)[0].notes] == [
        ("Is that its name?", True),
        ("Yes.", False),
        ("Thank you.", False),
        ("A line\nmore", True),
    ]
    assert toolkit("notes", "list", "--project", asked).err == "0 open notes, 3 resolved\n"


def test_lists_show_what_is_open(asked: Path, toolkit: Callable) -> None:
    listed = toolkit("notes", "list", "--project", asked)
    assert listed.err == "2 open notes, 1 resolved\n"
    assert "Which year?" not in listed.out
    assert "A line↵more" in listed.out
    everything = toolkit("notes", "list", "harbour", "--all", "--project", asked)
    assert "harbour 3.1 ✓ resolved: 江港新城今年投资5亿元。\n  Ann, 2026-11-20: Which year?\n" in everything.out
    written = json.loads(toolkit("notes", "list", "--all", "--json", "--project", asked).out)
    assert [(one["note"], one["resolved"]) for one in written] == [("1.1", False), ("1.2", False), ("3.1", True)]
    assert written[2] == {
        "document": "harbour",
        "row": 3,
        "note": "3.1",
        "unit": units(asked)[2].segment.id,
        "resolved": True,
        "source": "江港新城今年投资5亿元。",
        "target": "",
        "notes": [{"author": "Ann", "at": WHEN, "text": "Which year?"}],
    }


def test_a_translator_asks(asked: Path, toolkit: Callable) -> None:
    done = toolkit("notes", "add", "harbour", "1", "Of which year?", "--author", "Li Wen", "--project", asked)
    assert done.out == "harbour 1.3: Jianggang New Town opens\n  Li Wen, 2026-11-21: Of which year?\n"
    assert units(asked)[0].notes[-1] == Note("Of which year?", "Li Wen", NOW)
    toolkit("build", "--project", asked)
    comments = Editor((asked / "output" / "harbour.review.docx").read_bytes()).comments
    assert "Of which year?" in "".join(comments.itertext())


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\udcffb", "a\ufffeb"])
def test_what_xml_cannot_hold_leaves_the_bitext_readable(asked: Path, toolkit: Callable, text: str) -> None:
    assert toolkit("notes", "add", "harbour", "1", text, "--json", "-q", "--project", asked).code == 0
    assert units(asked)[0].notes[-1].text == "a\ufffdb"


def test_a_row_names_its_only_open_note(asked: Path, toolkit: Callable) -> None:
    doubtful = toolkit("notes", "resolve", "harbour", "1", "--project", asked)
    assert doubtful.code == 2
    assert "there are 2 notes" in doubtful.err
    assert "say which one: 1.1, 1.2" in doubtful.err
    both = toolkit("notes", "answer", "harbour", "1.1", "Yes.", "--resolve", "--json", "--project", asked)
    assert json.loads(both.out)[0]["resolved"] is True
    assert toolkit("notes", "resolve", "harbour", "1", "--project", asked).code == 0
    assert [note.resolved for note in units(asked)[0].notes] == [True, False, True]
    assert toolkit("notes", "resolve", "harbour", "1.1", "3", "--reopen", "--project", asked).code == 0
    assert [note.resolved for note in units(asked)[0].notes] == [False, False, True]
    assert [note.resolved for note in units(asked)[2].notes] == [False]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("resolve", "harbour", "2"), "there is no such note"),
        (("resolve", "harbour", "1.3"), "there is no such note"),
        (("resolve", "harbour", "x"), "there is no such note"),
        (("answer", "harbour", "1.1", "[resolved] Yes."), "begins like a mark"),
        (("add", "harbour", "1", "[accepted spelling 12345678] so"), "begins like a mark"),
        (("add", "harbour", "0", "Why?"), "rows go from 1 to 4"),
        (("add", "harbour", "5", "Why?"), "there is no such row"),
        (("resolve", "nowhere", "1"), "nowhere"),
        (("answer", "harbour", "1.1", " "), "the note is empty"),
    ],
)
def test_refusals_write_nothing(asked: Path, toolkit: Callable, arguments: tuple[str, ...], problem: str) -> None:
    before = (asked / "source" / "harbour.xlf").read_bytes()
    refused = toolkit("notes", *arguments, "--project", asked)
    assert refused.code == 2
    assert problem in refused.err
    assert (asked / "source" / "harbour.xlf").read_bytes() == before


def test_a_document_without_bitext(project: Path, toolkit: Callable) -> None:
    assert toolkit("notes", "list", "--project", project).err == "0 open notes, 0 resolved\n"
    assert "there is no bitext yet" in toolkit("notes", "list", "harbour", "--project", project).err
