"""What takes too long for every change: kills at every step, the longest texts, an hour of fuzzing, coverage.

    make long                            all parts, in about an hour and a quarter on two processors
    make long PARTS='kills coverage'     some of them

Each part runs to its end, whatever the others find. What it says is shown and kept in ``build/long/PART.log``; what all
have found is in ``build/long/summary.md``, which is written anew after each.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "build" / "long"
SLOWEST = 10
"""Expressions that the summary names."""

PYTEST = (sys.executable, "-m", "pytest", "-v", "-n", "2", "--dist", "worksteal")
GUIDED = (sys.executable, "tests/hostile/coverage_guided.py")
BY_CHANCE = (*PYTEST, "tests/hostile/test_fuzz.py")
FUZZED = re.compile(r"^(\S+) +(\d+|\?) files .*", re.MULTILINE)

Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A command that runs for long, and what its report, `NAME.xml` or `NAME.log`, tells."""

    command: Sequence[str]
    tells: Callable[[Path], Lines]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ran:
    """A part that has run: its exit code, and the seconds it took, by the clock and of the processors."""

    name: str
    code: int
    seconds: float
    worked: float


def tell_kills(report: Path) -> Lines:
    """How often each command was disturbed, and how."""
    times: dict[str, Counter[str]] = defaultdict(Counter)
    tests = [*ElementTree.parse(report.with_suffix(".xml")).iter("testcase")]
    for test in tests:
        for way, number in properties(test):
            times[re.sub(r".*\[|\]|-full|-denied", "", test.get("name", ""))][way] += int(number)
    ways = sorted({way for counted in times.values() for way in counted})
    disturbed, lost = sum(sum(times.values(), Counter()).values()), sum(bool(failed(test)) for test in tests)
    yield f"{disturbed:,} times a command was disturbed; {lost} of {len(tests)} tests found something lost or undone."
    yield ""
    yield f"| command | {' | '.join(ways)} |"
    yield f"|---|{'---:|' * len(ways)}"
    for name, counted in [*times.items(), ("all", sum(times.values(), Counter()))]:
        yield f"| {name} | {' | '.join(f'{counted[way]:,}' for way in ways)} |"


def tell_expressions(report: Path) -> Lines:
    """How many expressions were measured, and which are the slowest on the longest text."""
    tests = ElementTree.parse(report.with_suffix(".xml")).iter("testcase")
    measured = [(float(told.partition(" ")[0]), name, told) for test in tests for name, told in properties(test)]
    yield f"{len(measured)} expressions measured on ten million characters. The slowest:"
    yield ""
    for _, name, told in sorted(measured, reverse=True)[:SLOWEST]:
        yield f"- `{name}`: `{told}`"


def tell_fuzzing(report: Path) -> Lines:
    """How many files each reader was given, and where one fell over."""
    log = report.with_suffix(".log").read_text("utf-8")
    lines = list(FUZZED.finditer(log))
    if lines:
        files = sum(int(line[2]) for line in lines if line[2].isdecimal())
        yield f"{files:,} files for {len(lines)} readers, {sum('FAILED' in line[0] for line in lines)} fell over."
        yield from ("", "```", *(line[0].rstrip() for line in lines), "```")
    else:
        tests = [*ElementTree.parse(report.with_suffix(".xml")).iter("testcase")]
        files = sum(int(number) for test in tests for _, number in properties(test))
        yield f"{files:,} files for {len(tests)} readers, by chance: there is no atheris here."


def tell_coverage(report: Path) -> Lines:
    """The last line of the table."""
    total = re.findall(r"^TOTAL .*", report.with_suffix(".log").read_text("utf-8"), re.MULTILINE)
    yield f"`{total[-1]}`" if total else "Not measured."


def tell_tests(report: Path) -> Lines:
    """How many there were."""
    yield f"{sum(1 for _ in ElementTree.parse(report.with_suffix('.xml')).iter('testcase'))} tests."


MANY = {"TOOLKIT_FAULTS": "many"}
NOT_PASSED_ON = ("TOOLKIT_FAULTS", "FUZZ_SECONDS", "MAKEFLAGS")
"""What the other parts would take for theirs."""

