"""Reads TMX 1.4b and its forerunners (LISA OSCAR, 2005): translation units as a stream, or a bitext.

Kept of a unit: its ID, every variant in every language with its inline codes, who changed it
last and when, its notes and properties. Usage counts and what tools say of themselves are dropped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

from toolkit.bitext.foreign.assembly import EXPORT_AGAIN, assemble, coded_text, filled_state
from toolkit.bitext.foreign.languages import Pair, choose_languages, side
from toolkit.bitext.inline import Dialect, Role, local_name, native_text
from toolkit.errors import InputError
from toolkit.model import Bitext, Code, CodeKind, Note, Segment, State, Unit
from toolkit.safe.xml import line_of, stream_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY_LANGUAGE = "*all*"
_KINDS = {f"x-{kind}": kind for kind in CodeKind} | {
    "bold": CodeKind.BOLD,
    "italic": CodeKind.ITALIC,
    "ulined": CodeKind.UNDERLINE,
    "link": CodeKind.LINK,
    "image": CodeKind.IMAGE,
    "lb": CodeKind.BREAK,
    "fnote": CodeKind.REFERENCE,
}
_INLINE = Dialect(
    roles={
        "hi": Role.AROUND,
        "bpt": Role.BEGIN,
        "ept": Role.END,
        "it": Role.PLACE,
        "ph": Role.PLACE,
        "ut": Role.PLACE,
    },
    ids=("x",),
    partners=("i",),
    kind=lambda element: _KINDS.get(element.get("type", "")),
    detail=lambda element: "" if local_name(element) == "hi" else native_text(element),
)


_BASIC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def plain_date(date: str) -> str:
    """A time as TMX writes it (``20240131T080000Z``) as others do: ``2024-01-31T08:00:00Z``."""
    return _BASIC_DATE.sub(r"\1-\2-\3T\4:\5:\6Z", date)


class Variant(NamedTuple):
    """A text of a translation unit; ``author`` and ``date`` are those of its last change.

    ``date`` is as TMX writes it: ``20240131T080000Z``. A tuple, as is the unit: memories have
    millions, and making a frozen dataclass takes three times as long.
    """

    language: str
    text: str
    codes: tuple[Code, ...] = ()
    author: str = ""
    date: str = ""
    notes: tuple[Note, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


class TranslationUnit(NamedTuple):
    """What one ``<tu>`` holds. A language may have several variants.

    ``source_language`` is that of the text that was translated, empty where the file does not
    say (``*all*``); ``line`` is where the unit stands in its file.
    """

    id: str
    variants: tuple[Variant, ...]
    source_language: str = ""
    notes: tuple[Note, ...] = ()
    line: int = 1
    properties: tuple[tuple[str, str], ...] = ()


_NOTHING = Variant("", "")
_Remarks = tuple[tuple[Note, ...], tuple[tuple[str, str], ...]]
_NO_REMARKS: _Remarks = ((), ())
_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time that calling it takes."""


def read_tmx(stream: IO[bytes], place: str) -> Iterator[TranslationUnit]:
    """The translation units of a TMX file, one after the other, in memory that does not grow with it.

    Raises `InputError` with the line of what is broken XML, no TMX, or a unit that cannot be read;
    the units before it have been given by then.
    """
    reading = None
    for element in stream_xml(stream, place, EXPORT_AGAIN, ("tmx", "header", "tu")):
        if reading is None:
            root = element.getroottree().getroot()
            if local_name(root) != "tmx":
                break
            reading = _Reading(place, str(root.tag).removesuffix("tmx"))
        if element.tag == reading.tu:
            yield reading.unit(element)
        elif element.tag == reading.header:
            reading.source_language = _stated_language(element)
    if reading is None:
        raise InputError(place, "not a TMX file (its first element is not <tmx>)", EXPORT_AGAIN)


def _stated_language(element: _Element) -> str:
    language = element.get("srclang", "")
    return "" if language == _ANY_LANGUAGE else language


