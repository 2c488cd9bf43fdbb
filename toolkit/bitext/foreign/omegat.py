"""A bitext as an OmegaT project, and the texts in it as OmegaT writes them.

OmegaT's XLIFF filter translates what stands in ``<target>``: so the Chinese stands there too, and
what is translated already stands in the project's own memory, as OmegaT keeps it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.bitext.foreign.tmx import TranslationUnit, Variant
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.bitext.notes import is_remark
from toolkit.bitext.xliff import write_xliff
from toolkit.codes import Side, borders, tag
from toolkit.model import Bitext, Code, Note, State, Term, TermStatus, Unit

PROJECT_FILE = "omegat.project"
MEMORY_FILE = "omegat/project_save.tmx"
"""The memory in which OmegaT keeps what is translated."""

OWN_AUTHOR = "toolkit"
"""Who says what is said to the translator only, and is no remark when it comes back."""

FILE, PREVIOUS, NEXT = "file", "prev", "next"
"""The properties of a translation that is for one place only."""

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <source_tok>org.omegat.tokenizer.LuceneSmartChineseTokenizer</source_tok>
        <target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
        <sentence_seg>false</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""
_TAG = re.compile(r"<(?P<end>/?)[a-z]+(?P<number>\d{1,4})/?>")
_BLANKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in its file, as OmegaT knows it: by the texts around it."""

    text: str
    before: str
    after: str


def write_project(source_language: str, target_language: str) -> bytes:
    """The project's settings: its languages, and that segments stay as they are."""
    return _PROJECT.format(source=source_language.upper(), target=target_language.upper()).encode()


def write_source(bitext: Bitext, batch: str) -> bytes:
    """The bitext as XLIFF for OmegaT's ``source/``: the Chinese in every target."""
    return write_xliff(replace(bitext, units=tuple(map(_untranslated, bitext.units)), archive=()), batch)


def _untranslated(unit: Unit) -> Unit:
    was = (Note(f"The Chinese has changed; it was: {unit.previous}", OWN_AUTHOR),) if unit.previous else ()
    segment, notes = unit.segment, tuple(filter(is_remark, unit.notes))
    return Unit(segment, segment.text, State.EMPTY, notes=(*was, *notes), codes=segment.codes)


def write_glossary(terms: Iterable[Term]) -> bytes:
    """The terms as OmegaT's glossary: Chinese, English and a remark between tabs.

    Each rendering has a line; OmegaT shows those of a term together, so the first has the remark.
    """
    lines = ["# Glossary in tab-separated format -*- coding: utf-8 -*-"]
    for term in terms:
        for form in (term.source, *term.variants):
            for number, english in enumerate(term.accepted() or ("",)):
                lines.append("\t".join(map(_cell, (form, english, "" if number else _remark(term)))))
    return ("\n".join(dict.fromkeys(lines)) + "\n").encode("utf-8", "replace")


def _remark(term: Term) -> str:
    standing = "" if term.status is TermStatus.PREFERRED else str(term.status)
    avoided = f"not: {'; '.join(term.forbidden)}" if term.forbidden else ""
    return ". ".join(filter(None, (standing, avoided, term.note.rstrip("."), term.category)))


def _cell(text: str) -> str:
    text = _BLANKS.sub(" ", text)
    return f" {text}" if text.startswith("#") else text


def write_translations(bitext: Bitext, file: str) -> Iterator[bytes]:
    """What is translated, as the project's own memory; `file` is the one that the bitext is handed off in.

    OmegaT gives one English to a sentence wherever it stands, unless the memory names the place. So
    where a sentence has different English, or none yet in one place, each place is named; places that
    OmegaT cannot tell apart have nothing then, or its English would come back for the other.
    """
    pair = bitext.document.language, bitext.target_language
    found: defaultdict[str, defaultdict[Place, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for place, unit in zip(places(bitext), bitext.units, strict=True):
        found[place.text][place].add(_finished(unit))
    units = []
    for text, by_place in found.items():
        usual = set().union(*by_place.values())
        if len(usual) == 1:
            units += [_translation(text, english, pair) for english in usual if english is not None]
            continue
        for place, here in by_place.items():
            if len(here) == 1:
                properties = _properties(place, file)
                units += [_translation(text, english, pair, properties) for english in here if english is not None]
    return write_tmx(units, pair[0])


def _finished(unit: Unit) -> str | None:
    """The English of a unit as OmegaT writes it, None where there is none that a person stands for."""
    if unit.state in (State.EMPTY, State.DRAFT):
        return None
    return text_with_tags(unit.target, unit.codes, numbers(unit.segment.codes))


def write_drafts(bitext: Bitext) -> Iterator[bytes]:
    """Drafts as a memory that OmegaT suggests from, each for the Chinese that it was made for."""
    pair = bitext.document.language, bitext.target_language
    units = []
    for place, unit in zip(places(bitext), bitext.units, strict=True):
        english = text_with_tags(unit.target, unit.codes, numbers(unit.segment.codes))
        if unit.state is State.DRAFT and english is not None:
            units.append(_translation(unit.previous or place.text, english, pair))
    return write_tmx(units, pair[0])


def _translation(
    text: str, english: str, pair: tuple[str, str], properties: tuple[tuple[str, str], ...] = ()
) -> TranslationUnit:
    return TranslationUnit("", (Variant(pair[0], text), Variant(pair[1], english)), pair[0], properties=properties)


def _properties(place: Place, file: str) -> tuple[tuple[str, str], ...]:
    around = ((name, text) for name, text in ((PREVIOUS, place.before), (NEXT, place.after)) if text)
    return ((FILE, file), *around)


def places(bitext: Bitext) -> list[Place]:
    """Where each unit stands, in reading order."""
    shown = (
        text_with_tags(unit.segment.text, unit.segment.codes, numbers(unit.segment.codes)) for unit in bitext.units
    )
    texts = ["", *(text or "" for text in shown), ""]
    return [Place(text, before, after) for before, text, after in zip(texts, texts[1:], texts[2:], strict=False)]


def numbers(codes: Sequence[Code]) -> dict[str, int]:
    """The number that OmegaT gives to each code of a Chinese text, by its tag: their order, from 0."""
    begun = (tag(border.code) for border in borders(codes) if border.side is not Side.CLOSE)
    return {name: number for number, name in enumerate(begun)}


def text_with_tags(text: str, codes: Sequence[Code], known: Mapping[str, int]) -> str | None:
    """`text` with its codes as OmegaT's tags (``<g0>…</g0>``, ``<x1/>``); None where the Chinese lacks one."""
    pieces, last = [], 0
    for border in borders(codes):
        name = tag(border.code)
        if name not in known:
            return None
        number = known[name]
        tag_text = {Side.OPEN: f"<g{number}>", Side.CLOSE: f"</g{number}>", Side.PLACE: f"<x{number}/>"}[border.side]
        pieces += [text[last : border.offset], tag_text]
        last = border.offset
    return "".join([*pieces, text[last:]])


def as_tagged(text: str, codes: Sequence[Code]) -> str:
    """What OmegaT wrote, with its tags as `toolkit.codes.tagged` writes those of `codes`."""
    names = {number: name for name, number in numbers(codes).items()}

    def shown(found: re.Match[str]) -> str:
        name = names.get(int(found["number"]), "")
        return f"‹{found['end']}{name}›" if name else found[0]

    return _TAG.sub(shown, text)
