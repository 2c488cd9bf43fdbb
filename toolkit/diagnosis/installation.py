"""What is installed of the toolkit and of what it may need, and how to get the rest."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

from toolkit import __version__
from toolkit.diagnosis.signs import Health, Sign
from toolkit.engines.keys import keyring_in_use

DISTRIBUTION = "bilingual-toolkit"
FEATURES: Mapping[str, str] = {
    "extract": "words among the candidates of `toolkit terms extract`",
    "xlsx": "Excel workbooks: glossaries, and sheets of segments",
    "postgres": "a memory that a team shares",
    "grammar": "the check of English grammar",
    "desk": "`toolkit edit` on the whole screen",
    "align": "`toolkit align` by meanings",
    "meaning": "the checks that compare meanings",
    "engines": "engines that are asked over HTTP",
    "ct2": "engines that run on this machine (CTranslate2)",
    "deepl": "DeepL",
    "hub": "models fetched from the model hub",
    "cluster": "documents built by the workers of a cluster",
    "keyring": "keys of services in the system's keyring",
    "pdf": "publications as PDF",
}
"""What each extra of the package is for."""

_NOT_FOR_USERS = ("test", "lint", "dist", "docs", "fuzz", "mutants")
_OLDEST_PYTHON = (3, 11)
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[^]]*\])?[^;]*?(?:>=\s*([\d.]+))?[^;]*(?:;.*extra == ['\"]([\w-]+)['\"])?")
_FONTS_WANTED = 15
"""Seconds in which a list of fonts is there, or the machine is not fit to be asked."""


def examine_installation() -> Iterator[Sign]:
    """The toolkit itself, Python, the packages it needs, its extras, and programs that some features call."""
    yield Sign(Health.OK, "toolkit", __version__)
    yield _python()
    by_extra = _requirements()
    if not by_extra:
        remedy = f"install it: pip install {DISTRIBUTION}"
        yield Sign(Health.NOTE, "packages", "the toolkit is run without being installed: nothing is known", remedy)
    for extra, needed in by_extra.items():
        yield from _packages(extra, needed)
    yield _keyring()
    yield _git()
    yield _fonts()


def _python() -> Sign:
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < _OLDEST_PYTHON:
        return Sign(Health.PROBLEM, "Python", told, "install Python 3.11 or newer")
    return Sign(Health.OK, "Python", told)


def _requirements() -> dict[str, list[tuple[str, str]]]:
    """The packages, each with its lowest version, that the toolkit needs (``""``) and that each extra does."""
    try:
        stated = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for requirement in stated:
        parts = _REQUIREMENT.fullmatch(requirement)
        if parts and parts[3] not in _NOT_FOR_USERS:
            found[parts[3] or ""].append((parts[1], parts[2] or ""))
    return dict(sorted(found.items()))


def _packages(extra: str, needed: Sequence[tuple[str, str]]) -> Iterator[Sign]:
    """One sign for what the toolkit needs anyway, or for an extra."""
    lacking = [f"{name} {problem}" for name, lowest in needed if (problem := _problem(name, lowest))]
    if extra:
        feature = FEATURES.get(extra, "what its documentation says")
        remedy = f"if you want it: pip install '{DISTRIBUTION}[{extra}]'" if lacking else ""
        told = f"{feature}: {', '.join(lacking) or 'installed'}"
        yield Sign(Health.NOTE if lacking else Health.OK, f"extra {extra}", told, remedy)
    elif lacking:
        remedy = f"install the toolkit again: pip install --force-reinstall {DISTRIBUTION}"
        yield Sign(Health.PROBLEM, "packages", ", ".join(lacking), remedy)
    else:
        yield Sign(Health.OK, "packages", f"all {len(needed)} that are needed are installed")


def _problem(name: str, lowest: str) -> str:
    """Why a package does not serve; empty where it does."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is not installed"
    return f"{version} is older than {lowest}" if _numbers(version) < _numbers(lowest) else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[: version.count(".") + 1])


def _keyring() -> Sign:
    """Which keyring keys would come from; none of them is asked for."""
    backend = keyring_in_use()
    if backend is None:
        return Sign(Health.OK, "keyring", "not used: keys come from environment variables")
    if not backend:
        remedy = "name an environment variable as key_env of an engine"
        return Sign(Health.NOTE, "keyring", "there is none that could be opened", remedy)
    return Sign(Health.OK, "keyring", backend)


def _git() -> Sign:
    if shutil.which("git"):
        return Sign(Health.OK, "git", "installed: `toolkit build --compare REVISION`")
    return Sign(Health.NOTE, "git", "not installed: `toolkit build --compare` takes files only", "install git")


def _fonts() -> Sign:
    """Whether there is a font with Chinese characters, which whatever prints needs."""
    remedy = "install one, such as Noto Sans CJK (fonts-noto-cjk)"
    try:
        command = ["fc-list", ":lang=zh-cn", "family"]
        found = subprocess.run(command, capture_output=True, text=True, timeout=_FONTS_WANTED, check=False)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return Sign(Health.OK, "Chinese fonts", "not looked for on this system")
    families = {line.partition(",")[0] for line in found.stdout.splitlines() if line.strip()}
    if not families:
        return Sign(Health.NOTE, "Chinese fonts", "none is installed, and PDF and print need one", remedy)
    return Sign(Health.OK, "Chinese fonts", ", ".join(sorted(families)[:3]))
