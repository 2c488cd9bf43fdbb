"""Passages as paragraphs: which style each kind has, and what is kept with what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model import CodeKind, Kind
from toolkit.writers.docx.markup import escape
from toolkit.writers.docx.publication.figures import Figures
from toolkit.writers.docx.publication.notes import Notes
from toolkit.writers.docx.publication.runs import Setting, is_chinese
from toolkit.writers.publication import Passage, Publication, Text

DEEPEST_HEADING = 6
KEPT_WHOLE = 120
"""Characters; a longer passage may be divided between pages, or pages would end half empty."""

_STYLES = {
    Kind.HEADLINE: "Subtitle",
    Kind.BYLINE: "Byline",
    Kind.CAPTION: "Caption",
    Kind.LIST_ITEM: "ListBullet",
    Kind.TABLE_CELL: "TableText",
    Kind.QUOTE: "Quote",
    Kind.FOOTNOTE: "FootnoteText",
}
_HAS_MARK = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十百]+|\d{1,3}|[A-Za-z]|[ivxIVX]+)[）).、．]|第.{1,4}[章节条款]|[①-⑳•·●▪◆■○□–—-])"
)
"""An item that has its number or bullet in its text gets no other."""


@dataclass(slots=True)
class Setter:
    """Sets the passages of a publication.

    ``bookmarks`` are those of headings, by passage and language; ``kept`` are the numbers of passages
    that stay on one page with what follows them.
    """

    publication: Publication
    setting: Setting
    notes: Notes
    figures: Figures
    bookmarks: dict[tuple[int, int], str] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    def sides(self) -> range:
        """The publication's languages, by number."""
        return range(len(self.publication.languages))

    def paragraph(self, passage: Passage, side: int, style: str = "", mark: str = "") -> str:
        """A passage in one language; empty where it has no text there. `mark` is markup of properties."""
        text = passage.texts[side]
        if not text.text.strip() and not text.codes:
            return ""
        runs = replace(self.setting, note=lambda name: self.notes.mark(name, side)).text(text)
        if passage.kind is Kind.HEADING:
            runs = self._marked(passage, side, runs)
        if passage.number in self.kept and not mark.startswith("<w:keepNext"):
            mark = "<w:keepNext/>" + mark
        return self.bare(style or style_of(passage, text), runs, mark)

    def bare(self, style: str, runs: str, mark: str = "") -> str:
        """A paragraph of these runs in a style."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.setting.theme.style(style)}"/>{mark}</w:pPr>{runs}</w:p>'

    def pictures(self, passage: Passage, after: bool = False) -> Iterator[str]:
        """The pictures of a passage before it, or those that its text ends with."""
        codes = passage.texts[0].codes
        end = len(passage.texts[0].text)
        last = sum(code.kind is CodeKind.IMAGE and code.start == end > 0 for code in codes)
        divide = max(len(passage.pictures) - last, 0)
        for address, label in passage.pictures[divide:] if after else passage.pictures[:divide]:
            run = self.figures.run(address, label)
            # A picture at the end of a text has nothing after it to be kept with.
            mark = '<w:keepNext w:val="0"/>' if after else ""
            if run:
                yield self.bare("Figure", run, mark)
            elif self.publication.draft:
                missing = f"〔缺图 · Picture missing: {label or address[:80]}〕"
                yield self.bare("Figure", self.setting.plain(missing, self.publication.languages[0]), mark)

    def _marked(self, passage: Passage, side: int, runs: str) -> str:
        """The heading with a bookmark that the contents lead to."""
        number = len(self.bookmarks) + 1
        name = self.bookmarks[passage.number, side] = f"_Toc{passage.number:06d}{side}"
        return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def style_of(passage: Passage, text: Text) -> str:
    """The style of a passage in one language."""
    if passage.kind is Kind.HEADING:
        return f"Heading{min(max(passage.level, 1), DEEPEST_HEADING)}"
    if passage.kind is Kind.PARAGRAPH:
        return "BodyChinese" if is_chinese(text.language) else "BodyText"
    if passage.kind is Kind.LIST_ITEM and _HAS_MARK.match(text.text):
        return "ListParagraph"
    return _STYLES[passage.kind]


def is_short(texts: Sequence[Text]) -> bool:
    """Whether what has these texts may be kept on one page."""
    return max((len(text.text) for text in texts), default=0) <= KEPT_WHOLE
