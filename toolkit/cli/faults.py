"""What is said and kept when the toolkit itself is at fault: an exception that nobody foresaw."""

from __future__ import annotations

import platform
import re
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from toolkit import __version__
from toolkit.cli.console import wants_colour
from toolkit.errors import ToolkitError
from toolkit.project import digest, find_project, write_derived

DEBUG = "--debug"
DISTRIBUTION = "bilingual-toolkit"
_REMOTE_STEP = re.compile(r'^ *File "(?P<file>[^"\n]+)", line (?P<line>\d+), in (?P<name>\S+)$', re.MULTILINE)
_PACKAGE = Path(__file__).resolve().parents[1]


def show_fault(error: Exception, arguments: Sequence[str], verbs: Sequence[str]) -> None:
    """One clear line about `error`, and what to do; with ``--debug`` a file with what is needed to repeat it.

    `verbs` are the words of the command line that may be told.
    """
    start = click.style("fault:", fg="red", bold=True)
    told = f"{start} {type(error).__name__} at {_places(error)[-1]}: the toolkit itself is wrong here"
    click.echo(told, err=True, color=wants_colour())
    if DEBUG not in arguments:
        click.echo(f"       no file is left half-written; to report it, run the same command with {DEBUG}", err=True)
        return
    path, place = _report_path(fault_digest(error), arguments)
    try:
        write_derived(path, fault_report(error, arguments, verbs).encode("utf-8", "replace"), place)
    except ToolkitError as unwritten:
        click.echo(f"       what is needed to repeat it could not be kept: {unwritten}", err=True)
        return
    click.echo(f"       kept as {place}, without any text of yours: send it with your report", err=True)


def fault_digest(error: Exception) -> str:
    """Digits that are the same whenever the same fault comes up in the same place."""
    return digest(type(error).__name__.encode(), *(place.encode() for place in _places(error)))[:12]


def fault_report(error: Exception, arguments: Sequence[str], verbs: Sequence[str]) -> str:
    """The versions, the command line without its values, and the way to the fault; no messages, which may quote."""
    lines = [
        f"toolkit {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
        f" {platform.machine()}",
        f"command: toolkit {' '.join(_redacted(arguments, verbs))}",
        "",
        *_chain(error),
        "",
        *_versions(),
    ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Step:
    """A place in the code that an exception came through; ``code`` is that of the toolkit and of libraries only."""

    place: str
    function: str
    code: str


def _chain(error: BaseException) -> Iterator[str]:
    """The way of an exception and of those that led to it, the first of all first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
        yield "which led to:"
    for step in _steps(error):
        yield f"  {step.place} in {step.function}"
        if step.code:
            yield f"    {step.code}"
    yield f"{type(error).__module__}.{type(error).__qualname__} ({len(str(error))} characters of message withheld)"


def _steps(error: BaseException) -> list[_Step]:
    """Where the exception came through, the innermost last; what came from another process tells it in its text."""
    if type(error).__name__ == "_RemoteTraceback":
        return [_step(found["file"], found["line"], found["name"]) for found in _REMOTE_STEP.finditer(str(error))]
    frames = traceback.extract_tb(error.__traceback__)
    return [_step(frame.filename, frame.lineno, frame.name, frame.line or "") for frame in frames]


def _step(file: str, line: object, function: str, code: str = "") -> _Step:
    name = _file(file)
    return _Step(f"{name}:{line}", function, code if "/" in name else "")


def _places(error: BaseException) -> list[str]:
    """The places that tell one fault from another, the innermost last: ``toolkit/pipeline.py:83``."""
    remote = error.__cause__ if type(error.__cause__).__name__ == "_RemoteTraceback" else None
    return [step.place for step in _steps(remote or error)] or ["an unknown place"]


def _file(name: str) -> str:
    """The name of a file of code without the folders above the package, which may name people."""
    path = Path(name)
    if path.is_relative_to(_PACKAGE):
        return (Path("toolkit") / path.relative_to(_PACKAGE)).as_posix()
    library = next((part for part in ("site-packages", "lib", "Lib") if part in path.parts), "")
    return "/".join(path.parts[path.parts.index(library) + 1 :]) if library else path.name


def _redacted(arguments: Sequence[str], verbs: Sequence[str]) -> Iterator[str]:
    """The verbs and the names of options; of values only the ending of a file's name, and numbers."""
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if argument.startswith("-"):
            yield name + equals + (_value(value) if equals else "")
        else:
            yield argument if argument in verbs else _value(argument)


def _value(value: str) -> str:
    suffix = Path(value).suffix
    return value if value.isdecimal() else "…" + (suffix if suffix[1:].isascii() and suffix[1:].isalnum() else "")


def _versions() -> Iterator[str]:
    """What is installed of all that the package may need."""
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        needed = []
    for name in sorted({requirement_name(one) for one in needed}):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def requirement_name(requirement: str) -> str:
    """The name of the distribution in a requirement: ``psycopg`` of ``psycopg[binary]>=3.2; extra == "postgres"``."""
    return next((requirement[:place] for place, sign in enumerate(requirement) if sign in "[<>=!~; ("), requirement)


def _report_path(name: str, arguments: Sequence[str]) -> tuple[Path, str]:
    """Where the file goes, and how to name it: into the project, or to temporary files where there is none."""
    file = f"fault-{name}.txt"
    try:
        project = find_project(_stated_project(arguments))
    except ToolkitError:
        path = Path(tempfile.gettempdir()) / file
        return path, str(path)
    return project.cache / file, f".toolkit/{file}"


def _stated_project(arguments: Sequence[str]) -> Path | None:
    for place, argument in enumerate(arguments):
        if argument.startswith("--project="):
            return Path(argument.partition("=")[2])
        if argument == "--project" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
    return None
