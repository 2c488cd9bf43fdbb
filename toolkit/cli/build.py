"""``toolkit build``: the main job."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import SEVERITY_COLOURS, Console, common_options, plural, show_error
from toolkit.errors import Exit, UsageError
from toolkit.pipeline import Built, Failed, build
from toolkit.project import Project, Settings, Source, find_project

if TYPE_CHECKING:
    from toolkit.publishing.redlining import Redlined

EPILOG = """\b
Examples:
  toolkit build                     every document of the project
  toolkit build jiujiang-2020       one document, by name or file name
  toolkit build jiujiang-2020 --compare HEAD~3   what has changed since, as tracked changes
  toolkit build --project ~/gazette -v
  toolkit build --scheduler tcp://build-1:8786 --at s3://gazette/2020   by other machines
"""


@click.command("build", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option("--protect", is_flag=True, help="Let nothing but the English be changed in the Word document.")
@click.option("--compare", metavar="REV|FILE", help="Show what changed in the English since a git revision or .xlf.")
@click.option("--author", default="translator", metavar="NAME", help="Whose the changes shown by --compare are.")
@click.option(
    "--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="Processes; by itself as many as help."
)
@click.option("--scheduler", metavar="ADDRESS", help="Have the workers of this dask scheduler do it: tcp://host:8786.")
@click.option("--at", "address", metavar="URL", help="With --scheduler: build the project at an address (s3://…).")
@common_options()
def command(
    names: tuple[str, ...],
    protect: bool,
    compare: str | None,
    author: str,
    jobs: int,
    scheduler: str | None,
    address: str | None,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Update bitexts, check them, and write the review documents.

    For each text in source/: the Chinese is read and cut into segments; the bitext beside it
    (source/NAME.xlf) keeps every translation that still fits; glossary terms are marked; empty
    units are filled from the translation memory; the checks run; output/NAME.review.docx and
    output/NAME.review.html are written. A document in which nothing changed is left alone. With
    --compare, output/NAME.redline.docx shows what has changed in the English since then as
    tracked changes.
    """
    console = Console(as_json, quiet, verbose)
    if not scheduler:
        if address:
            raise UsageError("--at", "only workers build at an address", "add --scheduler ADDRESS")
        found = find_project(project)
        settings = _settings(found, protect)
        with _begun(console) as begin:
            results = list(build(found, names, begin, settings, jobs))
        return _told(console, found, results, _redlines(found, results, compare, author, settings))
    from toolkit.cluster import build_on_cluster, mirrored

    if compare is not None:
        raise UsageError("--compare", "not together with --scheduler", "build first, then compare")
    with mirrored(address) if address else contextlib.nullcontext() as mirror:
        found = mirror.project if mirror else find_project(project)
        with _begun(console) as begin:
            results = list(build_on_cluster(found, scheduler, names, begin, _settings(found, protect), mirror))
        return _told(console, found, results, [])


def _settings(project: Project, protect: bool) -> Settings:
    settings = project.settings()
    return settings._replace(protect=settings.protect or protect)


@contextlib.contextmanager
def _begun(console: Console) -> Iterator[Callable[[Source, int, int], None]]:
    with console.progress("Building") as progress:
        yield lambda source, number, total: progress(number, total, source.name)


def _redlines(
    project: Project, results: Sequence[Built | Failed], compare: str | None, author: str, settings: Settings
) -> list[Redlined | Failed]:
    built = [result.source.name for result in results if isinstance(result, Built)]
    if compare is None or not built:
        return []
    from toolkit.publishing.redlining import redline

    return list(redline(project, built, compare, author, settings))


def _told(
    console: Console, project: Project, results: Sequence[Built | Failed], redlines: Sequence[Redlined | Failed]
) -> int:
    """Reports everything, and gives the exit code."""
    if console.as_json:
        console.result_json([_as_json(project, result, redlines) for result in results])
    else:
        _report(console, project, results)
        _report_redlines(console, project, redlines)
    failures = [result for result in (*results, *redlines) if isinstance(result, Failed)]
    for failure in failures:
        show_error(failure.error)
    return max((failure.error.exit_code for failure in failures), default=Exit.DONE)


def _report(console: Console, project: Project, results: Sequence[Built | Failed]) -> None:
    built = [result for result in results if isinstance(result, Built)]
    if not results:
        console.message("No documents yet: put a Chinese text into source/ and run the command again.")
    for result in built:
        if result.update is None and len(built) > 1 and not console.verbose:
            continue
        _report_one(console, project, result)
    unchanged = sum(result.update is None for result in built)
    if unchanged and len(built) > 1:
        console.message(f"{plural(unchanged, 'document')} unchanged.")
    for reason in dict.fromkeys(result.unasked for result in built if result.unasked):
        console.message(reason)


def _report_one(console: Console, project: Project, result: Built) -> None:
    console.message(f"{click.style(result.source.name, bold=True)}  {describe(result.summary)}")
    if result.notices:
        console.message(f"  {project.relative(result.source.path)}  ({'; '.join(result.notices)})")
    if result.update is None:
        console.message("  unchanged since the last build")
    else:
        changes = [f"{count} {word}" for word, count in result.update._asdict().items() if count]
        changes += [f"{result.filled} filled from the memory"] if result.filled else []
        console.message(f"  {project.relative(result.source.bitext)}  ({', '.join(changes) or 'no segments'})")
    for path in result.kept:
        console.message(f"  someone had changed a review document; theirs is kept as {project.relative(path)}")
    if not console.quiet:
        for path in result.outputs:
            console.result(f"  {project.relative(path)}")


def _report_redlines(console: Console, project: Project, redlines: Sequence[Redlined | Failed]) -> None:
    for result in redlines:
        if isinstance(result, Failed):
            continue
        if result.kept:
            kept = project.relative(result.kept)
            console.message(f"  someone had changed a redline; theirs is kept as {kept}")
        if not console.quiet:
            console.result(f"  {project.relative(result.path)}")


def describe(summary: dict[str, Any]) -> str:
    """``60 segments: 48 reviewed, 12 translated · 2 warnings``."""
    states = ", ".join(f"{count} {state}" for state, count in reversed(summary["states"].items()) if count)
    parts = [plural(summary["segments"], "segment") + (f": {states}" if states else "")]
    for severity, count in summary["findings"].items():
        if count and severity != "info":
            parts.append(click.style(plural(count, severity), fg=SEVERITY_COLOURS[severity]))
    return " · ".join(parts)


def _as_json(project: Project, result: Built | Failed, redlines: Sequence[Redlined | Failed]) -> dict[str, Any]:
    redlined = [one for one in redlines if not isinstance(one, Failed) and one.source == result.source]
    if isinstance(result, Failed):
        error = {"place": result.error.place, "problem": result.error.problem, "remedy": result.error.remedy}
        return {"document": result.source.name, "error": error}
    return {
        "document": result.source.name,
        "unchanged": result.update is None,
        "bitext": project.relative(result.source.bitext),
        "outputs": [project.relative(path) for path in result.outputs],
        "update": result.update._asdict() if result.update else None,
        "filled": result.filled,
        "notices": [*result.notices, *([result.unasked] if result.unasked else [])],
        "kept": [project.relative(path) for path in (*result.kept, *(one.kept for one in redlined if one.kept))],
        "redline": next((project.relative(one.path) for one in redlined), None),
        **result.summary,
    }
