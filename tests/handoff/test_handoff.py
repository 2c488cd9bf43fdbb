"""A document goes out as a package and comes back as the merge finds it right, without any other program."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from handed import english, stored

from toolkit.model import State

FORMATS = ("omegat", "xliff", "po")


def hand_off(toolkit: Callable, project: Path, fmt: str, *options: object) -> Path:
    outcome = toolkit("handoff", "quay", "--for", fmt, "--project", project, *options)
    assert outcome.code == 0, outcome.err
    return project / "output" / f"quay-for-{fmt}"


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_package_that_nobody_touched_changes_nothing(quay: Path, toolkit: Callable, fmt: str) -> None:
    folder = hand_off(toolkit, quay, fmt)
    before = (quay / "source" / "quay.xlf").read_bytes()
    outcome = toolkit("review", folder, "--project", quay, "--json")
    assert outcome.code == 0, outcome.err
    [record] = json.loads(outcome.out)
    assert not any(record[key] for key in ("applied", "equal", "commented", "conflicts", "judged", "gone", "missing"))
    assert not record["quarantined"]
    assert (quay / "source" / "quay.xlf").read_bytes() == before


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_document_gives_the_same_bytes(quay: Path, toolkit: Callable, fmt: str) -> None:
    folder = hand_off(toolkit, quay, fmt)
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    hand_off(toolkit, quay, fmt)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first
    assert "README.txt" in {path.name for path in first}


def test_xliff_comes_back_with_english_states_and_notes(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(
        folder / "quay.xlf",
        ("Our reporter saw many cranes.", "Our reporter saw a forest of cranes."),
        ('state="translated">The port handled', 'state="final">The port handled'),
        ("<note from=", '<note from="Ann">The third, in fact.</note>\n  <note from='),
    )
    text = (folder / "quay.xlf").read_text(encoding="utf-8")
    bold = '<g id="1" ctype="bold">This year</g> the town invested RMB 500 million.'
    text = re.sub(r'<target state="new"></target>', f'<target state="translated">{bold}</target>', text, count=1)
    (folder / "quay.xlf").write_text(text, encoding="utf-8")
    outcome = toolkit("review", folder, "--project", quay)
    assert outcome.code == 0, outcome.err
    found = english(quay)
    assert found["江港新城今年投资5亿元。"] == ("This year the town invested RMB 500 million.", State.TRANSLATED)
    assert found["港口全年吞吐量达60万标箱！"][1] is State.FINAL
    assert found["记者在现场看到，塔吊林立。"] == ("Our reporter saw a forest of cranes.", State.DRAFT)
    assert found["江港新城开港"][1] is State.REVIEWED
    [coded] = [unit for unit in stored(quay).units if "RMB 500" in unit.target]
    assert [(code.kind, code.start, code.end) for code in coded.codes] == [("bold", 0, 9)]
    notes = [note for unit in stored(quay).units for note in unit.notes]
    assert [(note.author, note.text) for note in notes] == [
        ("Li Wen", "Is it the second wharf?"),
        ("Ann", "The third, in fact."),
    ]
    after = (quay / "source" / "quay.xlf").read_bytes()
    toolkit("review", folder, "--project", quay)
    assert (quay / "source" / "quay.xlf").read_bytes() == after


def test_po_comes_back_with_fuzzy_as_drafts_and_comments_as_notes(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "po")
    text = (folder / "quay.po").read_text(encoding="utf-8")
    assert "#. 标箱 = TEU / TEUs (not: standard box)" in text
    assert "#, fuzzy" in text
    edit(
        folder / "quay.po",
        ("#, fuzzy\n", ""),
        ('msgstr "The port handled', '#, fuzzy\nmsgstr "The port handled'),
        (
            "# ‹Li Wen · 2020-11-20› Is it the second wharf?",
            "# ‹Li Wen · 2020-11-20› Is it the second wharf?\n# Third.",
        ),
    )
    text = (folder / "quay.po").read_text(encoding="utf-8")
    text = text.replace('msgid "港口很忙。"\nmsgstr ""', 'msgid "港口很忙。"\nmsgstr "The port is busy."')
    fuzzy = re.sub(r'(msgctxt "[^"]*"\nmsgid "港口全年[^\n]*\n)#, fuzzy\n', r"#, fuzzy\n\1", text)
    (folder / "quay.po").write_text(fuzzy, encoding="utf-8")
    outcome = toolkit("review", folder / "quay.po", "--project", quay)
    assert outcome.code == 0, outcome.err
    found = english(quay)
    assert found["记者在现场看到，塔吊林立。"] == ("Our reporter saw many cranes.", State.TRANSLATED)
    assert found["港口全年吞吐量达60万标箱！"][1] is State.DRAFT
    assert found["港口很忙。"] == ("The port is busy.", State.TRANSLATED)
    assert [note.text for unit in stored(quay).units for note in unit.notes] == ["Is it the second wharf?", "Third."]
    assert toolkit("review", folder / "quay.po", "--project", quay, "--json").code == 0


@pytest.mark.parametrize("lost", ["nothing", "package", "package and kept", "batch too"])
def test_what_was_sent_out_is_known_as_far_as_anything_tells(quay: Path, toolkit: Callable, lost: str) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(folder / "quay.xlf", ("Our reporter saw many cranes.", "Our reporter saw cranes."))
    text = (folder / "quay.xlf").read_text(encoding="utf-8")
    text = re.sub(r'<target state="new"></target>', '<target state="translated">Busy.</target>', text, count=1)
    (folder / "quay.xlf").write_text(text, encoding="utf-8")
    if lost != "nothing":
        (folder / "toolkit-manifest.json").unlink()
    if lost in ("package and kept", "batch too"):
        shutil.rmtree(quay / ".toolkit" / "handoffs")
    if lost == "batch too":
        text = (folder / "quay.xlf").read_text(encoding="utf-8")
        (folder / "quay.xlf").write_text(re.sub("<header>.*</header>", "", text), encoding="utf-8")
    outcome = toolkit("review", folder / "quay.xlf", "--project", quay, "--json")
    [record] = json.loads(outcome.out)
    texts = [one["after"] for one in record["applied"]]
    if lost in ("nothing", "package"):
        assert (outcome.code, texts) == (0, ["Busy.", "Our reporter saw cranes."])
    else:
        assert (outcome.code, texts) == (1, ["Busy."])
        [conflict] = record["conflicts"]
        assert conflict["returned"] == ["Our reporter saw cranes."]
        assert conflict["reason"] == "what was sent out is not known any more"


def test_english_that_changed_meanwhile_is_a_conflict(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(folder / "quay.xlf", ("Our reporter saw many cranes.", "Our reporter saw cranes."))
    edit(quay / "source" / "quay.xlf", ("Our reporter saw many cranes.", "We saw many cranes."))
    outcome = toolkit("review", folder, "--project", quay)
    assert outcome.code == 1
    assert "the English has changed since it was sent out" in outcome.out
    assert english(quay)["记者在现场看到，塔吊林立。"][0] == "We saw many cranes."


def test_edited_chinese_copies_and_strangers_are_set_aside(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    text = (folder / "quay.xlf").read_text(encoding="utf-8")
    text = text.replace("<source>新码头明年投产。", "<source>新码头后年投产。").replace(
        "next year &amp;", "in two years &amp;"
    )
    wharf = re.search(r'<trans-unit id="[^"]*">\n  <source>港口全年.*?</trans-unit>\n', text, re.DOTALL)
    assert wharf is not None
    other = wharf[0].replace("The port", "A port")
    stranger = re.sub('id="[^"]*"', 'id="0000"', other)
    (folder / "quay.xlf").write_text(text.replace(wharf[0], wharf[0] + other + stranger), encoding="utf-8")
    [record] = json.loads(toolkit("review", folder, "--project", quay, "--json").out)
    assert [one["reason"] for one in record["quarantined"]] == [
        "the unit is in the file more than once",
        "the unit is in the file more than once",
        "unknown unit",
        "the Chinese was edited",
    ]
    assert not record["applied"]


def test_english_that_was_taken_out_stays(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "po")
    edit(folder / "quay.po", ('msgstr "The port handled 600,000 TEU over the year."', 'msgstr ""'))
    [record] = json.loads(toolkit("review", folder, "--project", quay, "--json").out)
    assert [one["reason"] for one in record["quarantined"]] == ["the English was taken out"]
    assert english(quay)["港口全年吞吐量达60万标箱！"][0]


def test_a_zip_file_comes_back_as_its_folder_does(quay: Path, toolkit: Callable, tmp_path: Path) -> None:
    folder = hand_off(toolkit, quay, "omegat")
    edit(folder / "omegat" / "project_save.tmx", ("The port handled", "It handled"))
    packed = tmp_path / "Back.ZIP"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, f"Quay/{path.relative_to(folder)}")
    shutil.rmtree(folder)
    assert toolkit("review", packed, "--project", quay).code == 0
    assert english(quay)["港口全年吞吐量达60万标箱！"] == ("It handled 600,000 TEU over the year.", State.TRANSLATED)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_package_in_one_file(quay: Path, toolkit: Callable, tmp_path: Path, fmt: str) -> None:
    packed = tmp_path / "to send" / "quay.zip"
    for _ in range(2):
        hand_off(toolkit, quay, fmt, "-o", packed)
    assert [path.name for path in packed.parent.iterdir()] == ["quay.zip"]
    outcome = toolkit("review", packed, "--project", quay)
    assert (outcome.code, "no changes" in outcome.err) == (0, True)
    hand_off(toolkit, quay, "po" if fmt == "xliff" else "xliff", "-o", packed)
    assert sorted(path.name for path in packed.parent.iterdir()) == ["quay.kept-1.zip", "quay.zip"]


def test_files_of_others_are_refused(quay: Path, toolkit: Callable, tmp_path: Path) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    (quay / "source" / "quay.md").unlink()
    outcome = toolkit("review", folder, "--project", quay)
    assert (outcome.code, "belongs to the document “quay”" in outcome.err) == (3, True)
    (quay / "source" / "quay.md").write_text("另一篇文章。\n", encoding="utf-8")
    (quay / "source" / "quay.xlf").unlink()
    toolkit("build", "--project", quay)
    outcome = toolkit("review", folder, "--project", quay)
    assert (outcome.code, "none of its segments" in outcome.err) == (3, True)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert toolkit("review", empty, "--project", quay).code == 3


def test_a_folder_of_many_files_is_no_package(quay: Path, toolkit: Callable, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(101):
        (many / f"{number}.po").write_text("", encoding="utf-8")
    outcome = toolkit("review", many, "--project", quay)
    assert (outcome.code, "more than 100" in outcome.err) == (3, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlf", b"\x00\x01"),
        ("x.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        ("x.xlf", b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'),
        ("x.xliff", b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>'),
        ("x.po", b"msgid"),
        ("x.po", b'msgid "a"\nmsgstr "b"\n'),
        ("x.po", b"\xff\xfe\x00"),
        ("toolkit-manifest.json", b"[" * 100_000),
        ("toolkit-manifest.json", b'{"format": "bilingual-toolkit-handoff", "version": 1, "segments": [1]}'),
        ("x.zip", b"PK\x03\x04"),
        ("project_save.tmx", b'<tmx version="1.4"><body/></tmx>'),
        ("memory.tmx", b'<tmx version="1.4"><body/></tmx>'),
    ],
)
def test_what_is_no_handoff_is_refused_with_its_name(
    quay: Path, toolkit: Callable, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = toolkit("review", tmp_path / name, "--project", quay)
    assert outcome.code == 3
    assert name in outcome.err


def test_a_changed_manifest_is_refused(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(folder / "toolkit-manifest.json", ("many cranes", "few cranes"))
    outcome = toolkit("review", folder, "--project", quay)
    assert (outcome.code, "it was changed" in outcome.err) == (3, True)


def test_nobodys_work_is_overwritten(quay: Path, toolkit: Callable, tmp_path: Path) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(folder / "quay.xlf", ("many cranes", "a few cranes"))
    hand_off(toolkit, quay, "xliff")
    kept = quay / "output" / "quay-for-xliff.kept-1"
    assert "a few cranes" in (kept / "quay.xlf").read_text(encoding="utf-8")
    assert "many cranes" in (folder / "quay.xlf").read_text(encoding="utf-8")
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("x", encoding="utf-8")
    outcome = toolkit("handoff", "quay", "--for", "po", "-o", other, "--project", quay)
    assert (outcome.code, [path.name for path in other.iterdir()]) == (2, ["letter.txt"])


def test_states_given_on_the_command_line_count_for_all(quay: Path, toolkit: Callable) -> None:
    folder = hand_off(toolkit, quay, "xliff")
    edit(folder / "quay.xlf", ("many cranes", "a few cranes"))
    toolkit("review", folder, "--state", "final", "--project", quay)
    assert english(quay)["记者在现场看到，塔吊林立。"][1] is State.FINAL


def test_xliff_is_valid(quay: Path, toolkit: Callable) -> None:
    from lxml import etree

    schema = Path(__file__).parents[2] / ".tools" / "xliff-core-1.2-strict.xsd"
    if not schema.exists():
        pytest.skip("the XLIFF schema is not in .tools")
    local = (Path(__file__).parents[1] / "bitext" / "xml.xsd").as_uri()
    text = schema.read_text(encoding="utf-8").replace("http://www.w3.org/2001/xml.xsd", local)
    parsed = etree.XMLSchema(etree.fromstring(text.encode("utf-8")))
    for fmt, name in (("xliff", "quay.xlf"), ("omegat", "source/quay.xlf")):
        parsed.assertValid(etree.parse(hand_off(toolkit, quay, fmt) / name))
