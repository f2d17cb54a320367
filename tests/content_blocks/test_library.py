"""The starter library: what a customer finds on the first day has to be whole, in every language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content_blocks.block import ContentBlock, block_units
from content_blocks.brand import contrast
from content_blocks.folders import BLOCKS, BRANDS, read_block, read_brand
from content_blocks.markup import MarkupError, parse_markup, placeholders
from content_blocks.source_ids import DERIVED_ID_PREFIX
from content_blocks.structure import walk_source
from content_blocks.texts import TextUnit

BLOCK_FOLDERS = sorted(BLOCKS.iterdir())
BRAND_FOLDERS = sorted(BRANDS.iterdir())
LOCALES = ("en-GB", "it", "de")

# The 7-bit default alphabet of SMS without its extension table (3GPP TS 23.038, 6.2.1).
GSM_ALPHABET = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
SHORT_LENGTH = 140
PLACEHOLDER = re.compile(r"\{\{.*?\}\}")

every_block = pytest.mark.parametrize("folder", BLOCK_FOLDERS, ids=lambda folder: folder.name)
every_brand = pytest.mark.parametrize("folder", BRAND_FOLDERS, ids=lambda folder: folder.name)


def texts(block: ContentBlock) -> Iterator[tuple[str, TextUnit, str]]:
    """Every text of a block: its locale, its unit in the source language, and the words themselves."""
    for unit in block_units(block.definition):
        yield block.definition.language, unit, unit.text
        for locale, catalog in block.catalogs.items():
            yield locale, unit, catalog.text(unit) or ""


def test_the_library_has_the_blocks_templates_count_on() -> None:
    assert [folder.name for folder in BLOCK_FOLDERS] == [
        "change-of-terms",
        "company-particulars-bank",
        "company-particulars-energy",
        "deposit-guarantee",
        "dispute-time-limit",
        "insurance-duty-of-disclosure",
        "late-payment-interest",
        "privacy-notice",
        "right-of-withdrawal",
        "right-to-complain",
        "supply-emergency",
        "tax-note",
        "vat-note",
    ]


@every_block
def test_a_block_is_locked_and_has_an_owner_and_a_jurisdiction(folder: Path) -> None:
    definition = read_block(folder).definition
    assert definition.lock == ("text" if definition.block == "supply-emergency" else "locked")
    assert definition.owner
    assert "IT" in definition.jurisdictions
    assert definition.tags


@every_block
def test_a_block_is_complete_in_every_locale(folder: Path) -> None:
    block = read_block(folder)
    assert block.locales == LOCALES
    units = list(block_units(block.definition))
    for locale, catalog in block.catalogs.items():
        states = {unit.context: catalog.state(unit) for unit in units}
        assert set(states.values()) == {"translated"}, f"{locale}: {states}"
        assert list(catalog.entries) == [unit.context for unit in units], f"{locale}: entries of gone texts"


@every_block
def test_a_translation_is_markup_and_shows_the_same_data(folder: Path) -> None:
    for locale, unit, text in texts(read_block(folder)):
        try:
            shown = placeholders(parse_markup(text))
        except MarkupError as error:
            pytest.fail(f"{locale} {unit.context}: {error}")
        assert sorted(shown) == sorted(placeholders(parse_markup(unit.text))), f"{locale} {unit.context}"


@every_block
def test_placeholders_name_slots_and_every_slot_is_shown(folder: Path) -> None:
    block = read_block(folder)
    named = {expression.split()[0] for _, _, text in texts(block) for expression in placeholders(parse_markup(text))}
    assert named == set(block.definition.slots)


@every_block
def test_a_short_form_fits_a_message_in_every_language(folder: Path) -> None:
    for locale, unit, text in texts(read_block(folder)):
        if unit.context != "short":
            continue
        shown = PLACEHOLDER.sub("00/00/00", text)
        assert len(shown) <= SHORT_LENGTH, f"{locale}: {len(shown)} characters"
        assert not set(shown) - GSM_ALPHABET, f"{locale}: {sorted(set(shown) - GSM_ALPHABET)} not in GSM-7"


@every_block
def test_a_channel_that_can_carry_neither_form_links_to_the_full_text(folder: Path) -> None:
    definition = read_block(folder).definition
    assert definition.short
    assert (definition.fallback == "link") == (definition.link is not None)


@every_block
def test_every_node_has_an_id_of_its_own(folder: Path) -> None:
    for node in walk_source(read_block(folder).definition.content):
        assert not node.id.startswith(DERIVED_ID_PREFIX)


@pytest.mark.parametrize("read", [read_block, read_brand])
def test_digests_are_the_same_whenever_a_folder_is_read(read: object) -> None:
    folders = BLOCK_FOLDERS if read is read_block else BRAND_FOLDERS
    assert callable(read)
    first, second = ([read(folder).digest for folder in folders] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(folders)


@every_brand
def test_a_brand_has_logos_for_light_and_dark_grounds_and_needs_no_fonts_for_them(folder: Path) -> None:
    brand = read_brand(folder)
    assert brand.brand.letterhead.logo_dark
    for asset in brand.assets.values():
        assert b"<text" not in asset.body
        assert b"href" not in asset.body


@every_brand
def test_the_families_of_a_brand_end_with_those_of_other_scripts(folder: Path) -> None:
    typography = read_brand(folder).brand.type
    for typeface in (typography.body, typography.heading):
        assert typeface.families[-3:] == ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew")


def test_the_two_brands_look_nothing_alike() -> None:
    first, second = (read_brand(folder).brand for folder in BRAND_FOLDERS)
    assert first.light.accent != second.light.accent
    assert first.type.body.families[0] != second.type.body.families[0]
    assert first.type.heading.families[0] != second.type.heading.families[0]
    assert first.letterhead.style != second.letterhead.style
    assert first.shape.table != second.shape.table
    assert first.shape.buttons != second.shape.buttons
    assert first.sheet.window != second.sheet.window


@every_brand
def test_bars_and_lines_of_charts_can_be_told_from_their_ground(folder: Path) -> None:
    brand = read_brand(folder).brand
    assert len(set(brand.charts)) == len(brand.charts)
    assert all(contrast(colour, brand.light.surface) >= 3 for colour in brand.charts[:2])
