"""The memory at the desk, asked by a thread of its own: opening it may take seconds, and nobody who types waits.

What is confirmed at the desk is found by later look-ups, too, though the memory itself is as it was
when the desk was opened.
"""

from __future__ import annotations

from concurrent.futures import Future

from toolkit.building.job import Job
from toolkit.desk.beside import Beside
from toolkit.language.chinese import fold
from toolkit.memory.protocol import LIMIT, MemoryUnit, Query
from toolkit.model import Bitext, Match, State, Unit
from toolkit.pipeline import recall
from toolkit.project import Source

_REMEMBERED = (State.TRANSLATED, State.REVIEWED, State.FINAL)
_PATIENCE = 5.0
"""Seconds for which the desk waits at its end for what the memory is doing; what was derived is derived again."""


class Recall:
    """What a desk asks of the memories of its project, answered one after the other."""

    def __init__(self, job: Job, source: Source) -> None:
        self._job, self._origin = job, job.project.relative(source.bitext)
        self._confirmed: dict[str, MemoryUnit] = {}
        self._beside = Beside("memory")

    def filled(self, bitext: Bitext) -> Future[Bitext]:
        """The bitext with English from the memories in empty units, as far as the settings let it fill."""
        return self._beside.ask(lambda: recall(self._job, bitext))

    def matches(self, query: Query, target: str = "") -> Future[tuple[Match, ...]]:
        """What is like the segment of a query; not its own English `target`."""
        confirmed = [(unit_id, unit) for unit_id, unit in self._confirmed.items() if unit_id != query.segment.id]
        return self._beside.ask(lambda: self._look_up(query, target, [unit for _, unit in confirmed]))

    def concordance(self, text: str, limit: int) -> Future[list[tuple[str, str, str]]]:
        """Where a text stands in the memory, in either language: origin, Chinese, English."""
        return self._beside.ask(lambda: self._find(text, limit))

    def note(self, unit: Unit, query: Query) -> None:
        """Takes note of what somebody has made of a unit."""
        if unit.state in _REMEMBERED and unit.segment.text.strip():
            segment = unit.segment
            self._confirmed[segment.id] = MemoryUnit(
                segment.text, unit.target, segment.codes, unit.codes, query.before, query.after, unit.state
            )
        else:
            self._confirmed.pop(unit.segment.id, None)

    def close(self) -> None:
        """Lets go of the memory."""
        self._beside.end(self._let_go, _PATIENCE)

    def _let_go(self) -> None:
        self._job.memory.close()
        self._job.team.close()

    def _look_up(self, query: Query, target: str, confirmed: list[MemoryUnit]) -> tuple[Match, ...]:
        text = query.segment.text
        if not text.strip():
            return ()
        from toolkit.memory.ranking import best_of
        from toolkit.memory.swap import put_right

        known = {unit.source for unit in confirmed}
        kept = (
            match
            for match in self._remembered(query)
            if match.origin != self._origin
            or (match.source not in known and (match.source, match.target) != (text, target))
        )
        found = best_of([tuple(kept), self._just_confirmed(query, confirmed)], LIMIT)
        return put_right(found, text, self._job.glossary.find)

    def _remembered(self, query: Query) -> tuple[Match, ...]:
        if not self._job.memory.files():
            return ()
        opened, _ = self._job.memory.surveyed()
        return opened.look_up([query], self._job.settings.memory_threshold, LIMIT)[0]

    def _just_confirmed(self, query: Query, confirmed: list[MemoryUnit]) -> tuple[Match, ...]:
        from toolkit.memory.fuzzy import rescore
        from toolkit.memory.ranking import Found, ranked

        keys = enumerate(fold(unit.source) for unit in confirmed)
        like = rescore(fold(query.segment.text), keys, self._job.settings.memory_threshold)
        return ranked(query, (Found(score, self._origin, confirmed[number]) for number, score in like), LIMIT)

    def _find(self, text: str, limit: int) -> list[tuple[str, str, str]]:
        if not self._job.memory.files():
            return []
        opened, _ = self._job.memory.surveyed()
        return [(origin, unit.source, unit.target) for origin, unit in opened.concordance(text, limit)]
