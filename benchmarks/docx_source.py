"""How long a Word document of 5,000 paragraphs takes to read, beside what parsing its XML alone takes.

Every paragraph has four runs with the properties that Word writes. Ratios are taken in one run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from record import record

from toolkit.readers.docx import read_document

RUNS = 7
PARAGRAPHS = 5000
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = (
    '<w:r w:rsidR="00A10001"><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hint="eastAsia"/>{}'
    '<w:color w:val="333333"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    '<w:t xml:space="preserve">江港新城今年投资5亿元，港口全年吞吐量达60万标箱。</w:t></w:r>'
)
PARAGRAPH = (
    '<w:p w:rsidR="00A10001" w:rsidRDefault="00B20002"><w:pPr><w:spacing w:line="360" w:lineRule="auto"/>'
    '<w:ind w:firstLine="480"/><w:rPr><w:sz w:val="24"/></w:rPr></w:pPr>'
    f'{RUN.format("")}{RUN.format("<w:b/>")}{RUN.format("")}<w:proofErr w:type="spellStart"/>{RUN.format("")}</w:p>'
)


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{PARAGRAPH * PARAGRAPHS}</w:body></w:document>'.encode()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    parsing = seconds(lambda: etree.fromstring(xml))
    reading = seconds(lambda: read_document(packed.getvalue(), "long.docx", "long.docx"))
    print(f"{PARAGRAPHS:,} paragraphs, {len(xml) / 1e6:.1f} MB of XML, medians of {RUNS} runs")
    record("Word source read, to parsing its XML", reading / parsing)
    print(f"reading: {reading / parsing:.1f} times parsing")


if __name__ == "__main__":
    main()
