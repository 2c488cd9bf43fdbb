"""The figures of a Chinese sentence as the page needs them to look after its English."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from toolkit.language.quantities import chinese_facts, in_full, may_have_figures
from toolkit.model import Unit


def figures(unit: Unit) -> list[dict[str, Any]]:
    """Each figure that the English must have, terms aside: in both languages, with bound and unit, and all its values.

    Of a date the year and the day, since a month is a word in English. Values are decimal numbers
    written out, for a page whose language knows no others exactly.
    """
    text = unit.segment.text
    if not may_have_figures(text, ""):
        return []
    facts = chinese_facts(text, ((hit.start, hit.end) for hit in unit.hits))
    found = [(*one.phrase, in_full(one), [one.value, *one.also]) for one in facts.quantities if one.firm]
    for moment in facts.moments:
        parts = [Decimal(part) for part in (moment.year, moment.day) if part is not None]
        found += [(moment.start, moment.end, f"{part:f}", [part]) for part in parts]
    return [
        {"said": text[start:end], "english": english, "values": list(dict.fromkeys(f"{value:f}" for value in values))}
        for start, end, english, values in sorted(found)
    ]
