"""The audit of a glossary: what is wrong, doubtful or idle in it, as remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from toolkit.glossary.audit.facts import origin_missing, pinyin
from toolkit.glossary.audit.forms import shadowed, unused
from toolkit.glossary.audit.renderings import forbidden_accepted, forbidden_elsewhere, inconsistent, same_english
from toolkit.glossary.audit.view import Remark, View, conflict, unreadable, view

__all__ = ["AUDITS", "Remark", "audit"]

AUDITS: dict[str, Callable[[View], Iterator[Remark]]] = {
    "unreadable": unreadable,
    "conflict": conflict,
    "inconsistent": inconsistent,
    "same-english": same_english,
    "forbidden-accepted": forbidden_accepted,
    "forbidden-elsewhere": forbidden_elsewhere,
    "shadowed": shadowed,
    "unused": unused,
    "origin-missing": origin_missing,
    "pinyin": pinyin,
}
"""Each kind of remark by its permanent code; docs/terms.md has a paragraph on each."""

_LINE = re.compile(r"(?P<file>.*?)(?: line (?P<line>\d+))?", re.DOTALL)


def audit(
    families: Iterable[tuple[str, str, str]],
    texts: Iterable[str] = (),
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Remark, ...]:
    """The remarks on the families ``(category, text, place)``, in the order of their places.

    `texts` are the sentences of the project's sources. `select` names the codes to run, all of
    them where it is empty; `ignore` those to leave out.
    """
    seen = view(families, texts)
    chosen = [run for code, run in AUDITS.items() if (not select or code in select) and code not in ignore]
    return tuple(sorted(dict.fromkeys(remark for run in chosen for remark in run(seen)), key=_order))


def _order(remark: Remark) -> tuple[str, int, str, str]:
    place = _LINE.fullmatch(remark.place)
    assert place is not None, "the pattern takes any text"
    return place["file"], int(place["line"] or 0), remark.code, remark.problem
