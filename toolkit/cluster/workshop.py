"""What another machine does: it fetches a document, builds it in a folder of its own, and puts back what it made."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit import __version__
from toolkit.building.job import Job, open_job, read_glossary
from toolkit.building.outputs import is_current, output_paths
from toolkit.cluster.orders import Delivery, Order
from toolkit.errors import ClusterError, ToolkitError
from toolkit.pipeline import Built, Failed, try_building, unchanged
from toolkit.project import BASELINE_FILE, SETTINGS_FILE, Project, Source, read_content
from toolkit.project.depot import Depot

_EPOCH = "SOURCE_DATE_EPOCH"

MEMORY_FILE = ".toolkit/memory.sqlite"


def build_there(order: Order) -> Delivery:
    """Builds one document at the order's address; what cannot be built is said in the delivery."""
    source = Source(Path("source") / order.name)
    if order.version != __version__:
        problem = f"a worker has version {__version__} of the toolkit, and this machine {order.version}"
        return Delivery(Failed(source, ClusterError(source.name, problem, "install the same version on all machines")))
    try:
        with _ONE_AT_A_TIME, _dated(order.epoch):
            return _workshop(order).build(order)
    except ToolkitError as error:
        return Delivery(Failed(source, error.alone()))


_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads, and documents of one process share their memory and their folder."""


@contextlib.contextmanager
def _dated(epoch: str) -> Iterator[None]:
    """The environment states the date that documents show, as where they were ordered."""
    before = os.environ.pop(_EPOCH, None)
    if epoch:
        os.environ[_EPOCH] = epoch
    try:
        yield
    finally:
        os.environ.pop(_EPOCH, None)
        if before is not None:
            os.environ[_EPOCH] = before


class _Workshop:
    """A folder with all that the documents of a project share, as it was when the command began."""

    def __init__(self, order: Order) -> None:
        self.key = order.address, order.shared, order.memory
        self._depot = Depot(order.address)
        self._folder = tempfile.TemporaryDirectory(prefix="toolkit-workshop-", ignore_cleanup_errors=True)
        self._project = Project(Path(self._folder.name))
        for folder in (self._project.source, self._project.glossary, self._project.output, self._project.cache):
            folder.mkdir()
        names = [SETTINGS_FILE, BASELINE_FILE, order.settings.rules]
        names += [f"glossary/{name}" for name in self._depot.names("glossary") if name.endswith(".csv")]
        names += [".toolkit/glossary.bin", *([MEMORY_FILE] if order.memory is not None else [])]
        for name in filter(None, names):
            self._depot.fetch(name, self._project.root / name)
        job = open_job(self._project, order.settings)
        job.memory.take(order.memory)
        self._job = replace(job, glossary=read_glossary(job.families, self._project.cache), processes=1)

    def close(self) -> None:
        """Lets go of everything, the folder too."""
        with contextlib.closing(self._job.team):
            self._job.memory.let_go()
        self._folder.cleanup()

    def build(self, order: Order) -> Delivery:
        """Fetches a document, builds it, and puts back what has changed: people's work last of all."""
        source = Source(self._project.source / order.name)
        job = self._job
        bitext = f"source/{source.bitext.name}"
        if self._depot.fetch(f"source/{order.name}", source.path) is None:
            return Delivery(
                Failed(source, ClusterError(f"source/{order.name}", "is not there any more", "build again"))
            )
        before = self._depot.fetch(bitext, source.bitext)
        for path in output_paths(job.project, source, job.settings):
            self._depot.fetch(f"output/{path.name}", path)
        job.freshness.know(source.name, order.record)
        try:
            if is_current(job, source):
                return Delivery(self._relative(unchanged(job, source)), None, order.record)
            result, seen = try_building(job, source)
            if isinstance(result, Failed):
                return Delivery(self._relative(result))
            result = self._put_back(job, source, result, before)
            return Delivery(self._relative(result), seen, job.freshness.record(source.name))
        finally:
            job.memory.let_go()  # another thread may have the next document, and it cannot use what this one opened
            for path in (source.path, source.bitext, *job.project.output.iterdir()):
                path.unlink(missing_ok=True)

    def _put_back(self, job: Job, source: Source, result: Built, before: bytes | None) -> Built:
        kept = tuple(self._put_aside(path) for path in result.kept)
        self._depot.rewrite(f"source/{source.bitext.name}", before, read_content(source.bitext, source.bitext.name))
        for path in result.outputs:
            self._depot.write(f"output/{path.name}", read_content(path, path.name))
        return result._replace(kept=kept)

    def _put_aside(self, path: Path) -> Path:
        """An editor's document that is not to be overwritten goes back under a name that is free there."""
        taken = set(self._depot.names("output"))
        start = path.name.partition(".kept-")[0]
        number = 1
        while (name := f"{start}.kept-{number}{path.suffix}") in taken:
            number += 1
        self._depot.write(f"output/{name}", read_content(path, path.name))
        return path.with_name(name)

    def _relative(self, result: Built | Failed) -> Built | Failed:
        return moved(result, self._project.root, Path())


def moved(result: Built | Failed, old: Path, new: Path) -> Built | Failed:
    """`result` with its paths under `new` instead of `old`."""

    def there(path: Path) -> Path:
        return new / (path.relative_to(old) if path.is_relative_to(old) else path)

    source = Source(there(result.source.path))
    if isinstance(result, Failed):
        return result._replace(source=source)
    return result._replace(
        source=source, outputs=tuple(map(there, result.outputs)), kept=tuple(map(there, result.kept))
    )


_OPEN: list[_Workshop] = []
"""The workshop of this process: the last one that was asked for."""


def _workshop(order: Order) -> _Workshop:
    key = order.address, order.shared, order.memory
    if not _OPEN or _OPEN[0].key != key:
        while _OPEN:
            _OPEN.pop().close()
        _OPEN.append(_Workshop(order))
    return _OPEN[0]
