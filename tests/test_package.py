"""The package outside its checkout: what a release holds, and that it runs with what it says it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from toolkit import __version__
from toolkit.cli import COMMANDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
STEM = f"bilingual_toolkit-{__version__}"
BESIDE = ("CHANGELOG.md", "LICENSE", "MANIFEST.in", "README.md", "pyproject.toml", "setup.cfg")

Run = Callable[..., str]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sdist and wheel, made as ``make dist`` makes them, but not in the checkout."""
    folder = tmp_path_factory.mktemp("release")
    checkout = folder / "checkout"
    checkout.mkdir()
    shutil.copytree(ROOT / "toolkit", checkout / "toolkit")
    (checkout / "tests").mkdir()
    (checkout / "tests" / "test_nothing.py").touch()
    for name in BESIDE:
        shutil.copyfile(ROOT / name, checkout / name)
    subprocess.run([sys.executable, ROOT / "docs" / "manual.py", "man"], cwd=checkout, check=True)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def package_files() -> set[str]:
    """What of the package belongs into a release: everything but what Python compiled."""
    files = (path for path in (ROOT / "toolkit").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(ROOT)) for path in files}


def test_an_sdist_holds_what_a_release_is_built_from_and_nothing_else(release: Path) -> None:
    with tarfile.open(release / f"{STEM}.tar.gz") as archive:
        names = {member.name.removeprefix(f"{STEM}/") for member in archive if member.isfile()}
    pages = {name for name in names if re.fullmatch(r"man/toolkit(-[a-z-]+)*\.1", name)}
    made = {name for name in names if name.startswith("bilingual_toolkit.egg-info/")} | {"PKG-INFO"}
    assert names - pages - made == package_files() | set(BESIDE)
    assert {"man/toolkit.1", *(f"man/toolkit-{verb}.1" for verb in COMMANDS)} <= pages


def test_a_wheel_holds_the_package_its_man_pages_and_its_licence(release: Path) -> None:
    with zipfile.ZipFile(release / f"{STEM}-py3-none-any.whl") as archive:
        names = set(archive.namelist())
    assert "toolkit/py.typed" in names
    assert {name for name in names if name.startswith("toolkit/")} == package_files()
    others = {name.partition("/")[0] for name in names} - {"toolkit"}
    assert others == {f"{STEM}.dist-info", f"{STEM}.data"}
    assert f"{STEM}.dist-info/licenses/LICENSE" in names
    assert f"{STEM}.data/data/share/man/man1/toolkit-build.1" in names


def needed(package: Distribution, seen: set[str]) -> Iterator[Distribution]:
    """The distributions that one needs here without any extra, and what these need."""
    for requirement in map(Requirement, package.requires or ()):
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and requirement.name.lower() not in seen:
            seen.add(requirement.name.lower())
            other = distribution(requirement.name)
            yield other
            yield from needed(other, seen)


@pytest.fixture(scope="module")
def installed(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the program of a fresh environment: the wheel, what it declares to need, and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    (libraries,) = home.glob("lib/*/site-packages")
    wheel = next(release.glob("*.whl"))
    for other in needed(PathDistribution(zipfile.Path(wheel, f"{STEM}.dist-info/")), set()):
        for top in {file.parts[0] for file in other.files or () if file.parts[0] not in ("..", "__pycache__")}:
            (libraries / top).symlink_to(Path(str(other.locate_file(top))))
    command = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", "--no-index"]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*command, str(wheel)], check=True, capture_output=True, env=alone)

    def run(*arguments: str, cwd: Path) -> str:
        done = subprocess.run(
            [home / "bin" / "toolkit", *arguments], cwd=cwd, env=alone, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_an_installed_wheel_does_the_main_job(installed: Run, tmp_path: Path) -> None:
    assert installed("--version", cwd=tmp_path) == f"toolkit {__version__}\n"
    assert "Commands:" in installed("--help", cwd=tmp_path)
    installed("init", "gazette", cwd=tmp_path)
    gazette = tmp_path / "gazette"
    (gazette / "source" / "port.txt").write_text("港口全年吞吐量达60万标箱。\n", encoding="utf-8")
    assert "output/port.review.docx" in installed("build", cwd=gazette)
    assert len(list((gazette / "output").glob("port.*"))) == 2
    assert "port.xlf row 1: warning empty" in installed("check", cwd=gazette)
    assert "_toolkit_completion" in installed("completion", "bash", cwd=gazette)
