"""The translations of a template or block are told in every language, and given anew."""

import pytest

from ccm.content.translations import NoSuchTextError, catalog_file, entries, translated, updated_files
from ccm.library import STARTER
from content_blocks.files import read_content, read_files
from content_blocks.folders import read_block, read_brand

KEY = "privacy-notice"
FILES = read_files(STARTER.blocks / KEY)
REWORDED = {**FILES, "block.yaml": FILES["block.yaml"].replace(b"**Your data.**", b"**Your personal data.**")}


def test_a_changed_text_is_fuzzy_until_it_is_translated_again() -> None:
    assert {one.state for texts in entries(read_content(FILES, KEY, read_block)).values() for one in texts} == {
        "translated"
    }
    block = read_content(REWORDED, KEY, read_block)
    found = entries(block)
    assert list(found) == ["de", "it"]
    fuzzy = [one for one in found["it"] if one.state == "fuzzy"]
    assert [("Your personal data" in one.source, "Your data" in (one.made_for or "")) for one in fuzzy] == [
        (True, True)
    ]
    name, body = catalog_file(translated(block, "it", {fuzzy[0].context: "**I suoi dati personali.** Si veda."}))
    again = entries(read_content({**REWORDED, name: body}, KEY, read_block))
    assert {one.state for one in again["it"]} == {"translated"}
    assert {one.state for one in again["de"]} == {"translated", "fuzzy"}
    marked = updated_files(block)
    assert sorted(marked) == ["locales/de.po", "locales/it.po"]
    assert b"#, fuzzy" in marked["locales/it.po"]


def test_what_is_not_there_is_not_translated() -> None:
    block = read_content(FILES, KEY, read_block)
    with pytest.raises(NoSuchTextError, match="there are de, it"):
        translated(block, "fr", {})
    with pytest.raises(NoSuchTextError, match="no text 'nowhere'"):
        translated(block, "it", {"nowhere": "x"})
    brand = read_brand(STARTER.brands / "ginepro")
    assert (entries(brand), updated_files(brand)) == ({}, {})
