"""The export that the page carries in itself, for programs that read the page again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from toolkit.bitext.manifest import manifest
from toolkit.language.hints import hints
from toolkit.model import Bitext, Term, Unit
from toolkit.writers.html.figures import figures
from toolkit.writers.labels import UNTRANSLATED

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end a script element or a line of a script, and halves of characters, which UTF-8
cannot hold."""
_DESCRIBED = tuple(field.name for field in fields(Term) if field.name != "place")
"""What is told of a term: not the place of its file, which says more about a machine than about the term."""


def island(bitext: Bitext, terms: Sequence[Term]) -> str:
    """The manifest of `bitext`, its figures and its terms as JSON that may stand inside a script element.

    ``terms`` are in the order of the numbers that the page gives them. A row has ``figures`` where
    its Chinese has, and ``hints`` where its English is still to be written.
    """
    export = asdict(manifest(bitext)) | {"terms": [_describe(term) for term in terms]}
    for row, unit in zip(export["rows"], bitext.units, strict=True):
        row |= {"figures": found} if (found := figures(unit)) else {}
        row |= {"hints": ready} if (ready := _hints(unit)) else {}
    return safe_json(export)


def safe_json(value: Any) -> str:
    """`value` as JSON that may stand inside a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _hints(unit: Unit) -> list[tuple[str, str]]:
    """Chinese and English of the hints for a unit that nobody has translated."""
    if unit.state not in UNTRANSLATED:
        return []
    found = hints(unit.segment.text, ((hit.start, hit.end) for hit in unit.hits))
    return [(hint.chinese, hint.english) for hint in found]


def _describe(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in _DESCRIBED}