class _Reading:
    """What is the same for all units of a file: its place, its names and the language of its originals.

    Names are put together once, attributes asked for one by one, and elements without codes read
    directly: in a memory of a million units most of the time goes there.
    """

    __slots__ = ("header", "note", "place", "prop", "seg", "source_language", "tu", "tuv")

    def __init__(self, place: str, space: str) -> None:
        self.place, self.source_language = place, ""
        self.header, self.tu, self.tuv = f"{space}header", f"{space}tu", f"{space}tuv"
        self.seg, self.note, self.prop = f"{space}seg", f"{space}note", f"{space}prop"

    def unit(self, element: _Element) -> TranslationUnit:
        stated = element.get
        author = stated("changeid") or stated("creationid") or ""
        date = stated("changedate") or stated("creationdate") or ""
        variants = tuple([self._variant(child, author, date) for child in element if child.tag == self.tuv])
        notes, properties = self._remarks(element) if len(element) > len(variants) else _NO_REMARKS
        own = self.source_language if stated("srclang") is None else _stated_language(element)
        line = element.sourceline or 1
        return _new(TranslationUnit, (stated("tuid") or "", variants, own, notes, line, properties))

    def _variant(self, element: _Element, author: str, date: str) -> Variant:
        stated = element.get
        language = stated(_XML_LANG) or stated("lang")
        if not language:
            raise InputError(line_of(element, self.place), "a <tuv> without xml:lang", "state its language there")
        if len(element.attrib) > 1:
            author = stated("changeid") or stated("creationid") or author
            date = stated("changedate") or stated("creationdate") or date
        children = len(element)
        segment = element[-1] if children else None
        if segment is None or segment.tag != self.seg:
            segment = self._segment(element)
        text, codes = coded_text(segment, _INLINE, self.place) if len(segment) else (segment.text or "", ())
        notes, properties = self._remarks(element) if children > 1 else _NO_REMARKS
        return _new(Variant, (language, text, codes, author, date, notes, properties))

    def _segment(self, element: _Element) -> _Element:
        segment = element.find(self.seg)
        if segment is None:
            raise InputError(line_of(element, self.place), "a <tuv> without <seg>", EXPORT_AGAIN)
        return segment

    def _remarks(self, element: _Element) -> _Remarks:
        """The notes and the properties of a unit or a variant."""
        return (
            tuple(Note(note.text or "") for note in element.iterchildren(self.note)),
            tuple((one.get("type", ""), one.text or "") for one in element.iterchildren(self.prop)),
        )


def read_bitext(content: bytes, place: str, wanted: Pair) -> Bitext:
    """A TMX file as a bitext in the `wanted` languages, or in its own where it has only two.

    A unit with several variants in these languages becomes as many units. Who changed it is left out.
    """
    units = list(read_tmx(io.BytesIO(content), place))
    languages = list(dict.fromkeys(variant.language for unit in units for variant in unit.variants))
    stated = next((unit.source_language for unit in units if unit.source_language), "")
    pair = choose_languages(languages, stated, wanted, place)
    shown = tuple(
        next((language for language in languages if side(language, pair) == number), pair[number]) for number in (0, 1)
    )
    paragraphs = (_pairs(unit, str(number), pair) for number, unit in enumerate(units, 1))
    return assemble((paragraph for paragraph in paragraphs if paragraph), (shown[0], shown[1]), place)


def _pairs(unit: TranslationUnit, number: str, pair: Pair) -> list[Unit]:
    """The first source with each target, then each further source with the first target."""
    sources = [variant for variant in unit.variants if side(variant.language, pair) == 0]
    targets = [variant for variant in unit.variants if side(variant.language, pair) == 1] or [_NOTHING]
    if not sources:
        return []
    matched = [(sources[0], target) for target in targets] + [(source, targets[0]) for source in sources[1:]]
    return [
        Unit(
            segment=Segment(unit.id or number, source.text, source.codes),
            target=target.text,
            state=filled_state(State.TRANSLATED, target.text),
            notes=(*unit.notes, *source.notes, *target.notes),
            codes=target.codes,
        )
        for source, target in matched
    ]
