r"""Where people have sentences split or joined against the rules: kept as text around the place, not as a number.

A file of them has a line for each: ``split`` or ``join``, a blank, and what stands before and after
the place with ``|`` there: ``split 二期码头建成，|可停靠``. In the texts ``\|``, ``\\`` and ``\n`` are those
characters and a line break. Empty lines and those that begin with ``#`` say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.segmentation.spans import BLANKS, Span, append_trimmed

_LINE = expression(r"(split|join)[ \t]((?:[^|\\]|\\[|\\n])+)\|((?:[^|\\]|\\[|\\n])+)")
_GAP = f"[{BLANKS}]*"
_NEAR = 6
"""Characters on either side that usually tell a place from all others."""

_HEAD = "# Where sentences are split or joined (at |) against the rules, each with the text around it.\n"


class Verb(StrEnum):
    """What is done at a place."""

    SPLIT = "split"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Break:
    """A sentence that ends, or does not end, between two texts; ``place`` names file and line, for messages."""

    verb: Verb
    before: str
    after: str
    place: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.verb} {_escaped(self.before)}|{_escaped(self.after)}"


def parse_breaks(content: bytes, place: str) -> tuple[Break, ...]:
    """The breaks in a file; raises `InputError` with the line of what is none."""
    found = []
    for number, line in enumerate(_decoded(content, place).split("\n"), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            here = f"{place} line {number}"
            matched = _LINE.fullmatch(line)
            texts = [_unescaped(text).strip(BLANKS) for text in matched.groups()[1:]] if matched else []
            if matched is None or not all(texts):
                problem = "neither “split” nor “join” with a text before and after a “|”"
                raise InputError(here, problem, "write it as: split 二期码头建成，|可停靠")
            before, after = texts
            found.append(Break(Verb(matched[1]), before, after, here))
    return tuple(found)


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{place} line {line}", "not UTF-8", "save the file as UTF-8") from error


def with_break(content: bytes, new: Break, place: str) -> bytes:
    """The file with one more break; where it says the contrary at that place, that line is taken out instead.

    All other lines stay as they are. Raises `InputError` for a file that is none.
    """
    contrary = [one for one in parse_breaks(content, place) if one.verb is not new.verb and _same_place(one, new)]
    lines = (content.decode("utf-8-sig") or _HEAD).split("\n")
    if contrary:
        del lines[int(contrary[-1].place.rpartition(" ")[2]) - 1]
        return "\n".join(lines).encode("utf-8")
    text = "\n".join(lines)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{new}\n".encode()


def _same_place(one: Break, other: Break) -> bool:
    """Whether two breaks stand between the same texts, as far as both tell of them."""
    before, after = sorted((one.before, other.before), key=len), sorted((one.after, other.after), key=len)
    return before[1].endswith(before[0]) and after[1].startswith(after[0])


def break_at(verb: Verb, text: str, place: int, texts: Sequence[str]) -> Break:
    """The break at a place in `text`, with as much around it as tells it from all others in `texts`."""
    before, after = text[:place].rstrip(BLANKS), text[place:].lstrip(BLANKS)
    near = _NEAR
    while True:
        found = Break(verb, before[-near:].lstrip(BLANKS), after[:near].rstrip(BLANKS))
        if near >= max(len(before), len(after)) or sum(len(list(_places(found, one))) for one in texts) == 1:
            return found
        near *= 2


def apply_breaks(text: str, spans: Sequence[Span], breaks: Iterable[Break]) -> tuple[list[Span], set[Break]]:
    """The `spans` of the sentences of `text` after all breaks, one after the other, and those that changed them."""
    now, used = list(spans), set()
    for one in breaks:
        if one.before in text and one.after in text:
            places = list(_places(one, text))
            after = _joined(now, set(places)) if one.verb is Verb.JOIN else _split(now, text, places)
            if after != now:
                now = after
                used.add(one)
    return now, used


def _places(one: Break, text: str) -> Iterable[Span]:
    """Where the text before a place ends and the one after it begins, wherever both stand together, in order."""
    pattern = re.compile(f"(?={re.escape(one.before)}({_GAP}){re.escape(one.after)})")
    return (found.span(1) for found in pattern.finditer(text))


def _joined(spans: Iterable[Span], places: Collection[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and (found[-1][1], span[0]) in places:
            found[-1] = found[-1][0], span[1]
        else:
            found.append(span)
    return found


def _split(spans: Iterable[Span], text: str, places: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    passed = 0
    for low, high in spans:
        while passed < len(places) and places[passed][1] < high:
            end, start = places[passed]
            if low < end:
                append_trimmed(found, text, low, end)
                low = start
            passed += 1
        append_trimmed(found, text, low, high)
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
