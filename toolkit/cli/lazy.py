"""Groups of commands that load a command only when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Table = Mapping[str, tuple[str, str]]
"""Each verb, where its command is (``package.module`` for the ``command`` there, or
``package.module:name``), and its line in the list of commands."""


class LazyGroup(click.Group):
    """A group that lists the commands of its `table` without loading them."""

    def __init__(self, *arguments: Any, table: Table, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of work."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, imported now; ``None`` for no verb while a shell completes, where nobody is told."""
        if cmd_name not in self.table and ctx.resilient_parsing:
            return None
        if cmd_name not in self.table:
            import difflib

            like = difflib.get_close_matches(cmd_name, self.table, 1)
            hint = f"; did you mean “{like[0]}”?" if like else f"; commands are: {', '.join(self.table)}"
            raise click.UsageError(f"there is no command “{cmd_name}”{hint}", ctx)
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name or "command")
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that go on as `incomplete` does, from the table and not from the modules; the options."""
        from click.shell_completion import CompletionItem

        verbs = [
            CompletionItem(name, help=line) for name, (_, line) in self.table.items() if name.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table and not from the modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])
