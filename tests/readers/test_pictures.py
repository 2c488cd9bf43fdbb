"""Pictures of a source: found in reading order, loaded from its folder, its package or its text alone."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from wordprocessing import docx, loaded, paragraph, run

from toolkit.errors import InputError
from toolkit.model import Picture
from toolkit.readers import read
from toolkit.readers.pictures import LARGEST_PICTURE, media_type, open_pictures, read_picture

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def drawing(key: str, description: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="picture" descr="' + description + '"/><a:graphic>'
        '<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p.png"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def with_pictures(body: str) -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="one" Type="{kinds}/image" Target="media/one.png"/>'
        f'<Relationship Id="two" Type="{kinds}/image" Target="/word/media/two.png"/></Relationships>'
    )
    more = {"word/_rels/document.xml.rels": relationships, "word/media/one.png": PNG, "word/media/two.png": PNG}
    return docx(body, more=more)


def test_word_in_a_paragraph_of_its_own_in_a_text_and_after_the_last() -> None:
    body = paragraph(run("开港")) + paragraph(drawing("one", "码头")) + paragraph(run("图为码头。"))
    document = loaded(with_pictures(body + paragraph(run("船"), drawing("two")) + paragraph(drawing("one"))))
    assert document.pictures == (
        Picture("word/media/one.png", "码头", 1),
        Picture("word/media/two.png", "", 2),
        Picture("word/media/one.png", "", 2),
    )


def test_word_a_picture_that_is_missing_in_the_package_has_no_address() -> None:
    assert loaded(with_pictures(paragraph(run("船"), drawing("three")))).pictures == ()


def test_a_page_gives_its_pictures_with_the_block_that_follows(tmp_path: Path) -> None:
    page = tmp_path / "port.html"
    page.write_text(
        "<article><h1>九江港开港</h1><p>港口今天开港，船队出发。</p><figure><img src='a.png' alt='码头'>"
        "<figcaption>图为码头。</figcaption></figure><p>江上<img src='b.png'>有船。</p>"
        "<p><img data-src='c.png'></p></article>",
        encoding="utf-8",
    )
    document = read(page)
    assert document.pictures == (Picture("a.png", "码头", 2), Picture("b.png", "", 3), Picture("c.png", "", 4))
    assert len(document.blocks) == 4


def test_markdown_gives_its_pictures_with_the_block_that_follows(tmp_path: Path) -> None:
    path = tmp_path / "port.md"
    path.write_text("# 开港\n\n![码头](img/a.png)\n\n船![](b.png)来了。\n\n![](c.png)\n", encoding="utf-8")
    document = read(path)
    assert document.pictures == (Picture("img/a.png", "码头", 1), Picture("b.png", "", 1), Picture("c.png", "", 2))


def test_a_picture_is_read_beside_the_source_and_in_folders_there(tmp_path: Path) -> None:
    (tmp_path / "图 片").mkdir()
    (tmp_path / "图 片" / "a.png").write_bytes(PNG)
    source = tmp_path / "port.md"
    for address in ("图 片/a.png", "./图 片/a.png?v=2#top", "%E5%9B%BE%20%E7%89%87/a.png"):
        assert read_picture(source, address) == PNG


def test_a_page_may_hold_its_pictures_itself(tmp_path: Path) -> None:
    whole = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert read_picture(tmp_path / "port.html", whole) == PNG
    assert media_type(read_picture(tmp_path / "a.html", "data:image/svg+xml,%3Csvg/%3E")) == "image/svg+xml"


def test_a_picture_is_read_in_its_package(tmp_path: Path) -> None:
    source = tmp_path / "port.docx"
    source.write_bytes(with_pictures(paragraph(run("船"))))
    assert open_pictures(source)("word/media/one.png") == PNG


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        "HTTP:a.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "%2Fetc/hostname",
        "../secret.png",
        "%2e%2e/secret.png",
        "img/../../secret.png",
        "..\\secret.png",
        "\\\\server\\a.png",
        "C:/secret.png",
        "link.png",
        "folder.png",
        "missing.png",
        "notes.txt",
        "a\0.png",
        "",
        "?",
        "x" * 5000,
        "data:image/png;base64,@@@",
        "data:text/html,<script>",
        "data:",
    ],
)
def test_hostile_addresses_are_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "source"
    (folder / "folder.png").mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_picture(folder / "port.html", address)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("address", ["word/document.xml", "../a.png", "/etc/hostname", "https://example.org/a.png", ""])
def test_hostile_addresses_in_a_package_are_refused(tmp_path: Path, address: str) -> None:
    source = tmp_path / "port.docx"
    source.write_bytes(with_pictures(paragraph(run("船"))))
    with pytest.raises(InputError):
        read_picture(source, address)


def test_pictures_that_are_too_large_or_no_files_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as stream:
        stream.write(PNG)
        stream.truncate(LARGEST_PICTURE + 1)
    os.mkfifo(tmp_path / "pipe.png")
    for address in ("a.png", "pipe.png"):
        with pytest.raises(InputError):
            read_picture(tmp_path / "port.md", address)
