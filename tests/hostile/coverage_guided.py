"""Fuzzes every reader, or those that are named, guided by the code that each file reaches (atheris, libFuzzer).

    make fuzz                                          every reader, a minute each, two at a time
    make fuzz READERS='docx html' FUZZ_SECONDS=600
    .venv/bin/python tests/hostile/coverage_guided.py --keep docx

What it learns is kept in ``build/fuzz/READER``, and used by the next run. ``--keep`` takes into ``corpus/READER`` the
smallest files that reach what all of them reach. A file at which a reader fails is in ``build/fuzz/found``: it goes to
the corpus, under a name that says what was wrong.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from targets import Target

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "fuzz"
FOUND = WORK / "found"
SECONDS = int(float(os.environ.get("FUZZ_SECONDS", "60")))
INSTRUMENTED = ["toolkit", "markdown_it", "mdit_py_plugins"]
AT_ONCE = 2
LIMITS = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=65536"]
"""Seconds that one file may take, megabytes that the process may have, bytes of a file."""

KEPT_BYTES = 4_000
"""What one reader may have in the corpus beside its first seeds."""

STATISTICS = re.compile(r"(INITED|DONE) +cov: (\d+)|stat::(number_of_executed_units|peak_rss_mb): +(\d+)")
FUZZING, KEEPING = "--fuzz", "--keep"


def fuzz_here(name: str, flags: Sequence[str]) -> None:
    """Makes this process the fuzzer of one reader; it ends with it."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        from mutations import mutated
        from targets import CORPUS, TARGETS

        target = TARGETS[name]
        seeds = [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
        for seed in seeds:  # what is imported where it is used is imported now
            target.read(seed)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        return cross(content, Random(seed).choice(seeds), most, seed)

    def cross(content: bytes, other: bytes, most: int, seed: int) -> bytes:
        made = mutated(content, other, Random(seed), lambda inside: atheris.Mutate(inside, most))
        return made if len(made) <= most else content

    # Packed and nested files are changed by what knows how they are built; others libFuzzer changes best itself.
    structured = seeds[0].startswith((b"PK", b"<"))
    mutators: dict[str, Any] = {"custom_mutator": mutate, "custom_crossover": cross} if structured else {}
    atheris.Setup([name, *flags], target.read, **mutators)
    atheris.Fuzz()


def vocabulary(modules: Sequence[str]) -> Iterator[str]:
    """The short texts that modules of the package compare with, as a dictionary of libFuzzer."""
    for module in modules:
        place = ROOT / "toolkit" / module
        for path in [place] if place.suffix else sorted(place.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) <= 40:
                    yield '"' + "".join(f"\\x{byte:02x}" for byte in node.value.encode("utf-8", "surrogatepass")) + '"'


def run(name: str, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, __file__, FUZZING, name, *flags]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def fuzz(name: str) -> bool:
    """Fuzzes one reader and says how that went; whether nothing was found."""
    from targets import CORPUS, TARGETS

    learnt, words = WORK / name, WORK / f"{name}.dict"
    learnt.mkdir(parents=True, exist_ok=True)
    words.write_text("\n".join(sorted(set(vocabulary(TARGETS[name].modules)))), encoding="ascii")
    flags = [
        f"-dict={words}",
        f"-max_total_time={SECONDS}",
        f"-artifact_prefix={FOUND}/{name}-",
        "-print_final_stats=1",
    ]
    done = run(name, *LIMITS, *flags, str(learnt), str(CORPUS / name))
    (WORK / f"{name}.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    told = {found[1] or found[3]: found[2] or found[4] for found in STATISTICS.finditer(done.stderr)}
    files, memory = told.get("number_of_executed_units", "?"), told.get("peak_rss_mb", "?")
    grown = f"{told.get('INITED', '?'):>6} → {told.get('DONE', '?'):>6}"
    failed = "" if done.returncode == 0 else f"FAILED (build/fuzz/{name}.log)"
    print(f"{name:16}{files:>9} files{grown} places{memory:>6} MB  {failed}", flush=True)
    return done.returncode == 0


def keep(name: str) -> None:
    """Takes into the corpus of a reader the smallest files that reach what none there reaches."""
    from targets import CORPUS, TARGETS

    target, home, left = TARGETS[name], CORPUS / name, KEPT_BYTES
    seen = set().union(*(reached(target, path.read_bytes()) for path in sorted(home.iterdir())))
    for path in sorted((WORK / name).iterdir(), key=lambda path: (path.stat().st_size, path.name)):
        content = path.read_bytes()
        new = reached(target, content) - seen
        if new and len(content) <= left:
            left, seen = left - len(content), seen | new
            (home / f"{path.name[:12]}{target.suffix}").write_bytes(content)


def reached(target: Target, content: bytes) -> set[tuple[str, int, int]]:
    """The steps from line to line in the package that reading a file takes."""
    import coverage

    measured = coverage.Coverage(data_file=None, branch=True, source=["toolkit"], config_file=False)
    with measured.collect():
        target.read(content)
    data = measured.get_data()
    return {(file, *arc) for file in data.measured_files() for arc in data.arcs(file) or ()}


def main(arguments: list[str]) -> int:
    if arguments[:1] == [FUZZING]:
        fuzz_here(arguments[1], arguments[2:])
        return 0
    from targets import TARGETS

    names = [name for name in arguments if name != KEEPING] or list(TARGETS)
    if KEEPING in arguments:
        for name in names:
            keep(name)
        return 0
    print(f"{len(names)} readers, {SECONDS} s each, {AT_ONCE} at a time", flush=True)
    FOUND.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return 0 if all([*threads.map(fuzz, names)]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
