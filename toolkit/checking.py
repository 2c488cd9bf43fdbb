"""The checks on a long document, in several processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from toolkit.checks import Policy, Scope, arranged, check_part, check_whole, parts, run_checks
from toolkit.errors import UsageError
from toolkit.model import Bitext, Finding

FEWEST_UNITS = 5_000
"""A shorter document is checked by one process: starting others takes longer than they save."""

FORKS = hasattr(os, "fork")
"""Whether processes can be forked here, and so have what this one has; not on Windows."""

_CHUNKS_PER_JOB = 8
"""So many portions of work each process gets one after another, as some take longer than others."""


def check_bitext(bitext: Bitext, scope: Scope, policy: Policy, jobs: int = 0) -> tuple[Finding, ...]:
    """As `run_checks`, the parts of the document shared out among `jobs` processes; 0 for as many as help.

    The findings and their order are the same with any number. Raises `UsageError` where a process
    was killed.
    """
    jobs = jobs or (cores() if len(bitext.units) >= FEWEST_UNITS else 1)
    if jobs == 1 or not FORKS:
        return run_checks(bitext, scope, policy)
    return arranged(bitext, _shared_out(bitext, scope, policy, jobs), policy)


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shared_out(bitext: Bitext, scope: Scope, policy: Policy, jobs: int) -> list[Finding]:
    """What all checks find; this process compares the units while the others look at each by itself.

    Forked processes have the document already, so that only places and findings go between them.
    """
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_context

    work = list(parts(bitext))
    chunk = max(1, len(work) // (jobs * _CHUNKS_PER_JOB))
    pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (work, scope, policy))
    try:
        found = pool.map(_check, range(len(work)), chunksize=chunk)
        whole = check_whole(bitext, scope, policy)
        return [*(finding for part in found for finding in part), *whole]
    except BrokenProcessPool as error:
        problem = "a process that was checking a part of the document was killed, perhaps for want of memory"
        raise UsageError("--jobs", problem, "run the command again with --jobs 1") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_JOB: list[tuple[Sequence[Bitext], Scope, Policy]] = []
"""What this process has to do, where it is one that helps."""


def _begin(work: Sequence[Bitext], scope: Scope, policy: Policy) -> None:
    from toolkit.processes import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked, and that ends this one
    end_with_parent()
    _JOB[:] = [(work, scope, policy)]


def _check(place: int) -> list[Finding]:
    work, scope, policy = _JOB[0]
    return check_part(work[place], scope, policy)
