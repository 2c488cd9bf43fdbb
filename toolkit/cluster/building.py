"""The main job, with its documents built by other machines."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from toolkit import __version__
from toolkit.building.job import Job, open_job, read_glossary
from toolkit.building.outputs import is_current, make_folder
from toolkit.building.processes import Killed, share_out
from toolkit.cluster.mirror import Mirror
from toolkit.cluster.orders import Delivery, Order
from toolkit.cluster.workers import Workers
from toolkit.cluster.workshop import build_there, moved
from toolkit.errors import InputError
from toolkit.pipeline import Built, Failed, unchanged
from toolkit.project import Project, Settings, Source, locked
from toolkit.readers import FORMATS

Begin = Callable[[Source, int, int], None]


def build_on_cluster(
    project: Project,
    scheduler: str,
    names: Iterable[str] = (),
    begin: Begin = lambda source, number, total: None,
    settings: Settings | None = None,
    mirror: Mirror | None = None,
) -> Iterator[Built | Failed]:
    """As `pipeline.build`, by the workers of the scheduler at `scheduler`.

    They see the project's folder under the same path, or, where `project` is that of a `mirror`, read and
    write at its address. What comes out does not depend on how many they are. Raises `ToolkitError`.
    """
    with locked(project.cache, ".toolkit"):
        job = open_job(project, settings)
        with contextlib.closing(job.memory), contextlib.closing(job.team), contextlib.closing(job.freshness):
            sources = project.chosen(names, FORMATS)
            current = {source.name for source in sources if mirror is None and is_current(job, source)}
            make_folder(project.output, "output")
            changed = [source for source in sources if source.name not in current]
            results = _by_workers(job, changed, scheduler, mirror, begin)
            for source in sources:
                yield unchanged(job, source) if source.name in current else next(results)
    if mirror is not None:
        mirror.bring()


def _by_workers(
    job: Job, sources: Sequence[Source], scheduler: str, mirror: Mirror | None, begin: Begin
) -> Iterator[Built | Failed]:
    if not sources:
        return
    with Workers(scheduler) as workers:
        room = workers.room
    read_glossary(job.families, job.project.cache)  # compiled once, for all
    job.memory.settle()
    if mirror is not None:
        mirror.bring()
    address = mirror.depot.address if mirror else str(job.project.root)
    orders = [_order(job, source, address) for source in sources]
    done = share_out(
        build_there,
        orders,
        room,
        lambda jobs: Workers(scheduler),
        lambda place: begin(sources[place], place + 1, len(sources)),
    )
    for source, delivery in zip(sources, done, strict=True):
        yield _taken(job, source, delivery)


def _order(job: Job, source: Source, address: str) -> Order:
    memory = job.memory.digest() if job.memory.files() else None
    shared, record = job.shared.decode(), job.freshness.record(source.name)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Order(__version__, address, shared, memory, source.path.name, job.settings, record, epoch)


def _taken(job: Job, source: Source, delivery: Delivery | Killed) -> Built | Failed:
    """What is reported of a document, and noted of it for the next command."""
    if isinstance(delivery, Killed):
        problem = "one worker after the other was lost while building it, perhaps for want of memory"
        error = InputError(job.project.relative(source.path), problem, "build it alone, on this machine")
        return Failed(source, error)
    if delivery.record is not None and delivery.record != job.freshness.record(source.name):
        job.freshness.remember(source.name, delivery.record)
    if delivery.seen is not None:
        job.memory.note_elsewhere(source.bitext, delivery.seen)
    return moved(delivery.result, Path(), job.project.root)
