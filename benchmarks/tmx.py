"""How fast a translation memory is read, beside the least that parsing it takes, and in how much memory.

The file is synthetic: 200,000 units in Chinese and English, one in ten with inline codes. Two bare
loops look at nothing: that of the standard library, which gives every element, and lxml's, which
gives units only. The third takes the language and the text of every variant, without codes,
authors, dates, notes or checks. Times are those of the processor. Each way of reading runs in a process
of its own, in turn, so that a change in the machine's speed meets all alike and each has its own
peak of memory. The last line is the command itself: all of its process, in a project of its own,
beside all of the process with the standard library's loop.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from record import record

BARE = """
from lxml import etree
for _, element in etree.iterparse(stream, tag="tu"):
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
STANDARD = """
from xml.etree.ElementTree import iterparse
for _, element in iterparse(stream):
    element.clear()
"""
TEXTS = """
from lxml import etree
for _, element in etree.iterparse(stream, tag="tu"):
    for variant in element:
        language, text = variant.get("{http://www.w3.org/XML/1998/namespace}lang"), variant[-1].text
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
OURS = """
from toolkit.bitext.foreign.tmx import read_tmx
for unit in read_tmx(stream, "memory.tmx"):
    pass
"""
MEASURED = """
import resource, sys, time
import lxml.etree, toolkit.bitext.foreign.tmx
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
with open(sys.argv[1], "rb") as stream:
{body}
taken = time.process_time() - started
print(taken, before / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def write_memory(path: Path, units: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">')
        file.write('<header srclang="zh-CN" segtype="sentence" datatype="plaintext" adminlang="en"/><body>\n')
        for number in range(units):
            code = '<bpt i="1" x="1">[b]</bpt>{}<ept i="1">[/b]</ept>' if number % 10 == 0 else "{}"
            chinese = f"九江港第{number}号泊位今年{code.format('吞吐量')}达60万标箱，比上年增长百分之十二，创历史新高。"
            english = (
                f"Berth {number} of Jiujiang Port handled a {code.format('throughput')} of 600,000 TEU this year, "
                "up 12 per cent on the year before and more than ever."
            )
            file.write(f'<tu tuid="{number}" creationid="wu" creationdate="20240131T080000Z">')
            file.write(f'<tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv>\n')
            file.write(f'<tuv xml:lang="en-GB"><seg>{english}</seg></tuv></tu>\n')
        file.write("</body></tmx>\n")


def measured(body: str, path: Path) -> tuple[float, float, float]:
    indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
    script = MEASURED.replace("{body}", indented)
    result = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
    seconds, before, peak = map(float, result.stdout.split())
    return seconds, before, peak


def whole_process(command: list[str]) -> tuple[float, float]:
    """The processor time of a command in seconds, and the peak of all commands so far in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def print_command(path: Path, runs: int) -> None:
    """The ratio of ``toolkit memory import`` to a program that does nothing but parse the file."""
    project = path.parent / "project"
    (project / "source").mkdir(parents=True)
    bare = "import sys\nstream = open(sys.argv[1], 'rb')\n" + STANDARD
    ours, floor, peak = [], [], 0.0
    for number in range(runs):
        floor.append(whole_process([sys.executable, "-c", bare, str(path)])[0])
        command = ["-m", "toolkit", "memory", "import", str(path), "--name", str(number), "--project", str(project)]
        seconds, peak = whole_process([sys.executable, *command])
        ours.append(seconds)
        (project / "glossary" / "memory" / f"{number}.tmx").unlink()
    ratio = statistics.median(ours) / statistics.median(floor)
    record("memory import, to a bare iterparse", ratio, 2.0)
    print(f"toolkit memory import, whole process {ratio:4.2f} times the bare one; peak of either {peak:3.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--runs", type=int, default=5, help="counted runs of each way")
    parser.add_argument("--units", type=int, default=200_000)
    options = parser.parse_args()
    ways = {
        "bare iterparse, standard library": STANDARD,
        "bare iterparse of lxml, units only": BARE,
        "the same, texts taken": TEXTS,
        "toolkit read_tmx": OURS,
    }
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "memory.tmx"
        write_memory(path, options.units)
        print(f"{options.units:,} units, {path.stat().st_size / 1e6:.0f} MB, medians of {options.runs} runs")
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for _ in range(options.runs):
            for name, body in ways.items():
                found[name].append(measured(body, path))
        print_command(path, options.runs)
    standard, floor = (statistics.median(run[0] for run in found[name]) for name in list(ways)[:2])
    for name, runs in found.items():
        seconds = statistics.median(run[0] for run in runs)
        peak = max(run[2] for run in runs)
        added = max(run[2] - run[1] for run in runs)
        print(
            f"{name:35} {seconds:5.2f} s, times the bare ones {seconds / standard:4.2f} and {seconds / floor:4.2f};"
            f" peak {peak:3.0f} MB, reading {added:2.0f} MB"
        )


if __name__ == "__main__":
    main()
