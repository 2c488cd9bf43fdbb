"""Do romanised names fit their characters?"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bitext import parts
from toolkit.checks.registry import Scope, check, with_english
from toolkit.language.pinyin import misspelt_name, spelt
from toolkit.model import Bitext, Finding, Severity


@check("name-pinyin", Severity.WARNING, whole=True)
def name_pinyin(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A name in pinyin that is nearly, but not quite, how its characters are read.

    The words of the glossary's renderings are right in the documents where their terms stand.

    Bad: 列车经过铅山县。 → The train passes through Qianshan County.
    Good: 列车经过铅山县。 → The train passes through Yanshan County.
    """
    written = with_english(bitext)
    terms = {id(term): term for part in parts(bitext) for term in part.terms} if written else {}
    known = {word for term in terms.values() for form in term.accepted() for word in form.split()}
    seen: dict[str, str] = {}
    for unit in written:
        slip = misspelt_name(unit.segment.text, unit.target, known, seen)
        if slip is None:
            continue
        word, name = slip
        start, place = unit.target.find(word), unit.segment.text.find(name)
        source = (place, place + len(name)) if place >= 0 else None
        message = f"“{word}” does not fit {name}, which is read {spelt(name)}"
        yield Finding(
            "name-pinyin", Severity.WARNING, message, unit.segment.id, source, (start, start + len(word)), spelt(name)
        )
