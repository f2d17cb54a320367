import json
from pathlib import Path
from typing import Any

import pytest

from content_blocks.folders import FolderError, read_assets, read_block, read_brand
from tests.content_blocks.examples import brand_data

BLOCK = """\
block: late-fee
version: 2
title: Late fee
owner: Legal
language: en-GB
locales: [it]
lock: locked
slots:
  days: {type: integer}
content:
  - heading: Paying late
    id: title
  - paragraph: After {{ days }} days a fee is due.
    id: fee
short: A fee is due after {{ days }} days.
"""


def block_folder(tmp_path: Path, text: str = BLOCK, name: str = "late-fee") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "block.yaml").write_text(text, encoding="utf-8")
    return folder


def brand_folder(tmp_path: Path, **changes: Any) -> Path:
    folder = tmp_path / "test"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "brand.yaml").write_text(json.dumps({**brand_data(), **changes}, indent=1), encoding="utf-8")
    return folder


def test_a_block_reads_with_its_translations_and_files(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    (folder / "locales").mkdir()
    (folder / "locales" / "it.po").write_text(
        'msgctxt "title"\nmsgid "Paying late"\nmsgstr "Ritardi"\n', encoding="utf-8"
    )
    (folder / "assets").mkdir()
    (folder / "assets" / "seal.svg").write_bytes(b"<svg/>")
    block = read_block(folder)
    assert (block.key, block.version, block.locales) == ("late-fee", 2, ("en-GB", "it"))
    assert [node.id for node in block.definition.content] == ["title", "fee"]
    assert block.catalogs["it"].entries["title"].text == "Ritardi"
    assert block.assets["seal.svg"].body == b"<svg/>"
    assert block.digest == read_block(folder).digest


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 2", "version: two", "block.yaml:2: version: "),
        ("owner: Legal\n", "", "block.yaml:1: owner: Field required"),
        ("    id: title", "    level: 9", "block.yaml:12: content.0.heading.level: "),
        ("  - paragraph: After", "  - paragraf: After", "block.yaml:13: content.1: is no node"),
        ("lock: locked", "lock: locked\ncolour: red", "block.yaml:8: colour: Extra inputs are not permitted"),
        ("title: Late fee", "title: Late: fee", "block.yaml:3: is not YAML"),
        ("owner: Legal", "owner: Legal\nowner: Tax", "block.yaml:5: the key 'owner' stands twice"),
        ("block: late-fee", "block: other", "says it is 'other', but its folder is 'late-fee'; give both one name"),
        ("language: en-GB", "language: English", "block.yaml: 'English' is no locale; write a BCP 47 tag"),
        (BLOCK, "", "block.yaml: is empty or no mapping"),
        (BLOCK, "- a list", "block.yaml: is empty or no mapping"),
    ],
)
def test_a_faulty_block_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in BLOCK
    with pytest.raises(FolderError) as refusal:
        read_block(block_folder(tmp_path, BLOCK.replace(old, new)))
    assert message in str(refusal.value)


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    text = BLOCK.replace("version: 2", "version: 0").replace("    id: fee", "    id: Fee")
    with pytest.raises(FolderError) as refusal:
        read_block(block_folder(tmp_path, text))
    first, second = str(refusal.value).splitlines()
    assert "block.yaml:2: version" in first
    assert "block.yaml:14: content.1.paragraph.id" in second


def test_a_folder_without_its_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"block\.yaml: cannot be read"):
        read_block(tmp_path)
    with pytest.raises(FolderError, match=r"brand\.yaml: cannot be read"):
        read_brand(tmp_path)


def test_a_faulty_catalog_is_named(tmp_path: Path) -> None:
    folder = block_folder(tmp_path)
    (folder / "locales").mkdir()
    (folder / "locales" / "it.po").write_text("nonsense", encoding="utf-8")
    with pytest.raises(FolderError, match=r"it\.po:1: is not a gettext catalog"):
        read_block(folder)


def test_a_brand_reads_and_its_digest_covers_its_files(tmp_path: Path) -> None:
    folder = brand_folder(tmp_path)
    brand = read_brand(folder)
    assert brand.brand.name == "Test & Co"
    (folder / "assets" / "logo.svg").write_text("<svg></svg>", encoding="utf-8")
    assert read_brand(folder).digest != brand.digest


@pytest.mark.parametrize("logo", ["gone.svg", "../logo.svg", "/etc/passwd"])
def test_a_logo_that_is_not_in_the_folder_is_refused(tmp_path: Path, logo: str) -> None:
    folder = brand_folder(tmp_path, letterhead={**brand_data()["letterhead"], "logo": logo})
    with pytest.raises(FolderError, match=r"brand\.yaml:\d+: there is no file"):
        read_brand(folder)


def test_an_unreadable_colour_is_named_by_line(tmp_path: Path) -> None:
    folder = brand_folder(tmp_path, charts=["#ffffff", "#000000"])
    with pytest.raises(FolderError, match="the chart colour #ffffff on paper"):
        read_brand(folder)


def test_only_images_are_assets(tmp_path: Path) -> None:
    assert read_assets(tmp_path / "none") == {}
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg/>", encoding="utf-8")
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "link.svg").symlink_to(secret)
    with pytest.raises(FolderError, match=r"link\.svg: is not an image"):
        read_assets(folder)
    (folder / "link.svg").unlink()
    (folder / "script.js").write_text(json.dumps({}), encoding="utf-8")
    with pytest.raises(FolderError, match=r"script\.js: is not an image; assets are \.svg, \.png and \.jpg files"):
        read_assets(folder)


def test_a_huge_asset_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(FolderError, match="larger than 5 MB; make it smaller"):
        read_assets(tmp_path)
