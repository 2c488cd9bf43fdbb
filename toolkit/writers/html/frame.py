"""What every page is made with: its files, its templates, and the policy under which it runs."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from toolkit.writers import resources
from toolkit.writers.html.languages import by_language
from toolkit.writers.labels import KIND_LABELS, SEVERITY_LABELS, STATE_LABELS, STATE_SIGNS, match_label, note_heading
from toolkit.writers.term_list import category_name

if TYPE_CHECKING:
    from jinja2 import Environment


def content_policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy under which only this style and this script run, and nothing loads."""
    allowed = f"script-src '{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; {allowed}style-src '{_digest(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def resource(name: str) -> str:
    """A text file of this package, its lines ended as a browser ends them before it hashes them."""
    return resources.resource(__package__, name).replace("\r\n", "\n")


@cache
def environment() -> Environment:
    """Where the templates are, with the words and filters that they use; texts are escaped.

    One for all documents, since it takes longer to compile a template than to fill it.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("toolkit.writers.html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["by_language"] = by_language
    made.filters["category_name"] = category_name
    made.filters["match_label"] = match_label
    made.filters["note_heading"] = note_heading
    made.globals |= {
        "kind_labels": KIND_LABELS,
        "state_labels": STATE_LABELS,
        "state_signs": STATE_SIGNS,
        "severity_labels": SEVERITY_LABELS,
    }
    return made
