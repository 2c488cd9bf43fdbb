"""All default checks of `toolkit check` beside all tests of translate-toolkit's `pofilter`, as whole processes.

Both read the same PO file of 100,000 different pairs, made from a fixed seed: official prose with
firms, places, figures and slogans, right in every row. `pofilter` is looked for on the PATH and
under the environment variable POFILTER; without it only our own time is printed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TOOLKIT = Path(sys.executable).with_name("toolkit")
PAIRS = 100_000
SEED = 20201224

PLACES = (("九江", "Jiujiang"), ("湖口", "Hukou"), ("彭泽", "Pengze"), ("瑞昌", "Ruichang"), ("修水", "Xiushui"))
THINGS = (
    ("港口", "port"),
    ("铁路专用线", "dedicated railway line"),
    ("产业园", "industrial park"),
    ("物流中心", "logistics centre"),
    ("职业学校", "vocational school"),
    ("污水处理厂", "sewage treatment plant"),
)
DOINGS = (
    ("加快建设", "speeded up work on"),
    ("建成投产", "completed and opened"),
    ("启动改造", "started to rebuild"),
    ("全面验收", "inspected the whole of"),
    ("公开招标", "invited bids for"),
)
ENDS = (
    ("营商环境不断优化。", "its business environment kept improving."),
    ("群众满意度稳步提高。", "people were ever more satisfied."),
    ("产业链更加完整。", "the industrial chain became more complete."),
    ("“六稳”工作落到实处。", "stability on the six fronts was put into practice."),
    ("企业研发投入持续增加。", "companies spent more and more on research."),
)


def clause(chance: random.Random) -> tuple[str, str]:
    (place, name), (thing, what), (doing, did) = (chance.choice(words) for words in (PLACES, THINGS, DOINGS))
    return f"{place}{doing}{thing}", f"{name} {did} {'an' if what[0] in 'aeiou' else 'a'} {what}"


def pairs() -> Iterator[tuple[str, str]]:
    """Sentences of two or three clauses; two in five have a year, an amount and a share, as in published texts."""
    chance = random.Random(SEED)
    seen: set[str] = set()
    while len(seen) < PAIRS:
        (first, english), (end, ended) = clause(chance), chance.choice(ENDS)
        if len(seen) % 5 < 2:
            year, number, share = chance.randint(2001, 2026), chance.randint(3, 9999), chance.randint(11, 99)
            worth = f"RMB {number / 100:g} million" if number >= 100 else f"RMB {number * 10000:,}"
            chinese = f"{year}年，{first}，投资{number}万元，同比增长{share}%，{end}"
            english = f"In {year} {english} at a cost of {worth}, up {share}% on the year before, and {ended}"
        else:
            second, also = clause(chance)
            chinese, english = f"{first}，{second}，{end}", f"{english}, {also}, and {ended}"
        if chinese not in seen:
            seen.add(chinese)
            yield chinese, english


def write_po(path: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(f'\nmsgid "{chinese}"\nmsgstr "{english}"\n' for chinese, english in pairs())


def seconds(*command: str, folder: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=folder)
    return time.perf_counter() - started


def main() -> None:
    pofilter = os.environ.get("POFILTER") or shutil.which("pofilter")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.po"
        write_po(path)
        ours = seconds(str(TOOLKIT), "check", str(path), "--format", "json", folder=folder)
        print(f"{PAIRS:,} pairs: toolkit check {ours:.1f} s")
        if pofilter:
            theirs = seconds(pofilter, "--progress=none", str(path), "found.po", folder=folder)
            print(f"pofilter {theirs:.1f} s; ours takes {ours / theirs:.2f} of that")
        else:
            print("pofilter is not here: install translate-toolkit somewhere and set POFILTER to compare")


if __name__ == "__main__":
    main()
