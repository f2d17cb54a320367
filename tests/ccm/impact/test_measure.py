"""What a proposed version does, cell by cell: template, sample, language, channel."""

from pathlib import Path

import pytest

from ccm.impact.data import impact_data
from ccm.impact.folder import touched_by_folder
from ccm.impact.measure import measure, named
from ccm.impact.model import Impact, ImpactError, Touched, counts
from ccm.impact.told import failures, told
from ccm.library import STARTER
from tests.ccm.impact.examples import (
    ASKED,
    FULL,
    FULL_IT,
    SHORT,
    SHORT_IT,
    WITHOUT,
    block,
    copied,
    impact,
    library,
    template,
)

FASTER = FULL.replace("sixty", "forty")
FASTER_IT = FULL_IT.replace("sessanta", "quaranta")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return library(tmp_path / "now")


def faster(folder: Path) -> Path:
    return block(folder, 2, FASTER, full_it=FASTER_IT)


def outcomes(found: Impact) -> dict[tuple[str, str, str, str], str]:
    return {(cell.template, cell.sample, cell.locale, cell.channel): cell.outcome for cell in found.cells}


def test_every_sample_language_and_channel_is_told(shelf: Path, tmp_path: Path) -> None:
    found = impact(faster(tmp_path / "new"), shelf)
    expected = {
        ("letter", sample, locale, channel): "unchanged" if channel == "sms" else "changed"
        for sample in ("anna", "bruno")
        for locale in ("en-GB", "it")
        for channel in ("email", "sms", "mobile")
    }
    assert outcomes(found) == expected
    assert {one.template: one.follows for one in found.templates} == {"card": False, "letter": True}
    assert [one.version for one in found.templates] == ["version 1", "version 1"]
    assert [(one.language, one.words.change, len(one.cells)) for one in told(found)] == [
        ("en", ("sixty", "forty"), 4),
        ("it", ("sessanta", "quaranta"), 4),
    ]


def test_the_proposal_is_told_word_by_word_in_each_language(shelf: Path, tmp_path: Path) -> None:
    proposal = impact(faster(tmp_path / "new"), shelf).proposal
    assert (proposal.versions, proposal.version, proposal.owner) == (("version 1",), "version 2", "Compliance")
    changed = {
        wording.locale: [piece.text.strip() for piece in wording.pieces if piece.what != "same"]
        for wording in proposal.wordings
    }
    assert changed == {"en-GB": ["sixty", "forty"], "it": ["sessanta", "quaranta"]}
    assert proposal.same == {"en-GB": 1, "it": 1}


def test_a_sample_that_does_not_show_the_block_stays_as_it_is(shelf: Path, tmp_path: Path) -> None:
    template(shelf, "asked", f"{WITHOUT}\n{ASKED}")
    found = impact(faster(tmp_path / "new"), shelf, "asked")
    assert {(cell.sample, cell.outcome) for cell in found.cells if cell.channel != "sms"} == {
        ("anna", "changed"),
        ("bruno", "unchanged"),
    }


def test_the_first_of_the_samples_that_share_a_change_is_shown_for_all(shelf: Path, tmp_path: Path) -> None:
    found = impact(faster(tmp_path / "new"), shelf)
    shown = [(cell.sample, cell.locale, cell.channel) for cell in found.cells if cell.after.shown]
    assert shown == [("anna", locale, channel) for locale in ("en-GB", "it") for channel in ("email", "mobile")]


def test_a_short_form_that_no_longer_fits_fails_by_text_message_alone(shelf: Path, tmp_path: Path) -> None:
    long = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()
    found = impact(block(tmp_path / "new", 2, short=long, short_it=SHORT_IT), shelf)
    assert {(cell.locale, cell.channel) for cell in found.failing} == {("en-GB", "sms")}
    (failure,) = failures(found)
    assert "the template allows 1" in failure.problem
    assert "shorter short form" in failure.remedy
    assert [cell.sample for cell in failure.cells] == ["anna", "bruno"]


def test_a_longer_message_that_fits_tells_what_it_costs(shelf: Path, tmp_path: Path) -> None:
    template(shelf, "letter", "  - block: complaints\n    id: complaints", limit=3)
    long = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()
    found = impact(block(tmp_path / "new", 2, short=long, short_it=SHORT_IT), shelf)
    assert found.failing == ()
    assert {(cell.locale, cell.more_segments) for cell in found.dearer} == {("en-GB", 1)}


