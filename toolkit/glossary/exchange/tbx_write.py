"""Writes TBX-Basic: version 3 with data categories as tags (DCT) or as attributes (DCA), or version 2 (martif).

A row is a concept: its Chinese forms, then its English ones, each with its administrative status.
TBX has no place for three things, which stand in notes of a term: that its rendering is only
proposed, that a row merely forbids, and that capitals matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.glossary.exchange.tbx_read import CASE_NOTE, STATUS_NOTE
from toolkit.model import Term, TermStatus

STYLES = ("dct", "dca", "martif")
"""The two of version 3, and version 2, which is what older programs read."""

_MODULES = {
    "subjectField": "min",
    "administrativeStatus": "min",
    "termType": "basic",
    "source": "basic",
}
_META = {"subjectField": "descrip", "administrativeStatus": "termNote", "termType": "termNote", "source": "admin"}
_STANDINGS = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.PROPOSED: "",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_MARTIF_NAMES = {
    "tbx": "martif",
    "tbxHeader": "martifHeader",
    "conceptEntry": "termEntry",
    "langSec": "langSet",
    "termSec": "tig",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class _Style:
    """How data categories are written."""

    name: str

    def category(self, name: str, value: str) -> str:
        """An element of the data category `name`, empty for no value."""
        if not value:
            return ""
        if self.name == "dct":
            return f"<{_MODULES[name]}:{name}>{_text(value)}</{_MODULES[name]}:{name}>"
        return f'<{_META[name]} type="{name}">{_text(value)}</{_META[name]}>'

    def named(self, element: str) -> str:
        """The name of an element of version 3 in this style."""
        return _MARTIF_NAMES[element] if self.name == "martif" else element

    def root(self, language: str) -> str:
        """The start tag of the document."""
        if self.name == "martif":
            return f'<martif type="TBX-Basic" xml:lang="{_text(language)}">'
        modules = ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
        return (
            f'<tbx type="TBX-Basic" style="{self.name}" xml:lang="{_text(language)}" '
            f'xmlns="urn:iso:std:iso:30042:ed-2"{modules if self.name == "dct" else ""}>'
        )

    def section(self, form: str, categories: str, notes: str = "") -> str:
        """A term in one form, with what is said of it."""
        name = self.named("termSec")
        return f"<{name}><term>{_text(form)}</term>{categories}{notes}</{name}>"


def write_tbx(terms: Iterable[Term], source: str, target: str, style: str = "dct") -> bytes:
    """The terms as TBX-Basic; `source` and `target` are language tags, `style` one of `STYLES`."""
    return ("\n".join(_lines(terms, source, target, _Style(style))) + "\n").encode("utf-8")


def _lines(terms: Iterable[Term], source: str, target: str, style: _Style) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield style.root(source)
    head, entry, language = style.named("tbxHeader"), style.named("conceptEntry"), style.named("langSec")
    yield f"<{head}><fileDesc><sourceDesc><p>Glossary exported by toolkit</p></sourceDesc></fileDesc></{head}>"
    yield "<text><body>"
    for number, term in enumerate(terms, 1):
        yield f'<{entry} id="c{number}">'
        about = style.category("subjectField", term.category) + style.category("source", term.origin)
        yield from filter(None, (about + _note(term.note),))
        yield f'<{language} xml:lang="{_text(source)}">'
        yield from _chinese(term, style)
        yield f'</{language}>\n<{language} xml:lang="{_text(target)}">'
        yield from _english(term, style)
        yield f"</{language}>\n</{entry}>"
    yield f"</body></text>\n</{style.named('tbx')}>"


def _chinese(term: Term, style: _Style) -> Iterator[str]:
    only_status = "" if term.target else STATUS_NOTE + term.status
    yield style.section(term.source, "", _note(only_status) + _note(CASE_NOTE if term.case_sensitive else ""))
    for variant in term.variants:
        yield style.section(variant, style.category("termType", "variant"))


def _english(term: Term, style: _Style) -> Iterator[str]:
    admitted = style.category("administrativeStatus", _STANDINGS[TermStatus.ADMITTED])
    if term.target:
        standing = style.category("administrativeStatus", _STANDINGS[term.status])
        marked = "" if term.status is TermStatus.PREFERRED else _note(STATUS_NOTE + term.status)
        yield style.section(term.target, standing, marked)
    if term.short:
        yield style.section(term.short, admitted + style.category("termType", "shortForm"))
    for form in term.alternatives:
        yield style.section(form, admitted)
    for form in term.forbidden:
        yield style.section(form, style.category("administrativeStatus", _STANDINGS[TermStatus.FORBIDDEN]))


def _note(text: str) -> str:
    return f"<note>{_text(text)}</note>" if text else ""


def _text(text: str) -> str:
    return _ILLEGAL.sub("", text).translate(_ESCAPES)
