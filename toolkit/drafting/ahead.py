"""Drafts of single segments, made while somebody works on the document."""

from __future__ import annotations

from contextlib import ExitStack

from toolkit.building.job import Job
from toolkit.drafting.documents import CACHE_FILE, now, outcomes
from toolkit.drafting.ladder import Drafted
from toolkit.drafting.running import Limits, Run, Spending, Unanswered
from toolkit.engines.cache import open_cache
from toolkit.engines.options import EngineSettings
from toolkit.engines.registry import make_engine
from toolkit.errors import EngineError
from toolkit.model import Bitext


class Ahead:
    """One engine for one document; nothing is written but the cache of replies.

    Everything is opened by the thread that asks first, and used by that one only.
    """

    def __init__(self, job: Job, settings: EngineSettings) -> None:
        self._job, self._settings = job, settings
        self._opened = ExitStack()
        self._run: Run | None = None

    def draft(self, bitext: Bitext, row: int) -> Drafted:
        """The verified draft of a row. Raises `ToolkitError` where there is none."""
        run = self._run = self._run or self._open()
        for _, outcome in outcomes(self._job, bitext, [row], run):
            if isinstance(outcome, Drafted):
                return outcome
            if isinstance(outcome, Unanswered):
                raise outcome.error
        raise run.ended or EngineError(self._settings.name, "it is asked no more", "open the desk again")

    def close(self) -> None:
        """Lets go of the cache."""
        self._opened.close()

    def _open(self) -> Run:
        project = self._job.project
        engine = make_engine(self._settings, project.root)
        cache = self._opened.enter_context(open_cache(project.cache / CACHE_FILE, f".toolkit/{CACHE_FILE}"))
        return Run(engine, cache, Limits(), 1, now, Spending())
