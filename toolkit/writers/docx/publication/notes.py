"""Footnotes: real ones, in the language of the text that refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.model import CodeKind, Kind
from toolkit.writers.docx.markup import NAMESPACE
from toolkit.writers.docx.publication.runs import Relations, Setting
from toolkit.writers.docx.publication.theme import Theme
from toolkit.writers.publication import Passage, Publication

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


@dataclass(slots=True)
class Notes:
    """The footnotes of a publication: which there are, and those whose marks have been set.

    ``passages`` are the notes by what their marks are called in the source.
    """

    setting: Setting
    passages: dict[str, Passage]
    used: set[tuple[int, int]] = field(default_factory=set)
    _set: list[str] = field(default_factory=list)

    def mark(self, name: str, side: int) -> str:
        """The mark of the note called `name` in a text of one language; empty where there is no such note."""
        passage = self.passages.get(name)
        if passage is None or not passage.texts[side].text:
            return ""
        self.used.add((passage.number, side))
        number = len(self._set) + 1
        theme = self.setting.theme
        mark = f'<w:rPr><w:rStyle w:val="{theme.style("FootnoteReference")}"/>{self._language}</w:rPr>'
        content = self.setting.plain(" ", "en") + self.setting.text(passage.texts[side])
        self._set.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{theme.style("FootnoteText")}"/></w:pPr>'
            f"<w:r>{mark}<w:footnoteRef/></w:r>{content}</w:p></w:footnote>"
        )
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'

    @property
    def _language(self) -> str:
        return f'<w:lang w:val="{self.setting.english}" w:eastAsia="{self.setting.chinese}"/>'

    def part(self) -> Iterator[str]:
        """The lines of ``footnotes.xml``."""
        yield f'<w:footnotes xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}">'
        for number, kind in _SEPARATORS:
            yield f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        yield from self._set
        yield "</w:footnotes>"


def notes_of(publication: Publication, theme: Theme, english: str, chinese: str) -> Notes:
    """The footnotes of a publication, found by the order of their marks.

    Where there are not as many marks as notes, what belongs together cannot be told: the notes
    then stand at the end.
    """
    passages = [passage for passage in publication.passages if passage.kind is Kind.FOOTNOTE]
    others = (passage for passage in publication.passages if passage.kind is not Kind.FOOTNOTE)
    names = dict.fromkeys(
        code.detail
        for passage in others
        for text in passage.texts[:1]
        for code in text.codes
        if code.kind is CodeKind.REFERENCE
    )
    numbered = {str(number): passage for number, passage in enumerate(passages, 1)}
    found = dict(zip(names, passages, strict=True)) if len(names) == len(passages) else numbered
    if not names.keys() <= found.keys():
        found = {}
    return Notes(Setting(theme, Relations("link"), english, chinese), found)
