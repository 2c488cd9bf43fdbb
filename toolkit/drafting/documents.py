"""Drafts for the documents of a project, written beside what people do meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from toolkit.bitext import recorded_draft
from toolkit.building.job import Job, check_scope, open_job, read_glossary
from toolkit.checks import check_alone
from toolkit.codes import tagged
from toolkit.drafting.ladder import Climb, Drafted, Verify, climb
from toolkit.drafting.placing import Unwritten, current
from toolkit.drafting.running import Limits, Outcome, Run, Spending, Unanswered
from toolkit.engines.cache import cache_key, open_cache
from toolkit.engines.options import EngineSettings
from toolkit.engines.protocol import COMPLAINTS, Engine, Request
from toolkit.engines.registry import make_engine, price
from toolkit.errors import EngineError, ToolkitError
from toolkit.model import Bitext, State, Unit
from toolkit.pipeline import Failed
from toolkit.project import Project, Source
from toolkit.readers import FORMATS

CACHE_FILE = "replies.sqlite"
_BEFORE, _AFTER = 2, 1
"""How many sentences around a segment an engine is told."""

_OF_DOCUMENTS = ("term-first-mention",)
"""Checks that say something about a document and nothing about one of its segments."""


@dataclass(slots=True)
class DocumentDrafts:
    """What became of one document: how many segments were to be drafted, and which were or failed.

    ``flagged`` are drafts that checks find fault with. ``ended`` is why the engine was asked no
    more, ``None`` where it was asked for everything.
    """

    source: Source
    wanted: int
    drafted: int = 0
    flagged: int = 0
    failed: list[Unanswered] = field(default_factory=list)
    ended: EngineError | None = None

    @property
    def left(self) -> int:
        """How many segments are as they were."""
        return self.wanted - self.drafted


@dataclass(frozen=True, slots=True)
class Plan:
    """What drafting a document would send, if every first draft were good: nothing for what is kept."""

    source: Source
    segments: int
    kept: int
    characters: int


Tell = Callable[[DocumentDrafts, Spending], None]


def plan_documents(project: Project, names: Iterable[str], settings: EngineSettings, again: bool) -> Iterator[Plan]:
    """What `draft_documents` would send; nothing is sent or written but an empty cache. Raises `ToolkitError`.

    >>> engine = read_engine("local", {"kind": "libretranslate", "url": "http://127.0.0.1:5000"}, "here")
    >>> [plan] = plan_documents(find_project(), [], engine, again=False)
    >>> plan.segments  # both have English
    0
    """
    job, engine = _open(project, settings)
    with (
        closing(job.memory),
        closing(job.team),
        open_cache(project.cache / CACHE_FILE, f".toolkit/{CACHE_FILE}") as cache,
    ):
        for source in project.chosen(names, FORMATS):
            bitext = current(job, source)[1]
            requests = [_request(bitext, row, engine) for row in _wanted(bitext, again)]
            new = [one for one in requests if cache.get(cache_key(one, engine.fingerprint)) is None]
            yield Plan(source, len(requests), len(requests) - len(new), sum(map(engine.size, dict.fromkeys(new))))


def draft_documents(
    project: Project,
    names: Iterable[str],
    settings: EngineSettings,
    limits: Limits,
    jobs: int,
    again: bool = False,
    tell: Tell = lambda drafts, spending: None,
) -> Iterator[DocumentDrafts | Failed]:
    """Drafts what the memory leaves empty in `names`, or everywhere; with `again` also what is an engine's draft.

    Drafts are written every few seconds, and every usable reply is kept at once, so that a run that
    was ended goes on where it was. `tell` is called after each segment. Raises `ToolkitError`
    before anything is sent; a document that cannot be read or written is reported, and what an
    engine does wrong is in the result.

    >>> engine = read_engine("local", {"kind": "libretranslate", "url": "http://127.0.0.1:5000"}, "here")
    >>> [drafts] = draft_documents(find_project(), [], engine, Limits(characters=0), jobs=1)
    >>> drafts.drafted  # nothing may be sent, and so nothing is
    0
    """
    job, engine = _open(project, settings)
    limits = replace(limits, price=price(settings))
    with (
        closing(job.memory),
        closing(job.team),
        open_cache(project.cache / CACHE_FILE, f".toolkit/{CACHE_FILE}") as cache,
    ):
        run = Run(engine, cache, limits, jobs, now, Spending())
        for source in project.chosen(names, FORMATS):
            try:
                yield _draft_document(job, source, run, again, tell)
            except ToolkitError as error:
                yield Failed(source, error)


def _open(project: Project, settings: EngineSettings) -> tuple[Job, Engine]:
    engine = make_engine(settings, project.root)
    job = open_job(project)
    return replace(job, glossary=read_glossary(job.families, project.cache)), engine


def _wanted(bitext: Bitext, again: bool) -> list[int]:
    """The rows (from 0) that are to be drafted."""
    units = enumerate(bitext.units)
    return [row for row, unit in units if unit.state is State.EMPTY or (again and _is_mere_draft(unit))]


def _is_mere_draft(unit: Unit) -> bool:
    """Whether the English is an engine's and nobody has touched it since; its Chinese may have changed."""
    drafted_for = unit.segment._replace(text=unit.previous, codes=()) if unit.previous else unit.segment
    return unit.state is State.DRAFT and recorded_draft(replace(unit, segment=drafted_for)) is not None


