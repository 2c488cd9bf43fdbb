"""An edition as one HTML file that needs nothing else: for screens, and for print from a browser."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.writers.html.frame import content_policy
from toolkit.writers.publication.frame import embedded, embedded_logo, embedded_style, given, style, template
from toolkit.writers.publication.markup import Marking
from toolkit.writers.publication.structure import body
from toolkit.writers.publication.values import Publication, Theme

_STYLES = ("book.css", "screen.css")


def render(publication: Publication, theme: Theme) -> bytes:
    """The page in UTF-8."""
    return fill("page.html.j2", publication, theme, _STYLES).encode("utf-8", "replace")


def fill(name: str, publication: Publication, theme: Theme, styles: Sequence[str], **more: object) -> str:
    """The page made with the template `name`, which may know `more`."""
    from markupsafe import Markup

    parts = body(publication)
    marking = Marking(parts.numbers)
    look = "\n".join((*map(style, styles), draft_style(publication), embedded_style(theme)))
    told = given(publication, marking, embedded(publication), embedded_logo(theme)) | more
    policy = f"{content_policy(look)}; font-src data:"
    return template(name).render(**told | {"body": parts, "style": Markup(look), "policy": policy, "scrolls": True})


def draft_style(publication: Publication) -> str:
    """What marks every printed page of a draft."""
    return style("draft.css") if publication.draft else ""
