"""The glossary as a page: terms by category, with their sources and where each is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.writers.html.frame import content_policy, environment, resource
from toolkit.writers.html.languages import script_tag
from toolkit.writers.term_list import TermList

_STYLES = ("base.css", "review.css", "glossary.css")
_SCRIPT = "script/glossary.js"


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """What the template names besides the list itself."""

    glossary: TermList
    chinese: str
    language: str
    day: date
    written_day: str


def render(glossary: TermList, day: date) -> bytes:
    """The page in UTF-8; `day` is the date it shows."""
    from markupsafe import Markup

    style, script = "\n".join(map(resource, _STYLES)), resource(_SCRIPT)
    page = GlossaryPage(
        glossary, script_tag(glossary.source_language), glossary.target_language, day, f"{day.day} {day:%B %Y}"
    )
    text = (
        environment()
        .get_template("glossary.html.j2")
        .render(page=page, style=Markup(style), script=Markup(script), policy=content_policy(style, script))
    )
    return text.encode("utf-8", "replace")
