"""Which templates a block or a brand in a folder touches."""

from pathlib import Path

import pytest

from ccm.impact.folder import touched_by_folder
from ccm.impact.model import ImpactError
from ccm.library import STARTER, LibraryError
from tests.ccm.impact.examples import FULL, block, copied, library

NOWHERE = Path("no-library-of-ones-own")


def test_a_changed_block_touches_the_templates_that_use_it_and_no_other(tmp_path: Path) -> None:
    folder = copied(STARTER.blocks, "right-to-complain", tmp_path, "60 calendar days", "45 calendar days")
    found = touched_by_folder(folder, NOWHERE)
    assert found.name == "block:right-to-complain"
    assert [one.template for one in found.touched] == [
        "account-statement",
        "contract-change-notice",
        "payment-reminder",
    ]
    for one in found.touched:
        assert one.follows
        assert one.before is not None
        before, after = one.before.blocks, one.after.blocks
        assert {key for key in after if before[key].digest != after[key].digest} == {"right-to-complain"}


def test_a_changed_brand_touches_the_templates_that_bear_it(tmp_path: Path) -> None:
    found = touched_by_folder(copied(STARTER.brands, "solvento", tmp_path, "name: ", "name: New "), NOWHERE)
    assert [one.template for one in found.touched] == ["appointment-reminder", "invoice"]


def test_a_pinned_template_stays_as_it_is(tmp_path: Path) -> None:
    shelf = library(tmp_path / "now")
    found = touched_by_folder(block(tmp_path / "new", 2, FULL.replace("sixty", "forty")), shelf)
    follows = {one.template: one.follows for one in found.touched}
    assert follows == {"card": False, "letter": True}
    (card,) = (one for one in found.touched if one.template == "card")
    assert card.before is card.after
    assert card.after.blocks["complaints"].version == 1


def test_a_template_that_pins_the_proposed_version_has_no_before(tmp_path: Path) -> None:
    shelf = library(tmp_path / "now")
    card = shelf / "templates" / "card" / "template.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    found = touched_by_folder(block(tmp_path / "new", 2), shelf, ("card",))
    assert [(one.before, one.follows) for one in found.touched] == [(None, True)]


def test_the_same_block_twice_is_refused_with_what_to_do(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with pytest.raises(ImpactError, match="give --library a folder that has the version in use"):
        touched_by_folder(shelf / "blocks" / "complaints", shelf)


def test_what_is_no_block_and_no_brand_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImpactError, match=r"it has no block\.yaml or brand\.yaml"):
        touched_by_folder(tmp_path, NOWHERE)


def test_an_unknown_template_is_named(tmp_path: Path) -> None:
    shelf = library(tmp_path / "now")
    with pytest.raises(LibraryError, match="no template 'leter'"):
        touched_by_folder(block(tmp_path / "new", 2), shelf, ("leter",))
