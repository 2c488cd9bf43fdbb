"""The findings of a whole document, looked for a part at a time, and again only where something has changed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bitext import parts
from toolkit.checks import Policy, Scope, arranged, check_part, check_whole
from toolkit.model import Bitext, Finding


class Survey:
    """What all checks found in a document when it was looked through last."""

    def __init__(self) -> None:
        self._findings: dict[str, list[Finding]] = {}
        self._parts: dict[tuple[int, ...], tuple[Bitext, list[Finding]]] = {}

    def begin_anew(self) -> None:
        """Forgets what is known of parts: the checks know something else now."""
        self._parts = {}

    def run(self, bitext: Bitext, scope: Scope, policy: Policy) -> Iterator[None]:
        """Runs every check over the document, a part at a time; afterwards `findings` knows all.

        Of a part in which every unit is still the same object, what was found is known: it is kept with the
        part, so that no other object can have its place.
        """
        found: list[Finding] = []
        before, self._parts = self._parts, {}
        for part in (one.bitext for one in parts(bitext)):
            key = tuple(map(id, part.units))
            known = before.get(key) or self._parts.get(key)
            if known is None:
                known = part, check_part(part, scope, policy)
                yield
            self._parts[key] = known
            found += known[1]
        found += check_whole(bitext, scope, policy)
        by_unit: dict[str, list[Finding]] = {}
        for finding in arranged(bitext, found, policy):
            by_unit.setdefault(finding.unit_id, []).append(finding)
        self._findings = by_unit

    def findings(self, unit_id: str) -> list[Finding]:
        """What was found in a unit."""
        return self._findings.get(unit_id, [])
