"""What stops a command: a place, a problem, a remedy, and the exit code that goes with it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command, listed in docs/commands.md."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENGINE = 4
    FAULT = 70
    INTERRUPTED = 130


class ToolkitError(Exception):
    """Base of all errors that are explained to the user rather than shown as a traceback.

    ``place`` is a file, or a file with a line; ``problem`` says what is wrong there; ``remedy``
    says what to do next.
    """

    exit_code = Exit.INPUT

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        self.place, self.problem, self.remedy = place, problem, remedy
        super().__init__(place, problem, remedy)  # all of them, so that it can go from process to process

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"

    def alone(self) -> ToolkitError:
        """The same without what it came from, which cannot always be sent to another process."""
        return type(self)(self.place, self.problem, self.remedy)


class UsageError(ToolkitError):
    """The command line asks for something that cannot be done."""

    exit_code = Exit.USAGE


class SettingsError(ToolkitError):
    """``toolkit.toml`` cannot be taken as it is."""

    exit_code = Exit.USAGE


class InputError(ToolkitError):
    """A source, bitext or glossary file cannot be read, or an output cannot be written."""

    exit_code = Exit.INPUT


class TeamMemoryError(ToolkitError):
    """The memory that a team shares cannot be reached or used; work goes on without it."""

    exit_code = Exit.ENGINE


class ClusterError(ToolkitError):
    """The machines that were to do the work cannot be reached, or were lost; what they had done is kept."""

    exit_code = Exit.ENGINE


class EngineError(ToolkitError):
    """A translation engine gave no usable answer; ``ends`` says that asking it for more is useless."""

    exit_code = Exit.ENGINE

    def __init__(self, place: str, problem: str, remedy: str, ends: bool = False) -> None:
        super().__init__(place, problem, remedy)
        self.ends = ends