def _request(bitext: Bitext, row: int, engine: Engine) -> Request:
    """What an engine is told about a row: of all that could be said, what it makes use of."""
    units, unit = bitext.units, bitext.units[row]
    title = bitext.document.title
    more: dict[str, Any] = {
        "title": "" if unit.segment.text == title else title,
        "before": tuple(one.segment.text for one in units[max(row - _BEFORE, 0) : row]),
        "after": tuple(one.segment.text for one in units[row + 1 : row + 1 + _AFTER]),
        "terms": tuple(dict.fromkeys(hit.term for hit in unit.hits)),
    }
    request = Request(tagged(unit.segment.text, unit.segment.codes), bitext.document.language, bitext.target_language)
    return replace(request, **{name: value for name, value in more.items() if name in engine.takes})


def _draft_document(job: Job, source: Source, run: Run, again: bool, tell: Tell) -> DocumentDrafts:
    _, bitext = current(job, source)
    rows = _wanted(bitext, again)
    drafts = DocumentDrafts(source, len(rows))
    unwritten = Unwritten(job, source)
    try:
        for before, outcome in outcomes(job, bitext, rows, run):
            if isinstance(outcome, Drafted):
                unwritten.add(before, outcome)
                drafts.drafted += 1
                drafts.flagged += bool(outcome.draft.left)
            elif isinstance(outcome, Unanswered):
                drafts.failed.append(outcome)
            tell(drafts, run.spending)
    finally:
        unwritten.write()
    drafts.ended = run.ended
    return drafts


def outcomes(job: Job, bitext: Bitext, rows: Sequence[int], run: Run) -> Iterator[tuple[Unit, Outcome]]:
    """Each row's unit as it was, and what becomes of it, in the order in which that is known."""
    blocks = [block for block, _ in bitext.rows()]
    scope = check_scope(job.settings, job.glossary)
    policy = job.policy._replace(ignore=(*job.policy.ignore, *_OF_DOCUMENTS))
    before = {bitext.units[row].segment.id: bitext.units[row] for row in rows}
    climbs = (
        (bitext.units[row], _climb(bitext, row, run.engine, check_alone(bitext, blocks[row], scope, policy)))
        for row in rows
    )
    for outcome in run.outcomes(climbs):
        yield before[outcome.unit.segment.id], outcome


def _climb(bitext: Bitext, row: int, engine: Engine, verify: Verify) -> Climb:
    request = _request(bitext, row, engine)
    return climb(bitext.units[row], request, engine.fingerprint, engine.takes >= COMPLAINTS, verify)


def now() -> str:
    """SOURCE_DATE_EPOCH, else the time by the clock (UTC)."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(stated), UTC) if stated.isdigit() else datetime.now(UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
