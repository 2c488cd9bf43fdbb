"""The glossary in other formats: what is written is read again, and bad files are refused."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from toolkit.building.job import read_glossary
from toolkit.errors import InputError, UsageError
from toolkit.glossary.exchange import STYLES, read_csv, read_tbx, read_xlsx, write_csv, write_tbx, write_xlsx
from toolkit.glossary.exchange.joining import join
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus
from toolkit.project import Project
from toolkit.safe.spreadsheet import inert, plain

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

FORMATS: dict[str, tuple[Callable[..., bytes], Callable[..., list[Term]]]] = {
    "csv": (write_csv, lambda content: list(read_csv(content.decode("utf-8-sig"), "f.csv"))),
    "xlsx": (write_xlsx, lambda content: read_xlsx(io.BytesIO(content), "f.xlsx")),
    "tbx-dct": (
        lambda terms: write_tbx(terms, "zh-CN", "en-GB"),
        lambda content: read_tbx(io.BytesIO(content), "f.tbx", "zh-CN", "en-GB")[0],
    ),
    "tbx-dca": (
        lambda terms: write_tbx(terms, "zh-CN", "en-GB", "dca"),
        lambda content: read_tbx(io.BytesIO(content), "f.tbx", "zh", "en")[0],
    ),
    "tbx-martif": (
        lambda terms: write_tbx(terms, "zh-CN", "en-GB", "martif"),
        lambda content: read_tbx(io.BytesIO(content), "f.tbx", "zh-CN", "en-GB")[0],
    ),
}


def clean(text: str) -> str:
    """As every reader of a glossary sees a cell; TBX takes several blanks for one."""
    return " ".join(part for part in unicodedata.normalize("NFC", text).strip().split(" ") if part)


CELLS = st.text(
    st.one_of(st.sampled_from("=+-@'#＝\"<>&,;港江Aé𠀀_x "), st.characters(exclude_categories=("Cc", "Cs", "Cn"))),
    max_size=9,
).map(clean)
FORMS = CELLS.map(lambda text: clean(text.replace(";", ""))).filter(bool)
LISTS = st.lists(FORMS, max_size=3).map(tuple)
TERMS = st.builds(
    Term,
    source=CELLS.map(lambda text: clean(text + "港")),
    target=CELLS,
    category=FORMS,
    status=st.sampled_from(TermStatus),
    alternatives=LISTS,
    forbidden=LISTS,
    short=CELLS,
    case_sensitive=st.booleans(),
    note=CELLS,
    origin=CELLS,
    variants=st.lists(FORMS.map(lambda text: clean(text + "口")), max_size=3, unique_by=fold).map(tuple),
).filter(lambda term: bool(term.target or term.forbidden))


def without_places(terms: list[Term]) -> list[Term]:
    return [replace(term, place="") for term in terms]


@pytest.mark.parametrize("name", FORMATS)
@given(terms=st.lists(TERMS, min_size=1, max_size=4))
@example(terms=[Term("港", "'#1 port", "'=places", alternatives=("'#", "port"))])
def test_what_is_exported_is_imported_as_it_was(name: str, terms: list[Term]) -> None:
    write, read = FORMATS[name]
    content = write(terms)
    assert without_places(read(content)) == terms
    assert write(terms) == content


@pytest.mark.parametrize("name", FORMATS)
def test_our_own_glossary_comes_back(name: str) -> None:
    write, read = FORMATS[name]
    terms = list(read_glossary(Project(ROOT).families()).terms)
    assert without_places(read(write(terms))) == without_places(terms)


@given(st.text(max_size=5))
def test_what_looks_like_a_formula_is_quoted_and_comes_back(cell: str) -> None:
    assert plain(inert(cell)) == cell
    assert not inert(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_formulas_are_text_in_a_workbook() -> None:
    import openpyxl

    term = Term("港", "=1+1", "c", note="@SUM(A1)")
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx([term]))).worksheets[0]
    assert [sheet["C2"].value, sheet["J2"].value] == ["'=1+1", "'@SUM(A1)"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_table_from_a_spreadsheet() -> None:
    text = 'target;source;note\r\n"port; quay";港口;\r\n;;\r\nwharf;码头\r\n'
    assert [(term.source, term.target, term.place) for term in read_csv(text, "f")] == [
        ("港口", "port; quay", "f line 2"),
        ("码头", "wharf", "f line 4"),
    ]


def workbook(*rows: list[object]) -> io.BytesIO:
    import openpyxl

    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(packed)
    packed.seek(0)
    return packed


def test_a_workbook_by_somebody_else() -> None:
    from datetime import date

    rows = [[None], ["source", "target", "note", None], ["十二", 12, 1.5, ""], [], ["节日", "Day", date(2026, 5, 1)]]
    terms = read_xlsx(workbook(*rows), "f.xlsx")
    assert [(term.source, term.target, term.note, term.place) for term in terms] == [
        ("十二", "12", "1.5", "f.xlsx line 3"),
        ("节日", "Day", "2026-05-01", "f.xlsx line 5"),
    ]


SHARED_STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>source</t></si><si><t>target</t></si>'
    "<si><r><t>港</t></r><r><rPr><b/></rPr><t>口</t></r></si><si><t> port </t></si></sst>"
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c>'
    '<c r="B3" t="s"><v>3</v></c></row></sheetData></worksheet>'
)
PART = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.spreadsheetml.sharedStrings+xml"/></Types>'
)
RELATION = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="/xl/sharedStrings.xml" Id="rId99"/></Relationships>'
)


def test_a_workbook_as_excel_writes_it() -> None:
    """Texts stand in a part of their own, formatted ones in pieces; empty rows are left out."""

    def change(name: str, part: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            return SHEET.encode()
        if name == "[Content_Types].xml":
            return part.replace(b"</Types>", PART.encode())
        return part.replace(b"</Relationships>", RELATION.encode()) if name.endswith("workbook.xml.rels") else part

    packed = repacked(change)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", SHARED_STRINGS)
    packed.seek(0)
    (term,) = read_xlsx(packed, "f.xlsx")
    assert (term.source, term.target, term.place) == ("港口", "port", "f.xlsx line 3")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["chinese", "english"]], "f.xlsx line 1: the column “source” is missing"),
        ([["source", "target"], ["港", ""]], "f.xlsx line 2: column target: no English for 港"),
        ([["source", "target"], ["港", "port", "x"]], "f.xlsx line 2: 3 cells where the header has 2"),
        ([["source", "target"], ["港", "p" * 20_000]], "f.xlsx line 2: a cell of more than 10,000 characters"),
    ],
)
def test_bad_workbooks(rows: list[list[object]], message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_xlsx(workbook(*rows), "f.xlsx")
    assert str(caught.value).startswith(message)


def repacked(change: Callable[[str, bytes], bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    given = zipfile.ZipFile(workbook(["source", "target"], ["港", "port"]))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            archive.writestr(name, change(name, given.read(name)))
    packed.seek(0)
    return packed


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def test_hostile_workbooks() -> None:
    bomb = repacked(lambda name, part: part + b" " * 300_000_000 if "sheet1" in name else part)
    with pytest.raises(InputError, match=r"more than 128 MB when unpacked|unpacks to more than 400 times"):
        read_xlsx(bomb, "f.xlsx")
    laughs = repacked(lambda name, part: LAUGHS + part.partition(b"?>")[2] if "sheet1" in name else part)
    with pytest.raises(InputError, match=r"a document type declaration in xl/worksheets/sheet1\.xml"):
        read_xlsx(laughs, "f.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_workbooks(share: float) -> None:
    content = workbook(["source", "target"], ["港", "port"]).getvalue()
    with pytest.raises(InputError, match=r"a damaged zip file|damaged"):
        read_xlsx(io.BytesIO(content[: int(len(content) * share)]), "f.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_workbooks_with_a_broken_part(part: str) -> None:
    with pytest.raises(InputError, match="not a workbook that can be read"):
        read_xlsx(repacked(lambda name, content: content[: len(content) // 2] if name == part else content), "f.xlsx")


@given(st.binary(max_size=200))
def test_any_bytes_are_terms_or_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_xlsx(io.BytesIO(content), "f.xlsx")
    with pytest.raises(InputError):
        read_tbx(io.BytesIO(content), "f.tbx", "zh", "en")


# --- TBX

GOOD = sorted((HERE / "tbx").glob("*.tbx"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_tbx_of_every_version_and_style(path: Path) -> None:
    """All of them say the same."""
    with path.open("rb") as stream:
        (harbour, quay), notices = read_tbx(stream, path.name, "zh-CN", "en-GB")
    assert notices == ()
    assert (harbour.source, harbour.variants) == ("港口", ("口岸港",))
    assert (harbour.target, harbour.alternatives, harbour.forbidden) == ("port", ("harbour",), ("gate mouth",))
    assert (harbour.category, harbour.status) == ("transport", TermStatus.PREFERRED)
    assert (harbour.note, harbour.origin) == ("Also of rivers.", "Port law")
    assert (quay.source, quay.target) == ("码头", "quay")
    assert quay.place.startswith(f"{path.name} line ")


def entry(*forms: str, language: str = "zh") -> str:
    sections = "".join(f"<tig><term>{form}</term></tig>" for form in forms)
    return f'<langSet xml:lang="{language}">{sections}</langSet>'


def martif(*entries: str, head: str = "") -> io.BytesIO:
    body = "".join(f"<termEntry>{one}</termEntry>" for one in entries)
    return io.BytesIO(f"{head}<martif><text><body>{body}</body></text></martif>".encode())


def test_what_tbx_holds_and_a_glossary_cannot() -> None:
    terms, notices = read_tbx(
        martif(entry("港", "港口") + entry("port", "quay; wharf", "haven", language="en")), "f.tbx", "zh", "en"
    )
    assert terms[0].alternatives == ("haven",)
    assert notices == ("f.tbx line 1: “quay; wharf” is left out, as it has a semicolon",)


def test_a_note_that_only_looks_like_ours() -> None:
    english = entry("port", language="en").replace("</tig>", "<note>status: fine</note></tig>")
    (term,), _ = read_tbx(martif(entry("港") + english), "f.tbx", "zh", "en")
    assert (term.status, term.note) == (TermStatus.PREFERRED, "status: fine")


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (martif(entry("港")), "no entry has both zh-CN and en-GB; languages in it: zh"),
        (martif(entry("Hafen", language="de") + entry("port", language="en")), "languages in it: de, en"),
        (martif(), "languages in it: none"),
        (martif(entry("港") + entry("p" * 20_000, language="en")), "a cell of more than 10,000 characters"),
        (io.BytesIO(b"<martif><text>"), "broken XML"),
        (io.BytesIO(b""), "broken XML"),
        (martif(entry("&x;"), head='<!DOCTYPE martif [<!ENTITY x "y">]>'), "declares entities"),
        (martif(entry("&x;"), head='<!DOCTYPE martif [<!ENTITY x SYSTEM "/etc/passwd">]>'), "declares entities"),
        (martif(entry("&x;"), head='<!DOCTYPE martif SYSTEM "/etc/passwd">'), "an entity that XML does not know"),
        (martif(entry("港") + entry("a\udcffb", language="en").replace("\udcff", "&#xDCFF;")), "broken XML"),
    ],
)
def test_bad_tbx(stream: io.BytesIO, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_tbx(stream, "f.tbx", "zh-CN", "en-GB")
    assert message in str(caught.value)


def test_billion_laughs() -> None:
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    stream = martif(entry("&j;"), head=f'<!DOCTYPE martif [<!ENTITY a "ha">{laughs}]>')
    with pytest.raises(InputError, match=r"declares entities|entity amplification"):
        read_tbx(stream, "f.tbx", "zh", "en")


@pytest.mark.parametrize("style", STYLES[:2])
@given(terms=st.lists(TERMS, min_size=1, max_size=3))
def test_tbx_is_valid_by_the_structure_of_version_3(style: str, terms: list[Term]) -> None:
    schema = etree.RelaxNG(etree.parse(str(HERE / "tbx-basic.rng")))
    document = etree.fromstring(write_tbx(terms, "zh-CN", "en-GB", style))
    schema.assertValid(document)


def test_the_schema_can_refuse() -> None:
    schema = etree.RelaxNG(etree.parse(str(HERE / "tbx-basic.rng")))
    wrong = write_tbx([Term("港", "port", "c")], "zh", "en").replace(b"preferredTerm-admn-sts", b"preferred")
    assert not schema.validate(etree.fromstring(wrong))


def test_published_tbx_files(shared: Path) -> None:
    """None of them has Chinese: refused for that, and read for the languages they have."""
    files = sorted((shared / "formats" / "tbx").glob("*.tbx"))
    for path in files:
        with path.open("rb") as stream, pytest.raises(InputError, match="no entry has both"):
            read_tbx(stream, path.name, "zh-CN", "en-GB")
    read = 0
    for path in files:
        for language in ("es", "de", "fr", "pt", "hu", "tr"):
            with path.open("rb") as stream, suppress(InputError):
                read += len(read_tbx(stream, path.name, language, "en")[0])
    assert read > 400


# --- Joining


def test_rows_that_join_are_known_or_clash() -> None:
    ours = [
        Term("港口", "port", "c", alternatives=("harbour",), place="c.csv line 2"),
        Term("江港物流有限公司", "Jianggang", "c", variants=("江港物流",), place="c.csv line 3"),
    ]
    theirs = [
        Term("码头", "wharf", "d", place="f line 2"),
        Term("港口", "harbour", "d", place="f line 3"),
        Term("港口", "haven", "d", place="f line 4"),
        Term("港口", "seaport", "d", TermStatus.ADMITTED, place="f line 5"),
        Term("港口", "port", "d", TermStatus.FORBIDDEN, place="f line 6"),
        Term("江港物流", "Jianggang", "d", place="f line 7"),
        Term("江港物流", "River Port Logistics", "d", place="f line 8"),
        Term("碼頭", "quay", "d", place="f line 9"),
        Term("港口", "port", "d", short="the port", place="f line 10"),
    ]
    joining = join(ours, theirs)
    assert [term.place for term in joining.added] == ["f line 2", "f line 5"]
    assert [term.place for term in joining.known] == ["f line 3", "f line 7"]
    assert [clash.place for clash in joining.clashes] == [f"f line {line}" for line in (4, 6, 8, 9, 10)]
    assert joining.clashes[0].problem == "港口 is “haven” here, and 港口 “port” in c.csv line 2"
    assert joining.clashes[-1].problem == "港口 “port” says more here than in c.csv line 2: the port"


@given(st.lists(TERMS, max_size=5), st.lists(TERMS, max_size=5))
def test_what_joins_makes_a_glossary_that_can_be_read(ours: list[Term], theirs: list[Term]) -> None:
    from toolkit.glossary import Glossary

    first = join([], ours)
    second = join(first.added, theirs)
    Glossary([*first.added, *second.added])
    assert len(second.added) + len(second.known) + len(second.clashes) == len(theirs)
    again = join([*first.added, *second.added], theirs)
    assert again.added == ()
    assert again.known[: len(second.known)] or not second.known


def test_as_many_rows_as_a_glossary_may_have(many_rows: int) -> None:
    terms = [Term(f"港口{number}号", f"port {number}", "c") for number in range(many_rows)]
    assert len(list(read_csv(write_csv(terms).decode("utf-8-sig"), "f"))) == many_rows
    assert len(read_tbx(io.BytesIO(write_tbx(terms, "zh", "en")), "f", "zh", "en")[0]) == many_rows
    assert len(join(terms, terms).known) == many_rows


def test_a_workbook_needs_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"bilingual-toolkit\[xlsx\]"):
        write_xlsx([Term("港", "port", "c")])
