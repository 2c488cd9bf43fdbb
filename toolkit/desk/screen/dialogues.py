"""What the desk asks about before it does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rich.text import Text

from toolkit.desk.recovery import Typed
from toolkit.desk.screen.asking import Ask, Passages
from toolkit.desk.searching import Pattern
from toolkit.desk.typing import typed
from toolkit.model import Note, State

if TYPE_CHECKING:
    from toolkit.desk.screen.app import Desk

_SHOWN = 200
"""Passages that a list shows."""


async def accept(desk: Desk) -> None:
    """Accepts the chosen finding in the open segment, or the first, with a reason."""
    finding = desk.findings.first
    if not desk.left():
        return
    row = desk.session.active
    if finding is None:
        desk.notify("Nothing is found here.")
        return
    reason = await _line(desk, finding.message, "Why is it right as it is?")
    if reason:
        with desk.explained():
            desk.written(desk.session.accept(row, finding.code, reason, desk.author))
            desk.show_open()
            desk.survey()


async def remark(desk: Desk) -> None:
    """Remarks something on the open segment."""
    text = await _line(desk, "A remark on this segment", "What is to be said?")
    if text:
        with desk.explained():
            desk.written(desk.session.note(desk.session.active, Note(text, desk.author)))
            desk.show_open()


async def term(desk: Desk) -> None:
    """Adds what is selected in both languages to the glossary."""
    families = [category for category, _, _ in desk.session.job.project.families()]
    given = (desk.family or next(iter(families), "terms"), desk.chinese.selected_text, desk.editor.selected_text)
    questions = ("Family", "Chinese", "English", "Where is it attested (nothing: it is only proposed)")
    title = f"A term for the glossary. Families: {', '.join(families) or 'none yet'}"
    answer = await desk.push_screen_wait(Ask(title, *questions, given=given))
    if answer is None:
        return
    family, source, target, origin = (line.strip() for line in answer)
    if not (family and source and target):
        desk.notify("A term has a family, Chinese and English.")
        return
    with desk.explained():
        place = desk.session.add_term(family, source, target, origin)
        desk.family = family
        desk.notify(f"{source} → {target}: added to {place}", markup=False)
        desk.view.renew()
        desk.show_open()
        desk.survey()


async def search(desk: Desk) -> None:
    """Shows only the rows in which something stands, or puts something else in its place after a look at it."""
    given = desk.editor.selected_text
    title = "Search both languages; /…/ is a regular expression"
    answer = await desk.push_screen_wait(Ask(title, "Find", "Replace by (nothing: only find)", given=(given,)))
    if not answer or not answer[0] or not desk.left():
        return
    with desk.explained():
        pattern = Pattern(answer[0])
        if answer[1]:
            await _replace(desk, pattern, answer[1])
        else:
            _show(desk, set(pattern.rows(desk.session.units)).__contains__)


async def _replace(desk: Desk, pattern: Pattern, new: str) -> None:
    changes = pattern.replaced(desk.session.units, new)
    if not changes:
        desk.notify("It does not stand in the English.")
        return
    passages = []
    for row, after in changes[:_SHOWN]:
        before = typed(desk.session.units[row])
        passages.append(Text.assemble((f"{row + 1} ", "bold"), before, "\n", (f"  → {after}", "italic")))
    title = f"{len(changes)} segments" + (f", the first {_SHOWN}" if len(changes) > _SHOWN else "")
    if await desk.push_screen_wait(Passages(title, passages, "Enter replaces in all of them, Escape in none.")):
        desk.written(desk.session.change(changes))
        desk.open_row(desk.session.active)
        desk.survey()


async def show_only(desk: Desk) -> None:
    """Shows only the rows of a kind, or with a text."""
    session = desk.session
    kinds: dict[str, Callable[[int], bool]] = {str(state): session.in_state(state) for state in State}
    kinds |= {"finding": session.has_finding, "remark": session.has_remark}
    asked = await _line(desk, f"Show only: {', '.join(kinds)}, or a text", "Nothing shows all")
    if asked is None:
        return
    with desk.explained():
        if not asked:
            desk.view.show(None)
        else:
            _show(desk, kinds.get(asked) or set(Pattern(asked).rows(session.units)).__contains__)
    desk.view.show_open()


def _show(desk: Desk, wanted: Callable[[int], bool]) -> None:
    count = desk.view.show(wanted)
    desk.notify(f"{count} segments; Ctrl+L and Enter show all again.")
    row = desk.session.active if wanted(desk.session.active) else desk.session.next_row(wanted)
    if row is not None and row != desk.session.active:
        desk.open_row(row)
    desk.view.show_open()


async def concordance(desk: Desk) -> None:
    """Shows where a text stands in the memory, in either language."""
    asked = desk.editor.selected_text or await _line(desk, "Look up in the memory", "Chinese or English")
    if not asked:
        return
    found = desk.session.concordance(asked)
    passages = [
        Text.assemble((f"{origin}\n", "italic"), f"{source}\n", (target, "bold")) for origin, source, target in found
    ]
    await desk.push_screen_wait(Passages(f"{asked}: {len(found)} in the memory", passages))


async def elsewhere(desk: Desk) -> list[Typed]:
    """Asks whether a desk on another machine is still at work; what was typed there if its place is taken."""
    files = desk.session.files
    if not files.are_elsewhere():
        return []
    told = [Text(f"Open on {other}") for other in files.others()]
    title = "A desk on another machine says that it has this document open. It may have ended without saying so."
    question = "Enter: nobody works there, take its place and what was typed there. Escape: leave it."
    return files.take_over() if await desk.push_screen_wait(Passages(title, told, question)) else []


async def offer(desk: Desk, kept: Typed) -> None:
    """Offers what was typed when an earlier desk ended."""
    rows = [row for row, unit in enumerate(desk.session.units) if unit.segment.id == kept.unit_id]
    title = "This was typed and not confirmed when the desk ended:"
    wanted = await desk.push_screen_wait(Passages(title, [Text(kept.text)], "Enter takes it, Escape throws it away."))
    if wanted and rows:
        desk.open_row(rows[0])
        desk.editor.select_all()
        desk.editor.put_in(kept.text)


async def _line(desk: Desk, title: str, question: str) -> str | None:
    answer = await desk.push_screen_wait(Ask(title, question))
    return answer[0].strip() if answer else None


DIALOGUES: dict[str, Callable[[Desk], Awaitable[None]]] = {
    "accept": accept,
    "remark": remark,
    "term": term,
    "search": search,
    "show_only": show_only,
    "concordance": concordance,
}
"""What a key can ask for."""
