"""Builds small Word documents from markup written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from toolkit.model import Block, Document
from toolkit.readers.docx import read_document

_SCHEMAS = "http://schemas.openxmlformats.org"
RELATIONSHIPS = f"{_SCHEMAS}/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": f"{_SCHEMAS}/wordprocessingml/2006/main",
        "r": RELATIONSHIPS,
        "m": f"{_SCHEMAS}/officeDocument/2006/math",
        "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
        "a": f"{_SCHEMAS}/drawingml/2006/main",
        "pic": f"{_SCHEMAS}/drawingml/2006/picture",
        "c": f"{_SCHEMAS}/drawingml/2006/chart",
        "mc": f"{_SCHEMAS}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="zone"><w:name w:val="园区小节"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="local"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="plain"><w:name w:val="像标题的正文"/><w:basedOn w:val="1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="bullet"><w:name w:val="圆点"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="emphasis"><w:name w:val="Emphasis"/><w:basedOn w:val="strong"/>
  <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""


def docx(
    body: str,
    *,
    styles: str = STYLES,
    stories: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A document with this body; ``stories`` are other parts by kind (``footnotes``, ``header``), ``links`` by ID."""
    stories = {"styles": styles, **(stories or {})}
    references = [_reference(kind, kind, f"{kind}.xml") for kind in stories]
    references += [_reference(key, "hyperlink", to, ' TargetMode="External"') for key, to in (links or {}).items()]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relationships([_reference("main", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(references),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{story}</w:{kind}>" for kind, story in stories.items()},
    }
    return packed({**parts, **(more or {})})


def packed(parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _reference(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target={quoteattr(target)}{mode}/>'


def _relationships(references: list[str]) -> str:
    namespace = f"{_SCHEMAS}/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(references)}</Relationships>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    style = style and f'<w:pStyle w:val="{style}"/>'
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def loaded(content: bytes) -> Document:
    return read_document(content, "port.docx", "source/port.docx")


def shown(block: Block) -> str:
    """A block as the examples write it: ``heading 2 | 江港<bold>新城</bold><image 码头/>``."""
    (segment,) = block.segments
    marks: list[tuple[int, int, int, str]] = []
    for number, code in enumerate(segment.codes):
        label = f"{code.kind} {code.detail}".rstrip()
        if code.is_paired:
            marks += [(code.start, 1, number, f"<{label}>"), (code.end, 0, -number, f"</{code.kind}>")]
        else:
            marks.append((code.start, 1, number, f"<{label}/>"))
    text, last = "", 0
    for place, _, _, mark in sorted(marks):
        text += segment.text[last:place] + mark
        last = place
    text = (text + segment.text[last:]).replace("\n", "⏎").replace("\t", "⇥")
    return f"{block.kind}{f' {block.level}' if block.level else ''} | {text}"
