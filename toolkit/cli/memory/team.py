"""``toolkit memory sync`` and ``init-team``: the memory that a team shares."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.building.team import init_team, sync_team
from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit
from toolkit.project import find_project


@click.command("sync", epilog="\b\nExamples:\n  toolkit memory sync\n  toolkit memory sync --dry-run\n")
@click.option("--dry-run", is_flag=True, help="Say what waits to be sent, and send nothing.")
@common_options()
def sync(dry_run: bool, project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Send what you have translated to the team's memory.

    Sent is what the team does not have yet: each document that is translated otherwise than when
    it was last sent. Exit code 4 where the server cannot be reached; send again later.
    """
    console = Console(as_json, quiet, verbose)
    sent = []
    for one in sync_team(find_project(project), dry_run):
        sent.append(one)
        console.message(f"{one.name}  {plural(one.units, 'unit')}")
    if as_json:
        console.result_json([{"origin": one.name, "units": one.units, "sent": not dry_run} for one in sent])
    else:
        waits = f"{plural(len(sent), 'document')} {'wait' if len(sent) != 1 else 'waits'} to be sent"
        console.message(waits if dry_run else f"{plural(len(sent), 'document')} sent" if sent else "Nothing is new.")
    return Exit.DONE


@click.command("init-team", epilog="\b\nExamples:\n  toolkit memory init-team\n")
@common_options()
def init(project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Make or update the tables of the team's memory, as the owner of its database."""
    console = Console(as_json, quiet, verbose)
    steps = init_team(find_project(project))
    if as_json:
        console.result_json({"steps": steps})
    else:
        console.message(f"{plural(steps, 'step')} done" if steps else "The tables are up to date.")
    return Exit.DONE
