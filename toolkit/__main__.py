"""The process of the command line: ``toolkit`` and ``python -m toolkit`` are the same."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

GARBAGE = 500_000, 20, 50
"""New objects between two searches for garbage, and how many of these make a longer one. Nearly all that a command
makes lives until its end, and the default of 700 spends a tenth of a short command on searches that find nothing."""

_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}
"""What NumPy is told, whose arrays are wanted here: it would start threads for linear algebra, which wait busily."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    gc.set_threshold(*GARBAGE)
    os.environ.update(_NO_THREADS | os.environ)
    ended: list[int] = []
    atexit.register(_leave, ended)  # registered first, and so called last
    from toolkit.cli import run

    ended.append(run())
    sys.exit(ended[0])


def _leave(ended: Sequence[int]) -> None:
    """Ends the process with the exit code in `ended`: the interpreter would first take apart all that was made."""
    if ended:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by who started the command
                stream.flush()
        os._exit(ended[0])


if __name__ == "__main__":
    main()
