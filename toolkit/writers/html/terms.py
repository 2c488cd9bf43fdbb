"""The terms of a review page, some at a time: their entries in its appendix, and what its export tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.bitext import Keep
from toolkit.model import Term
from toolkit.writers.html.held import ENTRIES_AT_ONCE
from toolkit.writers.html.island import island_terms
from toolkit.writers.html.leaves import dump, encoded, load
from toolkit.writers.html.markup import Languages, term_entry
from toolkit.writers.html.page import Entry


class Terms(NamedTuple):
    """The entries by category, as lists of at most `ENTRIES_AT_ONCE`, and the terms as the export tells them."""

    entries: Mapping[str, Sequence[str]]
    told: bytes


def write_terms(
    terms: Mapping[str, Sequence[Entry]], languages: Languages, name: Callable[[Term], str], keep: Keep
) -> Callable[[], Terms]:
    """Asks `keep` for the terms of a page by category; `name` stands for all that a term says.

    What is returned gives them.
    """
    lists = [(category, some) for category, entries in terms.items() for some in _lists(entries)]

    def made_from(place: int) -> bytes:
        entries = [(name(one.term), one.number, one.rows, one.more) for one in lists[place][1]]
        return b"terms" + repr((languages, entries)).encode("utf-8", "surrogatepass")

    def write(place: int) -> bytes:
        some = lists[place][1]
        shown = "".join(term_entry(entry, languages) for entry in some)
        return dump(encoded(shown), encoded(island_terms(entry.term for entry in some)))

    asked = keep(len(lists), made_from, write)

    def finish() -> Terms:
        written = list(map(load, asked))
        entries: dict[str, list[str]] = {}
        for (category, _), (shown, _) in zip(lists, written, strict=True):
            entries.setdefault(category, []).append(str(shown, "utf-8"))
        return Terms(entries, b",".join(told for _, told in written))

    return finish


def _lists(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    return (entries[start : start + ENTRIES_AT_ONCE] for start in range(0, len(entries), ENTRIES_AT_ONCE))
