"""Documents built by the workers of a real dask cluster: the same bytes, whoever is lost."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

distributed = pytest.importorskip("distributed", reason="dask is not installed (extra cluster)")

from toolkit.cluster import build_on_cluster, building, mirrored, workers  # noqa: E402
from toolkit.cluster.orders import Delivery, Order  # noqa: E402
from toolkit.cluster.workshop import build_there  # noqa: E402
from toolkit.errors import ClusterError  # noqa: E402
from toolkit.pipeline import Built, Failed, build  # noqa: E402
from toolkit.project import Project  # noqa: E402

PORTS = ("九江", "湖口", "彭泽", "瑞昌", "都昌", "庐山")
TMX = (
    '<tmx version="1.4"><header srclang="zh-CN"/><body>'
    '<tu><tuv xml:lang="zh-CN"><seg>九江港今年投资5亿元。</seg></tuv>'
    '<tuv xml:lang="en"><seg>Jiujiang Port invests 500 million yuan this year.</seg></tuv></tu></body></tmx>'
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler with two workers, each a process with one thread that is begun again when it is lost."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=60
    ) as started:
        yield started


@pytest.fixture
def ports(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven documents with a memory, one of which cannot be read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    for number, port in enumerate(PORTS):
        text = f"{port}港新闻\n\n{port}港今年投资{number + 2}亿元。江港新城吞吐量达{number}万标箱！\n"
        (project / "source" / f"port-{number}.txt").write_text(text, encoding="utf-8")
        os.utime(project / "source" / f"port-{number}.txt", (1.6e9, 1.6e9))
    (project / "glossary" / "memory").mkdir()
    (project / "glossary" / "memory" / "old.tmx").write_text(TMX, encoding="utf-8")
    (project / "source" / "port-2.xlf").write_text("<xliff>", encoding="utf-8")
    return project


def left(project: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in (*project.glob("source/*"), *project.glob("output/*"))
    }


def by_cluster(folder: Path, cluster: Any, **more: Any) -> list[Built | Failed]:
    return list(build_on_cluster(Project(folder), cluster.scheduler_address, **more))


def test_workers_write_the_same_bytes_as_one_process(ports: Path, tmp_path: Path, cluster: Any) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(ports, plain)
    here, there = list(build(Project(plain), jobs=1)), by_cluster(ports, cluster)
    assert left(ports) == left(plain)
    assert [type(one) for one in there] == [type(one) for one in here]
    assert [getattr(one, "summary", None) for one in there] == [getattr(one, "summary", None) for one in here]
    assert [getattr(one, "filled", None) for one in there] == [getattr(one, "filled", None) for one in here]
    (failed,) = [one for one in there if isinstance(one, Failed)]
    assert failed.source.path == ports / "source" / "port-2.txt"
    again = by_cluster(ports, cluster)
    assert [one.update for one in again if isinstance(one, Built)] == [None] * 6
    assert [one.update for one in build(Project(ports), jobs=1) if isinstance(one, Built)] == [None] * 6


def test_an_editors_document_is_set_aside_under_a_free_name(ports: Path, cluster: Any) -> None:
    by_cluster(ports, cluster)
    page = ports / "output" / "port-0.review.html"
    page.write_bytes(b"an editor's")
    taken = ports / "output" / "port-0.review.kept-1.html"
    taken.write_bytes(b"an earlier one")
    (ports / "source" / "port-0.txt").write_text("九江港\n\n九江港去年投资3亿元。\n", encoding="utf-8")
    first, *_ = [one for one in by_cluster(ports, cluster, names=["port-0"]) if isinstance(one, Built)]
    assert first.kept == (ports / "output" / "port-0.review.kept-2.html",)
    assert (first.kept[0].read_bytes(), taken.read_bytes()) == (b"an editor's", b"an earlier one")


def killing(order: Order) -> Delivery:
    """Kills its worker over port-1 the first time, and over port-3 always."""
    mark = Path(order.address) / "killed"
    if order.name == "port-3.txt" or (order.name == "port-1.txt" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return build_there(order)


def test_a_lost_worker_is_replaced_and_a_poisoned_document_reported(
    ports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "build_there", killing)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=60
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 1))
        results = by_cluster(ports, cluster)
    failed = {one.source.name: one.error.problem for one in results if isinstance(one, Failed)}
    assert set(failed) == {"port-2", "port-3"}
    assert "one worker after the other was lost" in failed["port-3"]
    assert (ports / "output" / "port-1.review.docx").exists()
    assert len([one for one in results if isinstance(one, Built)]) == 5


def test_a_project_at_an_address_that_is_no_folder(ports: Path, tmp_path: Path) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.rm("/gazette", recursive=True) if files.exists("/gazette") else None
    files.put(str(ports), "/gazette", recursive=True)
    plain = tmp_path / "plain"
    shutil.copytree(ports, plain)
    list(build(Project(plain), jobs=1))
    for change in (False, True):
        if change:
            for text in (files.cat_file("/gazette/source/port-0.txt").replace("今年".encode(), "去年".encode()),):
                files.pipe_file("/gazette/source/port-0.txt", text)
                (plain / "source" / "port-0.txt").write_bytes(text)
            list(build(Project(plain), jobs=1))
        with (
            distributed.LocalCluster(
                n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0", silence_logs=60
            ) as cluster,
            mirrored("memory://gazette") as mirror,
        ):
            results = by_cluster(mirror.project.root, cluster, mirror=mirror)
        built = [one for one in results if isinstance(one, Built)]
        assert [one.update is None for one in built] == ([False] * 6 if not change else [True, False] + [True] * 4)
        assert left_at(files) == left(plain)


def left_at(files: Any) -> dict[str, bytes]:
    return {
        f"{folder}/{Path(one).name}": files.cat_file(one)
        for folder in ("source", "output")
        for one in files.ls(f"/gazette/{folder}", detail=False)
    }


def test_no_scheduler_is_said_at_once(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_SECONDS_TO_CONNECT", 1)
    outcome = toolkit("build", "--project", project, "--scheduler", "tcp://127.0.0.1:1")
    assert outcome.code == 4
    assert "no scheduler answers" in outcome.err
    with pytest.raises(ClusterError):
        list(build_on_cluster(Project(project), "nonsense"))


def test_an_address_that_nothing_reaches(project: Path, toolkit: Callable, cluster: Any) -> None:
    outcome = toolkit(*("build", "--scheduler", cluster.scheduler_address, "--at", "nowhere://bucket/gazette"))
    assert outcome.code == 2
    assert "no way to this place" in outcome.err
    empty = toolkit("build", "--scheduler", cluster.scheduler_address, "--at", "memory://nothing")
    assert empty.code == 2
    assert "no project there" in empty.err
    assert toolkit("build", "--project", project, "--at", "memory://nothing").code == 2


def test_the_command(project: Path, toolkit: Callable, cluster: Any) -> None:
    outcome = toolkit("build", "--project", project, "--scheduler", cluster.scheduler_address)
    assert outcome.code == 0
    assert "output/harbour.review.docx" in outcome.out
