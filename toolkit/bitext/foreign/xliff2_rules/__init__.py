"""The rules of XLIFF 2.0 to 2.2 (OASIS, Core, sections 4 and 5) that a file can be held to without its schemas.

Each rule is a generator over the parsed document, whose core elements have lost their namespace,
that yields what breaks it: an element and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.xliff2_rules.codes import codes_agree, codes_kept, codes_paired, sequences_kept
from toolkit.bitext.foreign.xliff2_rules.names import extensions_named, ids_unique, orders_unique
from toolkit.bitext.foreign.xliff2_rules.references import comments_explained, references_resolved
from toolkit.bitext.foreign.xliff2_rules.structure import content_allowed, languages_agree, values_allowed
from toolkit.bitext.inline import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["OF_ALL", "OF_THE_CORE", "violations"]

Rule = Callable[["_Element"], Iterator[tuple["_Element", str]]]

OF_ALL: tuple[Rule, ...] = (content_allowed, values_allowed, extensions_named)
"""Rules about everything in a document, the places of modules and extensions among it."""

OF_THE_CORE: tuple[Rule, ...] = (
    languages_agree,
    ids_unique,
    orders_unique,
    references_resolved,
    comments_explained,
    codes_paired,
    codes_agree,
    codes_kept,
    sequences_kept,
)


def violations(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Everything in a document that breaks a rule, by rule and then in the order of the document.

    Modules and extensions are taken out of it on the way: they hold elements of the core too, with
    rules of their own.
    """
    for rule in OF_ALL:
        yield from rule(root)
    for holder in list(root.iter("file", "group", "unit")):
        for foreign in [child for child in holder if local_name(child) != child.tag]:
            holder.remove(foreign)
    for rule in OF_THE_CORE:
        yield from rule(root)
