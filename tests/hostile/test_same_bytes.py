"""The same input gives the same bytes, wherever, however and by whomever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WAYS: dict[str, dict[str, str]] = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "the C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "beyond the date line": {"TZ": "Pacific/Kiritimati"},
    "an odd time zone": {"TZ": "XXX+11:45"},
    "several processes": {"JOBS": "2"},
    "one process": {"JOBS": "1"},
    "no one else may read": {"UMASK": "077"},
    "another folder": {"FOLDER": "/"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


def build(original: Path, copy: Path, **way: str) -> dict[str, bytes]:
    """What a build of a copy of the sample writes."""
    shutil.copytree(original, copy)
    command = [
        sys.executable,
        "-m",
        "toolkit",
        "build",
        "--quiet",
        "--project",
        str(copy),
        "--jobs",
        way.pop("JOBS", "1"),
    ]
    folder, umask = way.pop("FOLDER", str(copy)), int(way.pop("UMASK", "022"), 8)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "PYTHONHASHSEED": "0", **way}
    subprocess.run(command, cwd=folder, env=environment, umask=umask, check=True, capture_output=True)
    paths = (path for folder in ("source", "output") for path in (copy / folder).iterdir())
    return {str(path.relative_to(copy)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project as it is in version control, with a second text."""
    folder = tmp_path_factory.mktemp("sample") / "project"
    for name in ("source", "glossary"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "source" / "harbour.txt").write_text("江港新城开港\n\n港口今年投资5亿元。\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(sample, tmp_path_factory.mktemp("first") / "project")


@pytest.mark.parametrize("way", WAYS)
def test_the_same_bytes(way: str, sample: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    found = build(sample, tmp_path / "a folder of another name 港", **WAYS[way])
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []
