"""The review page: one HTML file in which an editor reads a bitext with all that is known of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from toolkit.model import Bitext, Finding, Severity
from toolkit.writers.edition import REVIEW, Edition
from toolkit.writers.html.island import island
from toolkit.writers.html.languages import by_language
from toolkit.writers.html.page import make_page
from toolkit.writers.labels import KIND_LABELS, STATE_LABELS, STATE_SIGNS

if TYPE_CHECKING:
    from jinja2 import Environment

_SCRIPTS = ("page", "preferences", "search", "reading", "keys")
"""The files of the script in the order in which they need each other."""

_SEVERITY_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Remark"}


def render(bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW) -> bytes:
    """The page for an annotated bitext, in UTF-8. `day` is the date it shows."""
    from markupsafe import Markup

    page = make_page(bitext, findings, day)
    style, script = resource("review.css"), _script()
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


def content_policy(style: str, script: str) -> str:
    """The Content-Security-Policy under which only this style and this script run, and nothing loads."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _script() -> str:
    """The script's files as one function, which leaves nothing behind among the page's globals."""
    return "(() => {\n" + "\n".join(resource(f"script/{name}.js") for name in _SCRIPTS) + "})();\n"


def resource(name: str) -> str:
    """A text file of this package, its lines ended as a browser ends them before it hashes them."""
    return (files(__package__) / name).read_text("utf-8").replace("\r\n", "\n")


def environment() -> Environment:
    """The templates of this package, with the filters and words that they use."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("toolkit.writers.html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["by_language"] = by_language
    environment.globals |= {
        "kind_labels": KIND_LABELS,
        "state_labels": STATE_LABELS,
        "state_signs": STATE_SIGNS,
        "severity_labels": _SEVERITY_LABELS,
    }
    return environment
