"""The memory that a team shares: asked while documents are built, and sent what its people have translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from toolkit.bitext import read_xliff
from toolkit.building.remembering import units_digest
from toolkit.errors import TeamMemoryError, UsageError
from toolkit.memory.protocol import LIMIT, THRESHOLD, Searched
from toolkit.model import Match
from toolkit.project import Project, Settings, read_content
from toolkit.readers import FORMATS

if TYPE_CHECKING:
    from toolkit.memory import MemoryUnit, Query
    from toolkit.memory.postgres import PostgresMemory


class Team:
    """A project's way to its team's memory, if it has one. What cannot be reached is said once, and left alone."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: PostgresMemory | None = None
        self._problem: TeamMemoryError | None = None

    def beside(self, own: Searched) -> Memories:
        """The project's own memory with that of the team, as far as there is one that can be reached."""
        return Memories(own, self)

    def look_up(self, queries: Sequence[Query], threshold: int, limit: int) -> list[tuple[Match, ...]]:
        """What the team has, nothing where it cannot be asked."""
        nothing: list[tuple[Match, ...]] = [()] * len(queries)
        if not self._settings.memory_url or self._problem:
            return nothing
        from toolkit.memory.postgres import PostgresMemory

        try:
            self._opened = self._opened or PostgresMemory(self._settings.memory_url)
            return self._opened.look_up(queries, threshold, limit)
        except TeamMemoryError as error:
            self._problem = error
            return nothing

    def unasked(self) -> str:
        """Why the team was not asked, empty where it was or need not be."""
        if self._problem is None:
            return ""
        return f"{self._problem.place}: {self._problem.problem}; only the project's own memory was asked"

    def close(self) -> None:
        """Lets go of the server."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


class Memories:
    """Two memories asked as one."""

    def __init__(self, own: Searched, team: Team) -> None:
        self._own, self._team = own, team

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> Iterator[tuple[Match, ...]]:
        """For each query the `limit` best matches of both: both are asked at once, and give them as they are taken."""
        from toolkit.memory.ranking import best_of

        found = self._own.look_up(queries, threshold, limit), self._team.look_up(queries, threshold, limit)
        return (best_of((own, team), limit) if team else own for own, team in zip(*found, strict=True))


class Sent(NamedTuple):
    """A document whose units were sent to the team, or would be; ``units`` is how many it has."""

    name: str
    units: int


def waiting(project: Project, memory: PostgresMemory, author: str) -> Iterator[tuple[str, str, list[MemoryUnit]]]:
    """Origin, digest and units of the documents that the team does not have as they are now."""
    from toolkit.memory.bitexts import bitext_units

    known = memory.origins()
    for source in project.chosen((), FORMATS):
        if source.bitext.exists():
            place = project.relative(source.bitext)
            units = list(bitext_units(read_xliff(read_content(source.bitext, place), place)))
            origin = f"{project.root.resolve().name}/{source.name} ({author})"
            digest = units_digest(units)
            if known.get(origin, "") != digest:
                yield origin, digest, units


def sync_team(project: Project, dry_run: bool = False) -> Iterator[Sent]:
    """Sends what the team does not have yet, a document at a time; with `dry_run` it is only told.

    What a translator has of a document is kept under their name, so that nobody's work takes the
    place of another's. Nothing has to be remembered while the server is away: what waits is what
    differs. Raises `TeamMemoryError`, and what was sent by then is there; `UsageError` where the
    settings name no server.

    >>> try:
    ...     sent = list(sync_team(find_project(), dry_run=True))
    ... except ToolkitError as error:
    ...     print(error.problem)
    there is no team memory in the settings
    """
    from getpass import getuser

    from toolkit.memory.postgres import PostgresMemory

    settings = project.settings()
    url, author = team_url(settings), settings.memory_author or getuser()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with closing(PostgresMemory(url, author)) as memory:
        for origin, digest, units in waiting(project, memory, author):
            if not dry_run:
                memory.replace(origin, digest, units, now)
            yield Sent(origin, len(units))


def init_team(project: Project) -> int:
    """Makes or updates the tables of the team's memory, as the owner of its database; returns how many steps it took.

    Raises `TeamMemoryError`, and `UsageError` where the settings name no server.

    >>> try:
    ...     steps = init_team(find_project())
    ... except ToolkitError as error:
    ...     print(error.problem)
    there is no team memory in the settings
    """
    from toolkit.memory import postgres

    return postgres.init_team(team_url(project.settings()))


def team_url(settings: Settings) -> str:
    """Where the team's memory is; raises `UsageError` where the settings do not say."""
    if not settings.memory_url:
        remedy = 'add to toolkit.toml:  [memory]  url = "postgresql://host/database"'
        raise UsageError("toolkit.toml", "there is no team memory in the settings", remedy)
    return settings.memory_url
