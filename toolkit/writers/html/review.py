"""The review page: one HTML file in which an editor reads a bitext with all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from toolkit.model import Bitext, Finding
from toolkit.writers.edition import REVIEW, Edition
from toolkit.writers.html.frame import content_policy, environment, resource
from toolkit.writers.html.island import island
from toolkit.writers.html.page import make_page

_SCRIPTS = ("page", "preferences", "search", "reading", "difference", "live", "work", "files", "editing", "keys")
"""The files of the script in the order in which they need each other."""


def render(bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW) -> bytes:
    """The page for an annotated bitext, in UTF-8. `day` is the date it shows."""
    from markupsafe import Markup

    page = make_page(bitext, findings, day)
    style, script = resource("base.css") + resource("review.css"), _script()
    terms = [entry.term for entries in page.terms.values() for entry in entries]
    template = environment().get_template("review.html.j2")
    text = template.render(
        page=page,
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
        island=Markup(island(bitext, terms)),
    )
    return text.encode("utf-8", "replace")


def _script() -> str:
    """The script's files as one function, which leaves nothing behind among the page's globals."""
    return "(() => {\n" + "\n".join(resource(f"script/{name}.js") for name in _SCRIPTS) + "})();\n"
