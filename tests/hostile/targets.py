"""What is fuzzed: every reader of the toolkit, with what is done next to the file that it read.

A target takes the bytes of a file and its name. It returns, or raises a `ToolkitError`; anything else is a fault.
What a new reader needs: a line in `TARGETS`, and a folder of its name in `corpus/` with a small right file.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from toolkit.bitext import manifest, read_xliff, update, write_xliff
from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.manifest_file import read_manifest, recorded_files
from toolkit.building.keeping import Keeping
from toolkit.checks import read_baseline, run_checks
from toolkit.errors import ToolkitError
from toolkit.glossary import parse_family
from toolkit.glossary.exchange import read_csv, read_tbx, read_xlsx
from toolkit.language.hints import hints
from toolkit.language.quantities import chinese_facts, compare, english_facts
from toolkit.memory.tmx import tmx_units
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit
from toolkit.project import Freshness, parse_settings
from toolkit.readers import FORMATS
from toolkit.readers.encoding import decode
from toolkit.readers.in_place import FORMATS as IN_PLACE
from toolkit.readers.in_place import in_place
from toolkit.review import decide, merge, read_review, remember
from toolkit.review.handoff import is_handoff, read_handoff
from toolkit.safe.zip import open_archive
from toolkit.segmentation import Style, parse_breaks, parse_srx, segment, split
from toolkit.segmentation.spans import BLANKS

CORPUS = Path(__file__).parent / "corpus"
SAMPLE = "据Dr. Li介绍，港口今年投资5.3亿元……“开港了！”他说。\n船走了！Then it left. 大家问：“真的吗？”"

Reads = Callable[[bytes, str], object]


@dataclass(frozen=True, slots=True)
class Target:
    """A reader by what it does with a file; `modules` have its vocabulary: names of elements, columns, words."""

    suffix: str
    reads: Reads
    modules: tuple[str, ...]

    def read(self, content: bytes) -> None:
        """Reads a file; what is refused is in order."""
        with suppress(ToolkitError):
            self.reads(content, f"fuzzed{self.suffix}")


def source(suffix: str) -> Reads:
    def read_source(content: bytes, name: str) -> None:
        """A source becomes a bitext, which is kept, and its English is put in the place of the Chinese."""
        document = segment(import_module(FORMATS[suffix]).read_document(content, name, name))
        bitext = update(None, document)
        expect_kept(bitext, name)
        if suffix in IN_PLACE:
            in_place(content, replace(bitext, units=tuple(map(translated, bitext.units))), suffix, name)

    return read_source


def expect_kept(bitext: Bitext, name: str) -> None:
    """A bitext that is written can be read, and is then the same; what XML cannot hold is replaced once."""
    written = write_xliff(bitext)
    assert write_xliff(read_xliff(written, name)) == written


def translated(unit: Unit) -> Unit:
    """A unit with English that has the formatting of its Chinese and the marks that are hard to write."""
    return replace(unit, target=f"{unit.segment.text}*_[&<", codes=unit.segment.codes, state=State.REVIEWED)


def bitext(content: bytes, name: str) -> None:
    expect_kept(read_xliff(content, name), name)


def foreign(content: bytes, name: str) -> None:
    """What another program wrote is checked, and goes into the memory."""
    found = read_bilingual(content, name)
    run_checks(found)
    manifest(found)


def memory(content: bytes, name: str) -> None:
    list(tmx_units(io.BytesIO(content), name, ("zh", "en")))


def review(content: bytes, name: str) -> None:
    """What came back is merged, and what that gives can be kept."""
    found = read_review(content, name)
    decided = decide(SENT, [found], {})
    merged = remember(merge(SENT, decided.reviews), decided)
    expect_kept(merged.bitext, name)


def handoff(content: bytes, name: str) -> None:
    """A file or the zip file of a hand-off, read by the manifest in it or by what stands."""
    files: Mapping[str, bytes] = {name: content}
    if name.endswith(".zip"):
        archive = open_archive(content, name, "pack it again")
        files = {inside: archive.read(inside) or b"" for inside in archive.names() if is_handoff(inside)}
    for found in read_handoff(name, files, lambda batch: None, lambda document: manifest(SENT)):
        write_xliff(merge(SENT, [found]).bitext)


def manifest_file(content: bytes, name: str) -> None:
    read_manifest(content, name)
    recorded_files(content, name)


def rules(content: bytes, name: str) -> None:
    split(SAMPLE, Style(rules=parse_srx(content, "zh-CN", name)))


def breaks(content: bytes, name: str) -> None:
    found = parse_breaks(content, name)
    segment(Document("a", "a", (Block(Kind.PARAGRAPH, 0, (Segment("", SAMPLE),)),)), breaks=found)


def settings(content: bytes, name: str) -> None:
    parse_settings(decode(content, name)[0], name)


def family(content: bytes, name: str) -> None:
    parse_family(decode(content, name)[0], "firms", name)


def table(content: bytes, name: str) -> None:
    list(read_csv(decode(content, name)[0], name))


def workbook(content: bytes, name: str) -> None:
    list(read_xlsx(io.BytesIO(content), name))


def terms(content: bytes, name: str) -> None:
    read_tbx(io.BytesIO(content), name, "zh", "en")


def kept(content: bytes, name: str) -> None:
    """Results that were kept, and records of what was built: damaged ones are as good as none."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "built.json"
        path.write_bytes(content)
        path.with_suffix(".journal").write_bytes(content)
        records = Freshness(path)
        records.is_current("harbour", "inputs", Path(folder))
        records.close()
        list(Keeping(path, "", 1).of("stage")(3, lambda place: b"%d" % place, lambda place: b"made"))


