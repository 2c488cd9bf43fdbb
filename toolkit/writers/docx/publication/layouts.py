"""The layouts: how the languages of a publication stand to each other on its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from toolkit.model import Kind
from toolkit.writers.docx.publication.heights import Pages, text_height
from toolkit.writers.docx.publication.passages import Setter, is_short
from toolkit.writers.docx.publication.runs import is_chinese
from toolkit.writers.docx.publication.tables import CHINESE_SHARE, GUTTER, set_columns, set_table, table_cells
from toolkit.writers.publication import Layout, Passage

_SIDE_BY_SIDE = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.FOOTNOTE)
"""Kinds that are set in two columns; headings, bylines and captions go across the page."""

_ROOM = 0.97
"""Of a page that is filled by estimate: the rest is for what the estimate misses."""

_LOW_TABLE = 10
"""Rows; a table with no more is kept on one page."""

_KEPT_AFTER_HEADING = 700


@dataclass(frozen=True, slots=True)
class Piece:
    """What is set one after the other: markup, its height, and which passages begin in it.

    ``opens`` is a section's type where one ends with this piece: ``evenPage`` or ``oddPage``.
    """

    markup: str
    height: int
    headings: tuple[tuple[Passage, int], ...] = ()
    kept: int = 0
    opens: str = ""


Group = list[Passage]
"""Passages that are set together: the cells of a table, or one passage."""


def pieces(setter: Setter, passages: Sequence[Passage]) -> Iterator[Piece]:
    """The passages as the publication's layout has them; notes that have their marks stand at the foot of pages."""
    layout = setter.publication.layout
    setter.kept |= set(_kept(passages))
    notes = [passage for passage in passages if passage.kind is Kind.FOOTNOTE]
    groups = list(_groups(passage for passage in passages if passage.kind is not Kind.FOOTNOTE))
    if layout is Layout.FACING:
        yield from _facing(setter, groups)
    elif layout is Layout.SIDE_BY_SIDE:
        yield from _columns(setter, groups)
    else:
        for group in groups:
            yield from _stacked(setter, group)
    for note in notes:
        left = [side for side in setter.sides() if (note.number, side) not in setter.notes.used]
        yield from (Piece(setter.paragraph(note, side), 250) for side in left)


def _kept(passages: Sequence[Passage]) -> Iterator[int]:
    """The numbers of captions above tables, and of the cells of low tables but for their last rows."""
    for before, after in pairwise(passages):
        if before.kind is Kind.CAPTION and after.cell and not before.cell:
            yield before.number
    for group in _groups(iter(passages)):
        rows = _rows(group) if group[0].cell else []
        if len(rows) <= _LOW_TABLE:
            yield from (passage.number for row in rows[:-1] for passage in row)


def _groups(passages: Iterator[Passage]) -> Iterator[Group]:
    for key, group in groupby(passages, key=lambda one: one.cell.table if one.cell else -one.number):
        if key > 0:
            yield list(group)
        else:
            yield from ([passage] for passage in group)


def _stacked(setter: Setter, group: Group) -> Iterator[Piece]:
    """One language beneath the other, tables and pictures across the page."""
    first, width = group[0], setter.setting.theme.page.text_width
    for passage in group:
        yield from _pictures(setter, passage)
    if first.cell:
        markup = "".join(set_table(table_cells(group), width, lambda passage: _in_cell(setter, passage)))
        yield Piece(markup, _table_height(group, width, setter.sides()))
    else:
        yield _stack(setter, first, width)
    for passage in group:
        yield from _pictures(setter, passage, after=True)


def _stack(setter: Setter, passage: Passage, width: int) -> Piece:
    sides = [side for side in setter.sides() if passage.texts[side].text.strip()]
    markup = "".join(
        setter.paragraph(passage, side, _stacked_style(passage, side), _between(passage, side, sides)) for side in sides
    )
    height = sum(text_height(passage.kind, passage.texts[side], width) for side in sides)
    is_heading = passage.kind is Kind.HEADING
    headings = tuple((passage, side) for side in sides) if is_heading else ()
    return Piece(markup, height, headings, _KEPT_AFTER_HEADING * is_heading)


def _stacked_style(passage: Passage, side: int) -> str:
    return "BodyTranslation" if side and passage.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) else ""


def _between(passage: Passage, side: int, sides: Sequence[int]) -> str:
    """What keeps two languages of a passage together, and close to each other."""
    after = 40 if passage.kind is not Kind.PARAGRAPH else 80
    upper = f'<w:keepNext/><w:spacing w:after="{after}"/>' if side != sides[-1] else ""
    return upper or ('<w:spacing w:before="0"/>' if side != sides[0] else "")


def _in_cell(setter: Setter, passage: Passage, sides: Sequence[int] | None = None) -> str:
    chosen = setter.sides() if sides is None else sides
    return "".join(setter.paragraph(passage, side, "TableText") for side in chosen)


def _pictures(setter: Setter, passage: Passage, after: bool = False) -> Iterator[Piece]:
    heights = (
        setter.figures.size(address)[1] + 260
        for address, _ in passage.pictures
        if address in setter.figures.names or setter.publication.pictures.get(address)
    )
    markup = "".join(setter.pictures(passage, after))
    if markup:
        yield Piece(markup, sum(heights), kept=260)


def _table_height(group: Group, width: int, sides: Sequence[int]) -> int:
    return sum(_row_height(row, width, sides) for row in _rows(group)) + 200


def _rows(group: Group) -> list[Group]:
    return [list(row) for _, row in groupby(group, key=lambda one: one.cell.row if one.cell else 0)]


