"""Reads TBX: version 2 (martif) and version 3, its attribute style (DCA) and its tag style (DCT)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.glossary.exchange.table import table_terms
from toolkit.glossary.parse import COLUMNS
from toolkit.model import Term, TermStatus
from toolkit.safe.spreadsheet import inert
from toolkit.safe.xml import stream_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = ("termEntry", "conceptEntry", "entry")
_LANGUAGES = ("langSet", "langSec", "langGroup")
_SECTIONS = ("tig", "ntig", "termSec", "termGroup")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANKS = re.compile("[ \t\r\n]+")
_REMEDY = "export it again from where it comes from"
_FORBIDDEN = ("deprecated", "superseded", "notrecommended", "obsolete")
STATUS_NOTE, CASE_NOTE = "status: ", "case: sensitive"
"""Notes in which we keep what TBX has no place for; see `tbx_write`."""

_OUR_NOTES = frozenset((CASE_NOTE, *(STATUS_NOTE + status for status in TermStatus)))


@dataclass(frozen=True, slots=True)
class _Form:
    """A term of one language: ``standing`` is its administrative status, ``notes`` are its own."""

    text: str
    standing: str
    kind: str
    notes: tuple[str, ...]

    @property
    def is_forbidden(self) -> bool:
        return self.standing.replace("-", "").lower().startswith(_FORBIDDEN)

    @property
    def is_preferred(self) -> bool:
        return self.standing.lower().startswith("preferred")


def read_tbx(stream: IO[bytes], place: str, source: str, target: str) -> tuple[list[Term], tuple[str, ...]]:
    """The terms with forms in both languages, and what was left out of them.

    `source` and `target` are language tags; a region does not matter: zh-CN is found as zh and as
    zh-TW. Raises `InputError` for what is no TBX, and where no entry has both languages.
    """
    notices: list[str] = []
    languages: set[str] = set()
    terms = list(table_terms(_rows(stream, place, (source, target), languages, notices), place))
    if not terms:
        held = ", ".join(sorted(languages)) or "none"
        problem = f"no entry has both {source} and {target}; languages in it: {held}"
        raise InputError(place, problem, "name the languages, for example: --from zh --to en")
    return terms, tuple(notices)


def _rows(
    stream: IO[bytes], place: str, pair: tuple[str, str], languages: set[str], notices: list[str]
) -> Iterator[tuple[int, list[str]]]:
    yield 0, ["family", *COLUMNS]
    for entry in stream_xml(stream, place, _REMEDY, _ENTRIES):
        cells = _cells(entry, pair, languages)
        if cells is not None:
            line = entry.sourceline or 0
            for column in ("variants", "alternatives", "forbidden"):
                cells[column] = _listed(cells[column], f"{place} line {line}", notices)
            # As a table is read, which takes off the apostrophe of a cell that was made inert.
            yield line, [inert(cells[column][0]) if cells[column] else "" for column in ("family", *COLUMNS)]


def _listed(forms: list[str], place: str, notices: list[str]) -> list[str]:
    """The forms as one cell; a form with a semicolon, which separates forms there, is left out and said."""
    for form in forms:
        if ";" in form:
            notices.append(f"{place}: “{form}” is left out, as it has a semicolon")
    return ["; ".join(form for form in forms if ";" not in form)]


def _cells(entry: _Element, pair: tuple[str, str], languages: set[str]) -> dict[str, list[str]] | None:
    """The entry's cells by column, each a list; ``None`` where it lacks one of the languages."""
    sections: dict[str, list[_Element]] = {}
    for child in entry.iterchildren():
        if _name(child) in _LANGUAGES:
            tag = (child.get(_LANGUAGE) or child.get("lang") or "").replace("_", "-")
            languages.add(tag)
            sections.setdefault(_primary(tag), []).append(child)
    chinese, english = (_forms(sections.get(_primary(tag), ()), tag) for tag in pair)
    if not chinese or not english:
        return None
    cells = _chinese(chinese) | _english(english, chinese[0])
    places = [entry, *sections.get(_primary(pair[1]), ()), *sections.get(_primary(pair[0]), ())]
    return cells | {
        "family": _values(entry, "subjectField")[:1],
        "note": [" · ".join(dict.fromkeys((*_notes(places), *_values(entry, "definition"))))],
        "origin": [value for one in places for value in (*_values(one, "source"), *_section_sources(one))][:1],
    }