PARTS = {
    "kills": Part((*PYTEST, "tests/faults"), tell_kills, MANY),
    "expressions": Part((*PYTEST, "tests/hostile/test_expressions.py"), tell_expressions, MANY),
    "content": Part(
        (*PYTEST, "tests/hostile", "tests/glossary", "tests/checks", "-k", "content or many_rows or long_text"),
        tell_tests,
        MANY,
    ),
    "fuzzing": Part(
        GUIDED if find_spec("atheris") else BY_CHANCE,
        tell_fuzzing,
        {"FUZZ_SECONDS": os.environ.get("FUZZ_SECONDS", "120")},
    ),
    "coverage": Part(("make", "coverage", f"PYTEST_ARGS=--junit-xml={REPORTS / 'coverage.xml'}"), tell_coverage),
}
"""By their names, in the order in which they run."""


def properties(test: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What a test told about itself (`record_property`)."""
    return ((one.get("name", ""), one.get("value", "")) for one in test.iter("property"))


def run(name: str) -> Ran:
    """Runs a part, shows what it says, and keeps that."""
    part, report, begun, worked = PARTS[name], REPORTS / name, time.monotonic(), processor_seconds()
    command = [*part.command, *([f"--junit-xml={report}.xml"] if "pytest" in part.command else [])]
    environment = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
    with (
        report.with_suffix(".log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | part.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            log.write(line)
            print(line, end="", flush=True)
    return Ran(name, process.returncode, time.monotonic() - begun, processor_seconds() - worked)


def processor_seconds() -> float:
    """What processes took that this one started, and that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def summary(begun: datetime, parts: Sequence[str], done: Sequence[Ran]) -> Lines:
    """What was found until now, for people."""
    yield "# The long test"
    yield ""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    yield f"Begun {begun:%Y-%m-%d %H:%M} UTC; {version()}; {machine}."
    yield ""
    yield "| part | minutes | of processor | |"
    yield "|---|---:|---:|---|"
    for ran in done:
        yield f"| {ran.name} | {ran.seconds / 60:.1f} | {ran.worked / 60:.1f} | {'FAILED' if ran.code else 'passed'} |"
    for name in parts[len(done) :]:
        yield f"| {name} | | | not yet run |"
    for ran in done:
        yield from ("", f"## {ran.name.capitalize()}", "")
        try:
            yield from PARTS[ran.name].tells(REPORTS / ran.name)
            yield from failures(REPORTS / f"{ran.name}.xml")
        except (OSError, ElementTree.ParseError) as error:
            yield f"It left no report: {error}"


def failures(report: Path) -> Lines:
    """The tests that failed, each with the first line of its message."""
    if report.exists():
        for test in ElementTree.parse(report).iter("testcase"):
            for failure in failed(test):
                message = failure.get("message", "").partition("\n")[0]
                yield from ("", f"**FAILED:** {test.get('classname')}.{test.get('name')}: `{message}`")


def failed(test: ElementTree.Element) -> list[ElementTree.Element]:
    return [*test.iter("failure"), *test.iter("error")]


def version() -> str:
    """The commit that is tested, where git knows."""
    with suppress(OSError):
        command = ["git", "describe", "--always", "--dirty"]
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        if found:
            return f"commit {found}"
    return "no commit of git"


def main(arguments: Sequence[str]) -> int:
    names, begun, done = list(arguments) or list(PARTS), datetime.now(UTC), list[Ran]()
    if unknown := set(names) - PARTS.keys():
        print(f"no parts: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    for old in REPORTS.iterdir():
        old.unlink()
    for number, name in enumerate(names, 1):
        print(f"== part {number} of {len(names)}: {name}, {datetime.now(UTC) - begun} after the beginning", flush=True)
        done.append(run(name))
        (REPORTS / "summary.md").write_text("\n".join(summary(begun, names, done)) + "\n", "utf-8")
    print((REPORTS / "summary.md").read_text("utf-8"))
    return 1 if any(ran.code for ran in done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
