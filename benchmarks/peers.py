"""The toolkit beside the programs that people use today, as whole processes on the same files in one run.

- `toolkit check` beside `pofilter` of translate-toolkit: all default checks of both on the same 100,000 pairs in PO.
- `toolkit memory import` beside translate-toolkit's reader of TMX: 100,000 units, read as it reads them.
- `toolkit build` beside OmegaT's console: a page of 44 sentences, and 8,800 different ones with a memory of 100,000
  units; both have a glossary. OmegaT takes exact matches only and writes the translated text; the build looks for like
  ones too, runs its checks, and writes both review documents.

The programs are those that the tests use too: translate-toolkit in ``.tools`` or where the environment variable
TRANSLATE_TOOLKIT says, `omegat` on the PATH. What is not here is left out, and that is said.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus import Corpus, write_project
from record import record
from running import Spent, spent, toolkit

from toolkit.bitext.foreign import omegat

PEER = Path(os.environ.get("TRANSLATE_TOOLKIT") or Path(__file__).resolve().parent.parent / ".tools/translate-toolkit")
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


READ = """
import sys
from translate.storage import tmx
with open(sys.argv[1], "rb") as file:
    print(sum(bool(unit.target) for unit in tmx.tmxfile.parsefile(file).units))
"""


def compare(what: str, ours: Spent, theirs: Spent) -> None:
    ratio = ours.seconds / theirs.seconds
    print(f"{what}: {ours.seconds:.1f} s and {ours.peak:.0f} MB beside {theirs.seconds:.1f} s and {theirs.peak:.0f} MB")
    record(what, ratio)


def beside_translate_toolkit(scratch: Path) -> None:
    python, pofilter = PEER / "bin" / "python", PEER / "bin" / "pofilter"
    if not pofilter.exists():
        print("translate-toolkit is not here: .ci/install-test-tools installs it")
        return
    po, tmx = scratch / "pairs.po", scratch / "memory.tmx"
    write_po(po)
    few = scratch / "few.po"
    few.write_text("".join(po.read_text("utf-8").partition("\n\n")[:1]), "utf-8")
    spent([sys.executable, "-m", "toolkit", "check", str(few)], allowed=(0, 1))  # leaves the byte code
    ours = spent([sys.executable, "-m", "toolkit", "check", str(po), "--format", "json"], allowed=(0, 1))
    theirs = spent([str(pofilter), "--progress=none", str(po), str(scratch / "found.po")], quiet=True)
    compare(f"check of {PAIRS:,} pairs, to pofilter", ours, theirs)
    with tmx.open("w", encoding="utf-8") as file:
        file.writelines(Corpus().memory(PAIRS))
    project = write_project(scratch / "importing", {}, "source,target\n")
    ours = toolkit("memory", "import", tmx, "--project", project)
    theirs = spent([str(python), "-c", READ, str(tmx)])
    compare(f"memory import of {PAIRS:,} units, to translate-toolkit's reader", ours, theirs)


def beside_omegat(scratch: Path) -> None:
    program = shutil.which("omegat")
    if program is None:
        print("OmegaT is not here: .ci/install-test-tools installs it where there is apt")
        return
    corpus = Corpus()
    for what, sentences, units in (
        ("a page of 44 sentences", 44, 0),
        ("8,800 sentences, memory of 100,000", 8_800, PAIRS),
    ):
        text = "江港新城新闻\n\n" + "\n".join(corpus.sentences(sentences)) + "\n"
        memory = "".join(corpus.memory(units, text.split("\n")[2:-1])) if units else None
        name = f"project-{sentences}"
        ours = write_project(scratch / name, {"text": text}, corpus.terms(1_000), iter([memory]) if memory else None)
        theirs = scratch / f"omegat-{sentences}"
        write_omegat(theirs, text, corpus.terms(1_000), memory)
        config = f"--config-dir={scratch / 'config'}"
        built = toolkit("build", "--project", ours)
        translated = spent([program, "--mode=console-translate", config, str(theirs)], quiet=True)
        compare(f"build of {what}, to OmegaT", built, translated)


def write_omegat(folder: Path, text: str, terms: str, memory: str | None) -> None:
    """The same text, glossary and memory as an OmegaT project, which needs all its folders."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_bytes(omegat.write_project("zh-CN", "en-GB"))
    (folder / "source" / "text.txt").write_text(text, encoding="utf-8")
    rows = terms.split("\n")[1:]
    (folder / "glossary" / "glossary.txt").write_text("\n".join(rows).replace(",", "\t"), encoding="utf-8")
    if memory:
        (folder / "tm" / "auto" / "old.tmx").write_text(memory, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        beside_translate_toolkit(Path(scratch))
        beside_omegat(Path(scratch))


if __name__ == "__main__":
    main()