def _chinese(forms: list[_Form]) -> dict[str, list[str]]:
    forms.sort(key=lambda form: not form.is_preferred)
    sensitive = any(CASE_NOTE in form.notes for form in forms)
    return {
        "source": [forms[0].text],
        "variants": [form.text for form in forms[1:]],
        "case": ["sensitive"] if sensitive else [],
    }


def _english(forms: list[_Form], chinese: _Form) -> dict[str, list[str]]:
    """Target, alternatives, forbidden, short and status.

    The target is what our own note marks, else the preferred form, else the first that is not
    forbidden. A note on the Chinese says that there is no target.
    """
    status = _status(chinese)
    target = None
    if not status:
        marked = next((form for form in forms if _status(form)), None)
        allowed = [form for form in forms if not form.is_forbidden]
        preferred = [form for form in allowed if form.is_preferred]
        target = marked or next(iter(preferred or allowed), None)
        status = _status(marked) if marked else ""
    rest = [form for form in forms if form is not target]
    short = next((form for form in rest if form.kind == "shortForm" and not form.is_forbidden), None)
    return {
        "target": [target.text] if target else [],
        "status": [status],
        "short": [short.text] if short else [],
        "forbidden": [form.text for form in rest if form.is_forbidden],
        "alternatives": [form.text for form in rest if not form.is_forbidden and form is not short],
    }


def _status(form: _Form) -> str:
    """The status that a note of ours names, empty where there is none."""
    return next((str(status) for status in TermStatus if f"{STATUS_NOTE}{status}" in form.notes), "")


def _forms(sections: Iterable[_Element], language: str) -> list[_Form]:
    """The terms of the sections of one language, those of exactly this tag first."""
    ordered = sorted(sections, key=lambda one: (one.get(_LANGUAGE) or "").lower() != language.lower())
    found = (_form(one) for section in ordered for one in section.iterchildren() if _name(one) in _SECTIONS)
    return [form for form in found if form.text]


def _form(section: _Element) -> _Form:
    term = next((one for one in section.iter() if _name(one) == "term"), None)
    notes = tuple(_text(one) for one in section.iterchildren() if _name(one) == "note")
    standing = next(iter((*_values(section, "administrativeStatus"), *_values(section, "termStatus"))), "")
    return _Form("" if term is None else _text(term), standing, next(iter(_values(section, "termType")), ""), notes)


def _values(parent: _Element, category: str) -> list[str]:
    """The texts of a data category below `parent`, in either style, in groups but not in other sections."""
    found = []
    for child in parent.iterchildren():
        name = _name(child)
        if category in (name, child.get("type")):
            found.append(_text(child))
        elif name in ("adminGrp", "termGrp", "termNoteGrp") or (name == "descripGrp" and category != "source"):
            found += _values(child, category)
    return [text for text in found if text]


def _section_sources(section: _Element) -> list[str]:
    return [value for one in section.iterchildren() if _name(one) in _SECTIONS for value in _values(one, "source")]


def _notes(places: Iterable[_Element]) -> Iterator[str]:
    """The notes of an entry, its languages and its terms, but for those in which we keep something else."""
    for place in places:
        for one in place.iterchildren():
            if _name(one) == "note":
                yield _text(one)
            elif _name(one) in _SECTIONS:
                notes = (_text(note) for note in one.iterchildren() if _name(note) == "note")
                yield from (text for text in notes if text not in _OUR_NOTES)


def _text(element: _Element) -> str:
    """The text of an element and what it holds, each run of blanks as one."""
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


def _name(element: _Element) -> str:
    return _local_name(str(element.tag))


@lru_cache(maxsize=1024)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
