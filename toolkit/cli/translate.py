"""``toolkit translate``: have an engine draft what is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, columns, common_options, plural, show_error, visible
from toolkit.drafting import DocumentDrafts, Limits, Plan, Spending, draft_documents, plan_documents
from toolkit.drafting.engines import choose_engine
from toolkit.engines.options import EngineSettings
from toolkit.engines.registry import price
from toolkit.errors import EngineError, Exit, UsageError
from toolkit.pipeline import Failed
from toolkit.project import Project, find_project

_MOST_ERRORS_SHOWN = 3

EPILOG = """\b
Examples:
  toolkit translate --dry-run                what would be sent, and what it would cost
  toolkit translate jiujiang-2020 --engine local
  toolkit translate --engine deepseek --max-cost 2 --jobs 8
"""


@click.command("translate", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option("--engine", metavar="NAME", help="The engine, as toolkit.toml names it.")
@click.option("--max-chars", type=click.IntRange(0), metavar="N", help="Send at most so many characters.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="X", help="Spend at most so much, by the engine's price.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="How many requests at once.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--again", is_flag=True, help="Draft anew what is still an engine's draft, too.")
@common_options()
def command(
    names: tuple[str, ...],
    engine: str | None,
    max_chars: int | None,
    max_cost: float | None,
    jobs: int,
    dry_run: bool,
    again: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Have an engine draft the segments that have no English yet.

    Each draft is verified by the project's checks, with the glossary's terms. One that they find
    fault with is asked for again with what is wrong, at most twice; if none is right, the best
    is kept and says what is left. Drafts have the state “draft”. Replies are kept in .toolkit/, so
    that a run which was interrupted goes on where it was and pays for nothing twice.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    settings = choose_engine(found, engine)
    if max_cost is not None and not price(settings):
        remedy = f"set price in [engines.{settings.name}], or use --max-chars"
        raise UsageError("--max-cost", "the engine has no price", remedy)
    if dry_run:
        return _show_plan(console, settings, list(plan_documents(found, names, settings, again)))
    limits = Limits(max_chars, max_cost)
    with console.progress("Drafting") as progress:
        telling = _Telling(progress)
        work = list(draft_documents(found, names, settings, limits, jobs, again, telling.take))
    if as_json:
        console.result_json([_as_json(found, result) for result in work])
    else:
        for line in _report(found, _drafted(work), telling.spending, price(settings)):
            console.message(line)
    return _show_errors(work)


class _Telling:
    """What is told while documents are drafted: shown where somebody looks on, and kept for the report."""

    def __init__(self, progress: Callable[[int, int, str], None]) -> None:
        self._progress = progress
        self.spending = Spending()

    def take(self, drafts: DocumentDrafts, spent: Spending) -> None:
        """Shows how far a document is, and what was sent so far."""
        self.spending = spent
        done = drafts.drafted + len(drafts.failed)
        self._progress(done, drafts.wanted, f"{drafts.source.name}, {plural(spent.characters, 'character')} sent")


def _drafted(work: Sequence[DocumentDrafts | Failed]) -> list[DocumentDrafts]:
    return [result for result in work if isinstance(result, DocumentDrafts)]


def _show_plan(console: Console, settings: EngineSettings, plans: Sequence[Plan]) -> int:
    cost = price(settings)
    if console.as_json:
        console.result_json(
            [
                {
                    "document": plan.source.name,
                    "segments": plan.segments,
                    "kept": plan.kept,
                    "characters": plan.characters,
                    "cost": _cost(plan.characters, cost),
                }
                for plan in plans
            ]
        )
        return Exit.DONE
    if plans:
        for line in columns([_plan_row(plan, cost) for plan in plans]):
            console.result(line)
    total = sum(plan.characters for plan in plans)
    money = f", {_cost(total, cost):.4f} by the engine's price" if cost else ""
    console.message(f"{settings.name} would be sent {plural(total, 'character')}{money}; asking again comes on top.")
    return Exit.DONE


def _plan_row(plan: Plan, cost: float) -> tuple[str, ...]:
    kept = f"{plan.kept} kept from before" if plan.kept else ""
    money = f"{_cost(plan.characters, cost):.4f}" if cost else ""
    return plan.source.name, plural(plan.segments, "segment"), plural(plan.characters, "character"), money, kept


def _cost(characters: int, cost: float) -> float:
    return round(characters * cost / 1_000_000, 6)


def _report(project: Project, results: Sequence[DocumentDrafts], spending: Spending, cost: float) -> Iterator[str]:
    for result in results:
        parts = [f"{plural(result.drafted, 'draft')}"]
        parts += [click.style(f"{result.flagged} with findings", fg="yellow")] * bool(result.flagged)
        parts += [click.style(f"{len(result.failed)} failed", fg="red")] * bool(result.failed)
        parts += [f"{result.left} left"] * bool(result.left)
        said = ", ".join(parts) if result.wanted else "nothing to draft"
        yield f"{click.style(result.source.name, bold=True)}  {said}"
        if result.drafted:
            yield f"  {project.relative(result.source.bitext)}"
    money = f", {_cost(spending.characters, cost):.4f} by the engine's price" if cost else ""
    kept = f"; {spending.kept} replies kept from before" if spending.kept else ""
    yield f"{plural(spending.requests, 'request')}, {plural(spending.characters, 'character')}{money}{kept}"
    if any(result.drafted for result in results):
        yield "To see them in review documents, run: toolkit build"


def _show_errors(work: Sequence[DocumentDrafts | Failed]) -> int:
    """Shows what went wrong, and returns the exit code."""
    results = _drafted(work)
    code = _show_failed_segments(results)
    for failure in (result for result in work if isinstance(result, Failed)):
        show_error(failure.error)
        code = max(code, failure.error.exit_code)
    return code


def _show_failed_segments(results: Sequence[DocumentDrafts]) -> int:
    """Shows why segments were not drafted, each reason once with where it was; returns the exit code."""
    ended = next((result.ended for result in results if result.ended), None)
    reasons: dict[str, list[tuple[EngineError, str]]] = {}
    for result in results:
        for one in result.failed:
            place = f"{result.source.name}: {visible(one.unit.segment.text)[:40]}"
            reasons.setdefault(str(one.error), []).append((one.error, place))
    for found in list(reasons.values())[:_MOST_ERRORS_SHOWN]:
        error, place = found[0]
        show_error(error)
        others = f", and {plural(len(found) - 1, 'other segment')}" if len(found) > 1 else ""
        click.echo(f"       {place}{others}", err=True)
    if len(reasons) > _MOST_ERRORS_SHOWN:
        click.echo(f"       … and {plural(len(reasons) - _MOST_ERRORS_SHOWN, 'other error')}", err=True)
    if ended and str(ended) not in reasons:
        show_error(ended)
    left = sum(result.left for result in results)
    if left and (ended or reasons):
        click.echo(f"{plural(left, 'segment')} left; what was done is kept. Run the command again to go on.", err=True)
    return Exit.ENGINE if reasons else ended.exit_code if ended else Exit.DONE


def _as_json(project: Project, result: DocumentDrafts | Failed) -> dict[str, Any]:
    if isinstance(result, Failed):
        error = {"place": result.error.place, "problem": result.error.problem, "remedy": result.error.remedy}
        return {"document": result.source.name, "error": error}
    return {
        "document": result.source.name,
        "bitext": project.relative(result.source.bitext),
        "segments": result.wanted,
        "drafted": result.drafted,
        "flagged": result.flagged,
        "left": result.left,
        "failed": [{"unit": one.unit.segment.id, "problem": one.error.problem} for one in result.failed],
        "ended": result.ended.problem if result.ended else "",
    }
