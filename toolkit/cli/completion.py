"""``toolkit completion``: what has a shell complete verbs, options and the names of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from toolkit.errors import Exit, ToolkitError
from toolkit.project import find_project
from toolkit.readers import FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")

EPILOG = """\b
Examples:
  eval "$(toolkit completion bash)"      in ~/.bashrc
  eval "$(toolkit completion zsh)"       in ~/.zshrc, after compinit
  toolkit completion fish > ~/.config/fish/completions/toolkit.fish
"""


@click.command("completion", epilog=EPILOG)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print what has a shell complete verbs, options and the names of documents.

    It is read by the shell as it starts; from then on the Tab key asks `toolkit` itself.
    """
    from click.shell_completion import get_completion_class

    from toolkit.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None, "click knows every one of SHELLS"
    click.echo(kind(cli, {}, "toolkit", "_TOOLKIT_COMPLETE").source())
    return Exit.DONE


def document_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the project's documents that go on as `incomplete` does; none where there is no project.

    Where an argument may be a file as well, the shell completes files, too: bash where no name fits.
    """
    from click.shell_completion import CompletionItem

    try:
        sources = find_project(context.params.get("project")).sources(FORMATS)
    except ToolkitError:
        sources = []
    already = context.params.get(parameter.name or "") or ()
    names = [one.name for one in sources if one.name.startswith(incomplete) and one.name not in already]
    files = [CompletionItem(incomplete, type="file")] if "FILE" in (parameter.metavar or "") else []
    return [*files, *map(CompletionItem, names)]  # bash forgets what it was told before a file