def sentences(content: bytes, name: str) -> None:
    text = decode(content, name)[0]
    position = 0
    for start, end in split(text):
        assert position <= start < end
        assert not text[position:start].strip(BLANKS)
        position = end
    assert not text[position:].strip(BLANKS)


def chinese(content: bytes, name: str) -> None:
    text = decode(content, name)[0]
    for hint in hints(text):
        assert text[hint.start :].startswith(hint.chinese)
    compare(chinese_facts(text), english_facts("It invested RMB 5 million in 2020."))


def english(content: bytes, name: str) -> None:
    compare(chinese_facts("2020年投资500万元。"), english_facts(decode(content, name)[0]))


def pair(content: bytes, name: str) -> None:
    """A Chinese line and its English go through all the checks."""
    texts = decode(content, name)[0].partition("\n")
    run_checks(of_pairs((texts[0], texts[2])))


def of_pairs(*pairs: tuple[str, str]) -> Bitext:
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment(f"s{at}", text),)) for at, (text, _) in enumerate(pairs))
    document = Document("harbour", "harbour", blocks, "harbour.txt")
    units = (
        Unit(block.segments[0], english, State.TRANSLATED if english.strip() else State.EMPTY)
        for block, (_, english) in zip(blocks, pairs, strict=True)
    )
    return Bitext(document, tuple(units))


SENT = of_pairs(
    ("江港新城开港", "Jianggang New Town opens"),
    ("港口今年投资5亿元。", "The port invested RMB 500 million this year."),
    ("船也来了。", ""),
)
"""What came back belongs to this document."""

TARGETS: dict[str, Target] = {
    "text": Target(".txt", source(".txt"), ("readers/text.py", "readers/encoding.py")),
    "docx": Target(".docx", source(".docx"), ("readers/docx",)),
    "html": Target(".html", source(".html"), ("readers/html",)),
    "markdown": Target(".md", source(".md"), ("readers/markdown.py", "readers/markdown_in_place.py")),
    "bitext": Target(".xlf", bitext, ("bitext",)),
    "xliff12": Target(".xlf", foreign, ("bitext/foreign/xliff.py", "bitext/foreign/xliff12.py")),
    "xliff2": Target(".xlf", foreign, ("bitext/foreign/xliff2.py", "bitext/foreign/xliff2_rules")),
    "tmx": Target(".tmx", foreign, ("bitext/foreign/tmx.py",)),
    "memory": Target(".tmx", memory, ("bitext/foreign/tmx.py", "memory/tmx.py")),
    "po": Target(".po", foreign, ("bitext/foreign/po.py",)),
    "tbx": Target(".tbx", terms, ("glossary/exchange/tbx_read.py",)),
    "family": Target(".csv", family, ("glossary/parse.py",)),
    "table": Target(".csv", table, ("glossary/parse.py", "glossary/exchange/table.py")),
    "workbook": Target(".xlsx", workbook, ("glossary/parse.py", "safe/spreadsheet.py")),
    "sheet": Target(".tsv", review, ("bitext/sheet.py", "review/sheet.py")),
    "sheet-workbook": Target(".xlsx", review, ("bitext/sheet.py", "review/sheet.py")),
    "review-docx": Target(".docx", review, ("review/docx",)),
    "review-page": Target(".json", review, ("review/page.py", "review/values.py")),
    "handoff-xliff": Target(".xlf", handoff, ("review/handoff", "bitext")),
    "handoff-po": Target(".po", handoff, ("review/handoff", "bitext/foreign/po.py")),
    "handoff-package": Target(".zip", handoff, ("review/handoff", "bitext/foreign/omegat.py")),
    "manifest": Target(".json", manifest_file, ("bitext/manifest_file.py",)),
    "rules": Target(".srx", rules, ("segmentation/srx.py",)),
    "breaks": Target(".breaks", breaks, ("segmentation/breaks.py",)),
    "settings": Target(".toml", settings, ("project/settings.py", "engines", "writers/edition.py")),
    "kept": Target(".json", kept, ("building/keeping.py", "project/freshness.py")),
    "baseline": Target(".json", read_baseline, ("checks/baseline.py",)),
    "sentences": Target(".txt", sentences, ("segmentation/sentences.py",)),
    "chinese": Target(".txt", chinese, ("language/quantities", "language/hints.py")),
    "english": Target(".txt", english, ("language/quantities",)),
    "pair": Target(".txt", pair, ("checks", "language/quantities")),
}  # fmt: skip
"""By its name, which is also that of its folder in the corpus."""
