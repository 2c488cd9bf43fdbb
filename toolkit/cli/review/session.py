"""One import of reviews in a terminal or a script: look, agree, write, and say what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import click

from toolkit.cli.console import Console, plural
from toolkit.cli.review.asking import ask
from toolkit.cli.review.lessons import ask_about, lesson_lines
from toolkit.cli.review.preview import preview_lines, total
from toolkit.cli.review.record import reviewed_json
from toolkit.errors import Exit
from toolkit.project import Project
from toolkit.roundtrip.previewing import preview, write_preview
from toolkit.roundtrip.reviewing import Decisions, Reviewed
from toolkit.writers.preview import Outcome, Preview


class Seen(Enum):
    """What the person at the terminal has seen before anything is written, and need not see again."""

    NOTHING = auto()
    SEGMENTS = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What an import brings, or would bring."""

    reviewed: Sequence[Reviewed]
    previews: Sequence[Preview]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be written: ``asking`` says that the person wants to be asked about the glossary, too."""

    decisions: Decisions
    seen: Seen = Seen.NOTHING
    asking: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """An import that was asked for; ``importing`` does it, given ``decisions`` and ``dry_run``."""

    console: Console
    project: Project
    importing: Callable[..., list[Reviewed]]
    propagating: bool = False
    report: Path | None = None

    def look(self, decisions: Decisions, dry_run: bool = True) -> Look:
        """What the import brings; only without `dry_run` is it written."""
        reviewed = self.importing(decisions=decisions, dry_run=dry_run)
        changed_too = self.propagating and not dry_run
        return Look(reviewed, [preview(self.project, one, changed_too) for one in reviewed])

    def ask(self, decisions: Decisions, seen: Seen = Seen.SEGMENTS) -> Agreed | None:
        """The `decisions` with those of the person, who is asked about each segment; None to write nothing."""
        made = ask(self.look(decisions).previews, decisions)
        return None if made is None else Agreed({**decisions, **made}, seen, asking=True)

    def confirm(self, decisions: Decisions) -> Agreed | None:
        """Shows everything and asks once whether it is to be written; None if not."""
        look = self.look(decisions)
        self._show(look, Seen.NOTHING, written=False)
        self._write_page(look, written=False)
        can_be_applied, conflicts = self._to_be_applied(look.previews), _count(look.previews, Outcome.CONFLICT)
        if not can_be_applied and not conflicts:
            return Agreed(decisions, Seen.ALL)
        waiting = f"{plural(conflicts, 'conflict')} {'will stay open' if can_be_applied else 'to settle'}. "
        question = f"Apply {can_be_applied}? [y/N/ask]" if can_be_applied else "Do it now? [y/N]"
        answer = _answer((waiting if conflicts else "") + question)
        if answer == "a" or (answer == "y" and not can_be_applied):
            return self.ask(decisions, Seen.ALL)
        return Agreed(decisions, Seen.ALL) if answer == "y" or not can_be_applied else None

    def _to_be_applied(self, previews: Sequence[Preview]) -> str:
        """What would be written, in words; empty for nothing."""
        changed, commented = (sum(one.counts[kind] for one in previews) for kind in ("changed", "commented"))
        judged = sum(len(one.of(Outcome.ACCEPTED, Outcome.RETURNED)) for one in previews)
        restated = _count(previews, Outcome.RESTATED)
        repeated = sum(len(one.same) for one in previews) if self.propagating else 0
        parts = [plural(changed, "change")] if changed else []
        parts += [f"{repeated} more where the same sentence stands"] if repeated else []
        parts += [plural(judged, "verdict")] if judged else []
        parts += [plural(restated, "change") + " of state"] if restated else []
        parts += [f"comments on {plural(commented, 'segment')}"] if commented else []
        return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))

    def finish(self, agreed: Agreed, dry_run: bool) -> Exit:
        """Writes, unless for `dry_run`, and says what was not said before; the exit code tells of conflicts."""
        decisions, seen, asking = agreed.decisions, agreed.seen, agreed.asking
        look = self.look(decisions, dry_run)
        if self.console.as_json:
            self.console.result_json([reviewed_json(one) for one in look.reviewed])
        else:
            self._show(look, seen, not dry_run)
            for one in look.previews:
                self.console.message(total(one, not dry_run))
        self._write_page(look, not dry_run)
        for reviewed in look.reviewed if asking and not dry_run else ():
            ask_about(self.console, self.project, reviewed)
        return Exit.FINDINGS if any(one.counts["in conflict"] for one in look.previews) else Exit.DONE

    def _show(self, look: Look, seen: Seen, written: bool) -> None:
        for reviewed, one in zip(look.reviewed, look.previews, strict=True) if seen is not Seen.ALL else ():
            shown = set(Outcome) if seen is Seen.NOTHING else set(_NOT_ASKED_ABOUT)
            hidden = set() if self.console.verbose else {Outcome.BEFORE}
            for line in preview_lines(one, one.of(*(shown - hidden))):
                self.console.result(line)
            for line in lesson_lines(self.project, reviewed, self.propagating, written):
                self.console.result(line)

    def _write_page(self, look: Look, written: bool) -> None:
        if self.report:
            is_new, kept = write_preview(look.previews, self.report, written)
            if kept:
                self.console.message(f"{self.report} was set aside as {kept.name}")
            if is_new:
                self.console.message(f"{self.report} written")


_NOT_ASKED_ABOUT = (
    *(Outcome.COMMENTED, Outcome.GONE),
    *(Outcome.ACCEPTED, Outcome.RETURNED, Outcome.OUTDATED, Outcome.RESTATED),
)


def _count(previews: Iterable[Preview], outcome: Outcome) -> int:
    return sum(len(one.of(outcome)) for one in previews)


def _answer(question: str) -> str:
    """The first letter of what is answered; that of “no” for nothing."""
    answered: str = click.prompt(question, default="n", show_default=False, prompt_suffix=" ", err=True)
    return answered.strip().lower()[:1]
