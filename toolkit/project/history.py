"""Earlier states of a project's files, from the git repository that they are kept in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from subprocess import CompletedProcess


def read_revision(path: Path, revision: str, place: str) -> tuple[bytes, str]:
    """The bytes that the file `path` had in a git `revision`, and the day of that (``2026-11-20``).

    `place` names the file in messages. Raises `UsageError` where there is no repository or no such
    revision, `InputError` where the file is not in it.
    """
    folder = path.parent
    if _git(folder, "rev-parse", "--git-dir").returncode:
        raise UsageError(place, "it is not kept in a git repository", "give an earlier .xlf file instead of a revision")
    # A revision that begins with a hyphen would be an option, and one with a colon a file.
    wrong = revision.startswith("-") or ":" in revision or "\0" in revision
    found = None if wrong else _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None or found.returncode:
        problem = "no such revision in the git repository, and no such .xlf file"
        raise UsageError(revision, problem, "give a commit, tag or branch (git log shows them), or a file")
    commit = found.stdout.decode("ascii").strip()
    content = _git(folder, "cat-file", "blob", f"{commit}:./{path.name}")
    if content.returncode:
        raise InputError(place, f"it is not in the revision {revision}", "give a later one: git log shows them")
    day = _git(folder, "show", "--no-patch", "--format=%cs", commit)
    return content.stdout, day.stdout.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> CompletedProcess[bytes]:
    import subprocess

    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("git", "it is not installed", "install it, or give an earlier .xlf file") from error