def test_a_stale_translation_fails_in_its_language_and_no_other(shelf: Path, tmp_path: Path) -> None:
    proposed = block(tmp_path / "new", 2)
    file = proposed / "block.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("sixty", "forty"), encoding="utf-8")
    found = impact(proposed, shelf)
    assert {cell.locale for cell in found.failing} == {"it"}
    (failure,) = failures(found)
    assert "stale in it" in failure.problem
    assert "translated and approved" in failure.remedy
    notes = {wording.locale: wording.note for wording in found.proposal.wordings}
    assert "nothing can be sent in Italian" in notes["it"]


def test_what_fails_already_is_not_blamed_on_the_proposal(shelf: Path, tmp_path: Path) -> None:
    long = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()
    block(shelf, 1, short=long)
    found = impact(faster(tmp_path / "new"), shelf, "letter")
    messages = [cell for cell in found.cells if cell.channel == "sms" and cell.locale == "en-GB"]
    assert [(cell.outcome, cell.mended) for cell in messages] == [("failed-before", True)] * 2
    assert found.failing == ()


def test_a_first_release_has_an_after_alone(shelf: Path, tmp_path: Path) -> None:
    one = touched_by_folder(faster(tmp_path / "new"), shelf, ("letter",)).touched[0]
    first = Touched(one.template, one.title, None, one.after, follows=True)
    found = measure([first], "complaints", samples=1, workers=1)
    assert counts(found.cells) == {"new": 6}
    assert all(cell.before is None for cell in found.cells)
    assert found.proposal.versions == ()
    assert found.left_out == {"letter": 1}


def test_two_processes_find_what_one_does(shelf: Path, tmp_path: Path) -> None:
    template(shelf, "other", "  - block: complaints\n    id: complaints", channels="sms")
    found = touched_by_folder(faster(tmp_path / "new"), shelf)
    done: list[tuple[int, int]] = []
    alone, together = (
        measure(
            found.touched, found.name, proposed=found.proposed, present=found.present, workers=workers, samples=1,
            progress=lambda *step: done.append(step),
        )
        for workers in (1, 2)
    )  # fmt: skip
    assert impact_data(alone) | {"seconds": 0} == impact_data(together) | {"seconds": 0}
    assert done == [(number, 4) for number in (1, 2, 3, 4)] * 2


def test_pages_of_paper_that_differ_are_pictured_with_the_blocks_place(shelf: Path, tmp_path: Path) -> None:
    template(shelf, "paper", f"{WITHOUT}\n  - page_break: true\n    id: turn\n{ASKED}", channels="pdf")
    found = impact(faster(tmp_path / "new"), shelf, "paper", samples=1)
    cells = {cell.locale: cell for cell in found.cells}
    assert set(cells) == {"en-GB", "it"}
    for cell in cells.values():
        assert (cell.outcome, cell.pages) == ("changed", (2,))
        for side in (cell.before, cell.after):
            assert side is not None
            assert side.shown is not None
            (picture,) = side.shown.pictures
            assert picture.page == 2
            assert len(picture.areas) == 1


def test_a_brand_has_an_impact_too(shelf: Path, tmp_path: Path) -> None:
    folder = copied(STARTER.brands, "ginepro", tmp_path / "new", "#12262f", "#12264f")
    found = impact(folder, shelf, "hello", samples=1)
    assert {cell.channel: cell.outcome for cell in found.cells} == {
        "email": "changed",
        "sms": "unchanged",
        "mobile": "changed",
    }
    assert (found.proposal.kind, found.proposal.wordings) == ("brand", ())
    assert any("#12262f → #12264f" in sentence for sentence in found.proposal.others)


def test_nothing_that_follows_and_nothing_proposed_is_refused() -> None:
    with pytest.raises(ImpactError, match="nothing follows the block complaints"):
        measure([], "complaints")


def test_a_proposal_that_nobody_uses_touches_nothing(tmp_path: Path) -> None:
    found = impact(block(tmp_path / "new"), tmp_path / "nowhere")
    assert (found.templates, found.cells) == ((), ())


def test_only_blocks_and_brands_have_an_impact() -> None:
    assert named("complaints") == named("block:complaints") == ("block", "complaints")
    assert named("brand:ginepro") == ("brand", "ginepro")
    with pytest.raises(ImpactError, match="no block and no brand"):
        named("template:letter")
