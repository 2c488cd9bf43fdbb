"""The manual of the command line, from what the commands say of themselves.

``python docs/manual.py FOLDER`` writes a man page for each command there; the site takes its pages
from `overview` and `reference`. So neither can tell another story than ``--help``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path

import click

from toolkit import __version__
from toolkit.cli import cli
from toolkit.cli.lazy import LazyGroup


def contexts(
    command: click.Command = cli, name: str = "toolkit", parent: click.Context | None = None
) -> Iterator[click.Context]:
    """Each command with its full name, from the program itself to the last of its verbs."""
    context = click.Context(command, parent, name, **command.context_settings)
    yield context
    if isinstance(command, LazyGroup):
        for verb in command.list_commands(context):
            below = command.get_command(context, verb)
            assert below is not None
            yield from contexts(below, verb, context)


def line(context: click.Context) -> str:
    """What a command is for, in the words of the list it stands in."""
    parent = context.parent
    if parent is None:
        return "translate Chinese texts into English and publish both side by side"
    assert isinstance(parent.command, LazyGroup)
    return parent.command.table[context.info_name or ""][1].rstrip(".")


def paragraphs(text: str | None) -> Iterator[tuple[bool, str]]:
    """The paragraphs of a help text; whether each is kept line by line (click's ``\\b``)."""
    for paragraph in cleandoc(text or "").split("\n\n"):
        kept = paragraph.startswith("\b\n")
        if paragraph:
            yield kept, paragraph.removeprefix("\b\n") if kept else " ".join(paragraph.split())


def examples(context: click.Context) -> str:
    """The examples of a command, a line each."""
    return cleandoc(context.command.epilog or "").removeprefix("\b").strip().removeprefix("Examples:\n")


def options(context: click.Context) -> list[tuple[str, str]]:
    """Each option as it is written, and what it does."""
    records = (parameter.get_help_record(context) for parameter in context.command.get_params(context))
    return [record for record in records if record and record[1]]


def usage(context: click.Context) -> str:
    """How a command is called."""
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


# Man pages


def man_page(context: click.Context) -> str:
    """The man page of a command, in roff."""
    name = context.command_path.replace(" ", "-")
    parts = [
        f'.TH "{name.upper()}" 1 "" "toolkit {__version__}" "Bilingual Toolkit"',
        f".SH NAME\n{_roff(name)} \\- {_roff(line(context))}",
        f".SH SYNOPSIS\n.nf\n{_roff(usage(context))}\n.fi",
        ".SH DESCRIPTION\n" + "\n.PP\n".join(_man_paragraph(*one) for one in paragraphs(context.command.help)),
        ".SH OPTIONS\n" + "\n".join(f".TP\n.B {_roff(name)}\n{_roff(text)}" for name, text in options(context)),
    ]
    if isinstance(context.command, LazyGroup):
        verbs = ((f"{name}-{verb}", text) for verb, (_, text) in context.command.table.items())
        parts.append(".SH COMMANDS\n" + "\n".join(f".TP\n.BR {_roff(verb)} (1)\n{_roff(text)}" for verb, text in verbs))
    if examples(context):
        parts.append(f".SH EXAMPLES\n{_man_paragraph(True, cleandoc(examples(context)))}")
    above = context.parent.command_path.replace(" ", "-") if context.parent else "man"
    return "\n".join([*parts, f".SH SEE ALSO\n.BR {_roff(above)} (1)", ""])


def _man_paragraph(kept: bool, text: str) -> str:
    lines = "\n".join(map(_roff, text.split("\n")))
    return f".nf\n{lines}\n.fi" if kept else lines


def _roff(text: str) -> str:
    """Text that roff takes as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


# Pages of the site


def reference() -> Iterator[str]:
    """The page of the reference: every command, with its usage, options and examples."""
    for context in contexts():
        depth = len(context.command_path.split())
        yield f"{'#' * max(depth, 2)} {context.command_path}\n"
        yield f"```text\n{usage(context)}\n```\n"
        for kept, text in paragraphs(context.command.help):
            yield f"```text\n{text}\n```\n" if kept else f"{_markdown(text)}\n"
        rows = (f"| `{name.replace('|', chr(92) + '|')}` | {_markdown(text)} |" for name, text in options(context))
        yield "\n".join(["| option | |", "|---|---|", *rows, ""])
        if examples(context):
            yield f"```text\n{cleandoc(examples(context))}\n```\n"


def overview(lines: Mapping[str, str]) -> Iterator[str]:
    """A table of the verbs, each with what `lines` say of it, or with its own line."""
    for verb, (_, text) in cli.table.items():
        yield f"| [`toolkit {verb}`](reference.md#toolkit-{verb}) | {lines.get(verb, text)} |"


def _markdown(text: str) -> str:
    """Text that Markdown takes as it stands, with what is typed as code."""
    text = re.sub(r"[\\|*_<>\[\]]", r"\\\g<0>", text)
    return re.sub(r"(?<![\w-])(--[a-z-]+( [A-Z]+\b)?)", r"`\1`", text)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.1"):
        old.unlink()
    for context in contexts():
        path = folder / f"{context.command_path.replace(' ', '-')}.1"
        path.write_text(man_page(context), encoding="utf-8")


if __name__ == "__main__":
    main()
