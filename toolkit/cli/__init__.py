"""The command line: one module a verb, loaded when the verb is called."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping

import click

from toolkit import __version__
from toolkit.cli.console import show_error, wants_colour
from toolkit.cli.lazy import LazyGroup
from toolkit.errors import Exit, InputError, ToolkitError
from toolkit.events import listen

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("toolkit.cli.init", "Make a new project."),
    "build": ("toolkit.cli.build", "The main job: update, check, and write review documents."),
    "translate": ("toolkit.cli.translate", "Have an engine draft what is empty."),
    "engine": ("toolkit.cli.engine", "Look at engines, describe one, and try it."),
    "edit": ("toolkit.cli.edit", "Translate at the desk, segment by segment."),
    "status": ("toolkit.cli.status", "Show how far every document is."),
    "check": ("toolkit.cli.check", "List what the checks find."),
    "handoff": ("toolkit.cli.handoff", "Pack a document for somebody's own CAT tool."),
    "review": ("toolkit.cli.review.command", "Bring back what editors did."),
    "notes": ("toolkit.cli.notes", "List, add, answer and resolve what people remark."),
    "publish": ("toolkit.cli.publish", "Write editions for readers: HTML, PDF, EPUB, Word."),
    "terms": ("toolkit.cli.terms", "Look into the glossary, and keep it."),
    "memory": ("toolkit.cli.memory", "Look into the translation memory, fill it and pass it on."),
    "align": ("toolkit.cli.align", "Make a bitext of a finished translation and its Chinese."),
    "segment": ("toolkit.cli.segment", "Cut any Chinese text into segments."),
    "doctor": ("toolkit.cli.doctor", "Look what is installed, and what is wrong with the project."),
    "completion": ("toolkit.cli.completion", "Have a shell complete verbs and names of documents."),
}
"""Each verb, the module whose ``command`` it is, and its line in the list of commands."""

_VERBS = (
    "list",
    "add",
    "test",
    "find",
    "check",
    "extract",
    "import",
    "export",
    "answer",
    "resolve",
    "sync",
    "init-team",
)
"""The verbs of groups, which say nothing of anybody's texts."""

EPILOG = """\b
Examples:
  toolkit init my-gazette     make a project
  toolkit build               update everything in the project around you
  toolkit check --json        what the checks find, for a program
"""


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
@click.version_option(__version__, "-V", "--version", prog_name="toolkit", message="%(prog)s %(version)s")
def cli() -> None:
    """Translate Chinese texts into English and publish both side by side.

    A project is a folder with source/ (Chinese texts and, beside each, its English), glossary/
    (terms) and output/ (documents for review). Every command works on the project around the
    current folder, or on --project DIR.
    """


def run(arguments: list[str] | None = None) -> int:
    """Runs the command line with `arguments` (``sys.argv`` for none); returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    listen()
    try:
        result = cli.main(arguments, prog_name="toolkit", standalone_mode=False, color=wants_colour())
        if sys.stdout is not None:  # closed by who started the command
            sys.stdout.flush()
    except ToolkitError as error:
        show_error(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return Exit.DONE
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nInterrupted. What was done is kept; run the command again to go on.", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return Exit.DONE
    except Exception as error:  # noqa: BLE001  the last line of defence: nobody foresaw it
        if _is_output_full(error):
            _drop_output()
            show_error(InputError("standard output", "cannot be written: no room", "free space, or send it elsewhere"))
            return Exit.INPUT
        from toolkit.cli.faults import show_fault

        show_fault(error, given, [*COMMANDS, *_VERBS])
        return Exit.FAULT
    return result if isinstance(result, int) else Exit.DONE


def _is_output_full(error: Exception) -> bool:
    """Whether what is told could not be written; who writes a file explains it otherwise."""
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return isinstance(error, OSError) and error.errno in full and error.filename is None


def _drop_output() -> None:
    """What is still to be written to standard output goes nowhere: or the end of the process would fail at it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