def _row_height(row: Group, width: int, sides: Sequence[int]) -> int:
    columns = len({passage.cell.column for passage in row if passage.cell}) or 1
    cells = (sum(text_height(one.kind, one.texts[side], width // columns) for side in sides) for one in row)
    return max(cells, default=0)


def _columns(setter: Setter, groups: Sequence[Group]) -> Iterator[Piece]:
    """Flowing text in two columns; what stands across the page divides the tables that hold them."""
    width = setter.setting.theme.page.text_width
    for beside, run in groupby(groups, key=lambda group: _is_beside(group[0])):
        if not beside:
            for group in run:
                yield from _stacked(setter, group)
            continue
        yield from _beside(setter, [group[0] for group in run], width)


def _beside(setter: Setter, passages: Sequence[Passage], width: int) -> Iterator[Piece]:
    """Passages in two columns; one with pictures begins another table, since those go across the page."""
    waiting: list[Passage] = []
    for passage in passages:
        if passage.pictures:
            yield from _rows_of(setter, waiting, width)
            yield from _pictures(setter, passage)
            yield from _rows_of(setter, [passage], width)
            yield from _pictures(setter, passage, after=True)
            waiting = []
        else:
            waiting.append(passage)
    yield from _rows_of(setter, waiting, width)


def _is_beside(passage: Passage) -> bool:
    return passage.kind in _SIDE_BY_SIDE and not passage.cell


def _rows_of(setter: Setter, passages: Sequence[Passage], width: int) -> Iterator[Piece]:
    rows = [
        (_in_column(setter, passage, 0), _in_column(setter, passage, 1), is_short(passage.texts))
        for passage in passages
    ]
    left = int(width * CHINESE_SHARE)
    columns = (left - GUTTER // 2, width - left - GUTTER // 2)
    heights = (_beside_height(one, columns) for one in passages)
    if rows:
        yield Piece("".join(set_columns(rows, width)), sum(heights))


def _beside_height(passage: Passage, columns: Sequence[int]) -> int:
    pairs = zip(passage.texts, columns, strict=True)
    return max(text_height(passage.kind, text, column) for text, column in pairs) + 40


def _in_column(setter: Setter, passage: Passage, side: int) -> str:
    english = passage.kind is Kind.PARAGRAPH and not is_chinese(passage.texts[side].language)
    return setter.paragraph(passage, side, "BodyColumn" if english else "", '<w:spacing w:before="0" w:after="0"/>')


def _facing(setter: Setter, groups: Sequence[Group]) -> Iterator[Piece]:
    """Chinese on left-hand pages and its English on the right-hand ones, as much at a time as both have room for."""
    for spread in _spreads(setter, groups):
        for side in setter.sides():
            passages = [group[0] for group in spread if group[0].kind is Kind.HEADING]
            markup = "".join(_page_of(setter, spread, side))
            headings = tuple((passage, side) for passage in passages if passage.texts[side].text.strip())
            yield Piece(markup, setter.setting.theme.page.text_height, headings, opens=("evenPage", "oddPage")[side])


def _page_of(setter: Setter, spread: Sequence[Group], side: int) -> Iterator[str]:
    """One language of a spread; pictures stand on the left-hand page."""
    width = setter.setting.theme.page.text_width
    for table, run in groupby(spread, key=lambda group: group[0].cell.table if group[0].cell else 0):
        if table:
            cells = [passage for group in run for passage in group]
            yield from (markup for one in cells if side == 0 for markup in setter.pictures(one))
            yield from set_table(table_cells(cells), width, lambda passage: _in_cell(setter, passage, (side,)))
            continue
        for (passage,) in run:
            yield from setter.pictures(passage) if side == 0 else ()
            yield setter.paragraph(passage, side)
            yield from setter.pictures(passage, after=True) if side == 0 else ()


def _spreads(setter: Setter, groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The passages, and the rows of tables, that go on two facing pages; no heading is the last of them."""
    room = int(setter.setting.theme.page.text_height * _ROOM)
    spread: list[Group] = []
    used = [0] * len(setter.sides())
    for part in (row for group in groups for row in (_rows(group) if group[0].cell else [group])):
        heights = [_side_height(setter, part, side) for side in setter.sides()]
        if spread and any(before + height > room for before, height in zip(used, heights, strict=True)):
            waiting = _last_headings(spread)
            yield spread[: len(spread) - len(waiting)]
            spread = waiting
            used = [sum(_side_height(setter, one, side) for one in spread) for side in setter.sides()]
        spread.append(part)
        used = [before + height for before, height in zip(used, heights, strict=True)]
    if spread:
        yield spread


def _last_headings(spread: Sequence[Group]) -> list[Group]:
    count = 0
    while count < len(spread) - 1 and spread[-1 - count][0].kind is Kind.HEADING:
        count += 1
    return list(spread[len(spread) - count :])


def _side_height(setter: Setter, part: Group, side: int) -> int:
    width = setter.setting.theme.page.text_width
    pictures = sum(
        setter.figures.size(address)[1] + 300
        for passage in part
        for address, _ in passage.pictures
        if side == 0 and address in setter.publication.pictures
    )
    texts = _row_height(part, width, (side,)) if part[0].cell else text_height(part[0].kind, part[0].texts[side], width)
    return pictures + texts


def page_numbers(made: Sequence[Piece], pages: Pages, facing: bool) -> dict[tuple[int, int], int]:
    """The page that each heading is on, by passage and language; an estimate but for facing pages."""
    numbers: dict[tuple[int, int], int] = {}
    for piece in made:
        if facing and piece.opens:
            pages.number += 1
            page = pages.number
        else:
            page = pages.add(piece.height, piece.kept)
        numbers |= {(passage.number, side): page for passage, side in piece.headings}
    return numbers
