"""What stands before the text: the title page and the contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from toolkit.model import Kind
from toolkit.writers.docx.markup import escape
from toolkit.writers.docx.publication.heights import set_width
from toolkit.writers.docx.publication.passages import Setter
from toolkit.writers.docx.publication.runs import is_chinese
from toolkit.writers.publication import Passage, Text

DEEPEST_IN_CONTENTS = 3
ON_THE_TITLE_PAGE = 14
"""Entries; longer contents have a page of their own."""

_TITLE_SIZE = 480
_LOW, _HIGH = '<w:spacing w:before="2400"/>', '<w:spacing w:before="240"/>'


def title_block(setter: Setter, alone: bool) -> Iterator[str]:
    """The titles and who wrote it; `alone` on a page of its own, where it stands lower."""
    publication = setter.publication
    titles = list({title.text: title for title in publication.titles if title.text.strip()}.values())
    for number, title in enumerate(titles):
        style, mark = ("Subtitle", "") if number else ("Title", _LOW if alone else _HIGH)
        text = _divided(title, setter.setting.theme.page.text_width)
        yield setter.bare(style, setter.setting.plain(text, title.language), mark)
    yield setter.bare("Rule", "")
    if publication.imprint.authors:
        authors = ("、" if is_chinese(publication.languages[0]) else ", ").join(publication.imprint.authors)
        yield setter.bare("Imprint", setter.setting.plain(authors, publication.languages[0]))


def _divided(title: Text, width: int) -> str:
    """A Chinese title that needs more than a line is divided at its blank, where it has one."""
    text = " ".join(title.text.split())
    wide = is_chinese(title.language) and set_width(text) * _TITLE_SIZE > width
    return text.replace(" ", "\n", 1) if wide and text.count(" ") == 1 else text


def imprint_lines(setter: Setter) -> list[str]:
    """What stands at the foot of the title page: who publishes it and when, rights, how it came about."""
    publication = setter.publication
    imprint, language = publication.imprint, publication.languages[0]
    first = " · ".join(filter(None, (imprint.publisher, _days(publication.day, publication.languages))))
    return [
        setter.bare("Imprint", setter.setting.plain(line, language))
        for line in (first, imprint.rights, imprint.statement)
        if line
    ]


def _days(day: date, languages: Sequence[str]) -> str:
    return " · ".join(
        f"{day.year}年{day.month}月{day.day}日" if is_chinese(language) else f"{day.day} {day:%B %Y}"
        for language in languages
    )


def entries(passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The headings that the contents list, with the number of the language."""
    return [
        (passage, side)
        for passage in passages
        if passage.kind is Kind.HEADING and passage.level <= DEEPEST_IN_CONTENTS
        for side, text in enumerate(passage.texts)
        if text.text.strip()
    ]


def contents(
    setter: Setter, pages: Mapping[tuple[int, int], int], listed: Sequence[tuple[Passage, int]]
) -> Iterator[str]:
    """The contents: a field with its entries filled in, each of which leads to its heading."""
    if not listed:
        return
    words = " · ".join(dict.fromkeys("目录" if is_chinese(one) else "Contents" for one in setter.publication.languages))
    apart = "<w:pageBreakBefore/>" if len(listed) > ON_THE_TITLE_PAGE else ""
    yield setter.bare("ContentsHeading", setter.setting.plain(words, setter.publication.languages[0]), apart)
    for number, (passage, side) in enumerate(listed):
        before = _field(f' TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z ') if number == 0 else ""
        after = _FIELD_END if number == len(listed) - 1 else ""
        entry = _entry(setter, passage.texts[side], setter.bookmarks[passage.number, side], pages[passage.number, side])
        style = f"TOC{min(max(passage.level, 1), DEEPEST_IN_CONTENTS)}"
        yield setter.bare(style, before + entry + after, _right_tab(setter))


def _entry(setter: Setter, text: Text, bookmark: str, page: int) -> str:
    words = setter.setting.plain(" ".join(text.text.split()), text.language)
    number = setter.setting.plain(str(page), "en")
    reference = field_markup(f" PAGEREF {bookmark} \\h ", number)
    tab = setter.setting.plain("\t", "en")
    return f'<w:hyperlink w:anchor="{escape(bookmark)}" w:history="1">{words}{tab}{reference}</w:hyperlink>'


def _right_tab(setter: Setter) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{setter.setting.theme.page.text_width}"/></w:tabs>'


def field_markup(instruction: str, result: str) -> str:
    """A field with its result."""
    return f"{_field(instruction)}{result}{_FIELD_END}"


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
