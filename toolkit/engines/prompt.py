"""The prompt for a language model: a readable template, filled with what is known about a segment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from toolkit.engines.languages import spoken
from toolkit.engines.protocol import Request
from toolkit.errors import InputError
from toolkit.model import Term

_HEADING = re.compile(r"^\[(system|user)\]\s*$", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n\s*\n")
PLACEHOLDERS = frozenset("source target title before after terms text refused complaints".split())


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two parts of a prompt, each a tuple of paragraphs in which placeholders stand (``$text``)."""

    system: tuple[str, ...]
    user: tuple[str, ...]

    def fill(self, request: Request) -> tuple[str, str]:
        """The two messages for `request`; a paragraph with a placeholder for which there is nothing is left out."""
        values = _values(request)
        return _filled(self.system, values), _filled(self.user, values)


def built_in_prompt() -> Prompt:
    """The prompt of the package."""
    name = "prompts/chat.txt"
    return parse_prompt((files("toolkit.engines") / name).read_text(encoding="utf-8"), name)


def read_prompt(path: Path, place: str) -> Prompt:
    """The prompt in a file of the project; raises `InputError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(place, f"the prompt cannot be read ({reason})", "look at prompt in toolkit.toml") from error
    return parse_prompt(text, place)


def parse_prompt(text: str, place: str) -> Prompt:
    """The prompt in a template with the headings ``[system]`` and ``[user]``; raises `InputError`."""
    _, *parts = _HEADING.split(text)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    if set(sections) != {"system", "user"}:
        raise InputError(place, "a prompt has a part [system] and a part [user]", "see “Engines” in the manual")
    unknown = sorted(set(_names(text, place)) - PLACEHOLDERS)
    if unknown:
        remedy = f"use only {', '.join(f'${name}' for name in sorted(PLACEHOLDERS))}; write $$ for a dollar sign"
        raise InputError(place, f"unknown placeholder ${unknown[0]}", remedy)
    if "text" not in _names(sections["user"], place):
        raise InputError(place, "the part [user] has no $text", "put it where the Chinese is to stand")
    return Prompt(*(tuple(_PARAGRAPHS.split(sections[name].strip())) for name in ("system", "user")))


def _names(text: str, place: str) -> list[str]:
    template = Template(text)
    if not template.is_valid():
        raise InputError(place, "a dollar sign that begins no placeholder", "write $$ for a dollar sign")
    return template.get_identifiers()


def _filled(paragraphs: tuple[str, ...], values: dict[str, str]) -> str:
    templates = map(Template, paragraphs)
    kept = (one for one in templates if all(values[name] for name in one.get_identifiers()))
    return "\n\n".join(one.substitute(values) for one in kept)


def _values(request: Request) -> dict[str, str]:
    return {
        "source": spoken(request.source_language),
        "target": spoken(request.target_language),
        "title": request.title,
        "before": "\n".join(request.before),
        "after": "\n".join(request.after),
        "terms": "\n".join(map(_describe, request.terms)),
        "text": request.text,
        "refused": request.refused,
        "complaints": "\n".join(f"- {complaint}" for complaint in request.complaints),
    }


def _describe(term: Term) -> str:
    """A term in a line: ``- 综保区 = Comprehensive Bonded Zone (or: …; never: bonded area)``."""
    preferred, *others = term.accepted() or ("",)
    more = [f"or: {', '.join(others)}"] * bool(others) + [f"never: {', '.join(term.forbidden)}"] * bool(term.forbidden)
    names = " / ".join((term.source, *term.variants))
    return f"- {names} = {preferred}".rstrip(" =") + (f" ({'; '.join(more)})" if more else "")
