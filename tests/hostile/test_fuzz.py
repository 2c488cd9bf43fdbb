"""Every reader on files that were right once: pieces of them changed, doubled, cut out and mixed.

A file is read or refused with a `ToolkitError`; anything else is a fault. What is found becomes a file in the corpus
of its reader. ``FUZZ_SECONDS`` is how long each reader is fuzzed. `coverage_guided` reaches further, where atheris is.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from mutations import mutated
from targets import CORPUS, TARGETS

TESTS = Path(__file__).resolve().parents[1]
SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.2"))
LARGEST_SEED = 30_000
PIECES = (
    *(b"\x00", b"\xff\xfe", b"<", b">", b"&", b'"', b"'", b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&#xD800;"),
    *(b"PK\x01\x02", b"\xed\xa0\x80", b"\n", b"\r", b"\t", b",", b"9" * 400, b"-1", b"{", b"[", b"null"),
    *("港".encode(), "。".encode()),
)
"""What readers stumble over."""


def seeds(name: str) -> list[bytes]:
    """The corpus of a reader, and the examples of the other tests with its ending."""
    paths = sorted((CORPUS / name).iterdir())
    folders = (TESTS, TESTS.parent / "toolkit")
    others = sorted(path for folder in folders for path in folder.rglob(f"*{TARGETS[name].suffix}"))
    near = [path for path in others if CORPUS not in path.parents and path.stat().st_size < LARGEST_SEED]
    return [path.read_bytes() for path in (*paths, *near)]


def shuffled(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """The content with some of its bytes changed, some for those of the other."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randint(0, len(content))
        end = min(len(content), start + chance.choice((0, 0, 1, 2, 8, 40, 400)))
        at = chance.randint(0, len(other))
        piece = other[at : at + chance.randint(1, 60)]
        new = chance.choice((b"", chance.choice(PIECES), content[start:end] * 2, piece))
        content = content[:start] + new + content[end:]
    return content


@pytest.mark.parametrize("name", TARGETS)
def test_read_or_refused(name: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    known, ends, files = seeds(name), time.monotonic() + SECONDS, 0
    chance = random.Random(random.randrange(1 << 32) if "FUZZ_SECONDS" in os.environ else 1)
    while time.monotonic() < ends:
        content, other = chance.choices(known, k=2)
        content = mutated(content, other, chance, lambda inside, other=other: shuffled(inside, other, chance))
        try:
            TARGETS[name].read(content)
        except Exception as error:
            found = tmp_path / f"found{TARGETS[name].suffix}"
            found.write_bytes(content)
            error.add_note(f"by {found}: put it into {CORPUS / name}")
            raise
        files += 1
    record_property("files", files)
