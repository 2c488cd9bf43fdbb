"""The preview page: what came back from review, for those who decide about it or want to see what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from toolkit.codes import tag_pieces
from toolkit.language.revision import is_rewritten, revised
from toolkit.writers.html.frame import content_policy, environment, resource
from toolkit.writers.html.languages import script_tag
from toolkit.writers.preview import Missing, Outcome, Preview

_GENERATOR = "toolkit review --report"
_STYLES = ("base.css", "report.css", "preview.css")
_GROUPS = {
    "To be decided": (Outcome.CONFLICT, Outcome.GONE),
    "Changes": (Outcome.CHANGED,),
    "Accepted, sent back, or given a state": (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.OUTDATED, Outcome.RESTATED),
    "Comments only": (Outcome.COMMENTED,),
    "Not taken": (Outcome.REJECTED, Outcome.BEFORE, Outcome.LEFT),
}
"""The sections of a document, in order, and what stands in each."""


def render(previews: Sequence[Preview], written: bool) -> bytes:
    """The page in UTF-8; `written` says that it tells of what was done, not of what would be."""
    from markupsafe import Markup

    style = "\n".join(map(resource, _STYLES))
    templates = environment()
    templates.filters |= {
        "script_tag": script_tag,
        "day": _day,
        "sentence": _sentence,
        "by_file": _by_file,
        "tag_pieces": tag_pieces,
    }
    templates.globals |= {"generator": _GENERATOR, "revised": revised, "is_rewritten": is_rewritten, "groups": _GROUPS}
    totals: Counter[str] = Counter()
    for preview in previews:
        totals.update(preview.counts)
    text = templates.get_template("preview.html.j2").render(
        style=Markup(style), policy=content_policy(style), previews=previews, written=written, totals=totals
    )
    return text.encode("utf-8", "replace")


def is_preview(content: bytes) -> bool:
    """Whether a file is such a page, which nobody works in and which can be written anew."""
    return f'<meta name="generator" content="{_GENERATOR}">'.encode() in content


def _day(at: str) -> str:
    """The date of a time by ISO 8601 as one reads it, ``20 November 2026``; anything else as it is."""
    try:
        day = date.fromisoformat(at[:10])
    except ValueError:
        return at
    return f"{day.day} {day:%B %Y}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_file(missing: Sequence[Missing]) -> list[tuple[str, list[Missing]]]:
    """What did not come back, by the file that it is missing from."""
    return [(file, list(found)) for file, found in groupby(missing, key=lambda one: one.file)]
