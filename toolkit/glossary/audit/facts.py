"""Audits of what can be known of a row by itself."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.glossary.audit.view import Remark, View
from toolkit.language.pinyin import misspelt_name, spelt
from toolkit.model import Severity


def origin_missing(seen: View) -> Iterator[Remark]:
    """A row that does not say where its rendering is attested."""
    for row in seen.rows:
        if not row.origin:
            problem = f"{row.source} has no origin"
            yield Remark(
                "origin-missing", Severity.WARNING, row.place, problem, "write where the rendering is attested"
            )


def pinyin(seen: View) -> Iterator[Remark]:
    """A romanised name that nearly fits the Chinese, but is no reading of it."""
    for term in seen.glossary.terms:
        for form in term.accepted():
            slip = misspelt_name(" ".join((term.source, *term.variants)), form)
            if slip is not None:
                word, name = slip
                problem = f"“{word}” does not fit {name}, which is read {spelt(name)}"
                remedy = "correct the spelling, in this and the other renderings of the row"
                yield Remark("pinyin", Severity.WARNING, term.place, problem, remedy)
                break
