"""The gates run for real: a letter in order passes them all, and each finds what is wrong with a broken copy."""

from dataclasses import replace
from typing import Any

import pytest

from approval.gate import GATES, missing_gates
from approval.subject import Subject
from ccm.gates import run
from ccm.gates.browser import Looker, looker
from ccm.gates.examination import Examination, examine_block, examine_brand, examine_translation
from ccm.gates.matrix import rendered_matrix
from ccm.gates.outcome import Outcome
from ccm.gates.pdf_ua import pdf_ua
from ccm.gates.proof import proof
from ccm.gates.rules import MandatoryRule
from ccm.gates.run import GateReport, UnknownGateError, run_gates
from ccm.gates.static import static_check
from ccm.gates.unavailable import GateUnavailableError
from ccm.gates.wcag import pages_of, wcag
from ccm.library import Library
from content_blocks.digest import digest_bytes
from content_blocks.document import Asset
from tests.browser import needs_browser
from tests.ccm.gates.letters import CONTENT, DIGEST, RECORD, examined_letter, ginepro, terms

RULE = MandatoryRule("terms", ("bank",), (), "terms", "The bank says so")


@pytest.fixture(scope="module")
def letter_reports() -> tuple[GateReport, ...]:
    told: list[str] = []
    examination = examined_letter(tags=["bank"], rules=(RULE,))
    reports = run_gates([examination], progress=told.append, more=("coverage",))
    assert told == ["Rendering template letter", "Looking at template letter"]
    return reports


def failures(found: Outcome) -> list[tuple[str, str]]:
    return [(finding.place, finding.code) for finding in found.findings if finding.severity == "error"]


@needs_browser
def test_a_letter_in_order_passes_every_gate(letter_reports: tuple[GateReport, ...]) -> None:
    assert [(one.result.gate, one.result.passed, one.findings) for one in letter_reports] == [
        (gate, True, ()) for gate in (*GATES["template"], "coverage")
    ]
    assert letter_reports[0].summary == "template letter: check passed"
    assert {one.result.digest for one in letter_reports} == {DIGEST}
    assert [one.result.evidence for one in letter_reports] == [digest_bytes(one.report) for one in letter_reports]
    subject = Subject("template", "letter", 1, DIGEST)
    results = [replace(one.result, digest=subject.digest) for one in letter_reports]
    assert missing_gates(subject, results, ("coverage",)) == ()


@needs_browser
def test_the_evidence_is_the_same_in_another_process_and_order(letter_reports: tuple[GateReport, ...]) -> None:
    block = examine_block(terms(), DIGEST, ginepro())
    again = run_gates([block, examined_letter(tags=["bank"], rules=(RULE,))], workers=2, more=("coverage",))
    assert [one.report for one in again[5:]] == [one.report for one in letter_reports]
    assert all(one.result.passed for one in again)


@needs_browser
def test_what_is_no_letter_is_looked_at_in_one() -> None:
    block = Library().block("late-payment-interest")
    translation = examine_translation(block, "it", DIGEST, ginepro())
    reports = run_gates([translation, examine_brand(ginepro(), DIGEST)], workers=1)
    assert [(one.result.gate, one.result.passed) for one in reports] == [(gate, True) for gate in 2 * GATES["block"]]
    assert [finding.text for one in reports for finding in one.findings] == []


def test_a_gate_nobody_knows_is_named_before_anything_is_rendered() -> None:
    with pytest.raises(UnknownGateError, match="there is no gate 'plain-language'; there are check, proof"):
        run_gates([examined_letter()], more=("plain-language",))


@pytest.mark.parametrize("missing", ["page", "playwright.sync_api", "axe_playwright_python"])
def test_without_its_tools_no_gate_passes(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(GateUnavailableError, match=r"install 'ccm-engine\[approval\]' and Chromium"):
        run_gates([examined_letter()])


def test_without_a_browser_no_gate_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccm.gates.browser.chromium_path", lambda: None)
    monkeypatch.setattr(run, "examined_all", lambda *_: pytest.fail("nothing is to be rendered"))
    with pytest.raises(GateUnavailableError, match="install the package chromium"):
        run_gates([examined_letter()])


def sms(content: list[dict[str, Any]] | None = None, **said: Any) -> Examination:
    return examined_letter(content, **{"channels": ["sms"], **said})


def test_the_check_finds_what_needs_no_rendering() -> None:
    examination = sms([{"paragraph": "Dear {{ nobody }}", "id": "greeting"}])
    found = static_check(examination, rendered_matrix(examination))
    assert ("template letter: greeting", "unknown-variable") in failures(found)
    silent = replace(examination, locales=("fr",))
    assert ("template letter: fr", "release") in failures(static_check(silent, rendered_matrix(silent)))


def test_a_block_whose_words_do_not_fit_its_slots_fails_the_check() -> None:
    broken = terms(content=[{"paragraph": "Until {{ until }}", "id": "words"}])
    examination = examine_block(broken, DIGEST, ginepro())
    assert ("block terms: words", "unknown-variable") in failures(
        static_check(examination, rendered_matrix(examination))
    )


def test_a_sample_that_breaks_the_contract_fails_the_proof() -> None:
    examination = sms(samples={"first": RECORD, "second": {**RECORD, "name": 7}})
    found = proof(examination, rendered_matrix(examination))
    [finding] = [finding for finding in found.findings if finding.severity == "error"]
    assert (finding.code, finding.samples) == ("record", ("second en-GB",))


def test_a_channel_that_cannot_carry_the_letter_fails_the_proof() -> None:
    locked = terms(content=[{"paragraph": "Terms " * 300, "id": "words"}])
    examination = sms(block=locked)
    found = proof(examination, rendered_matrix(examination))
    assert [code for _, code in failures(found)] == ["sms.too-long"]


def test_nothing_to_show_is_no_proof() -> None:
    examination = sms(samples={})
    assert failures(proof(examination, rendered_matrix(examination))) == [("letter", "no-sample")]


def test_a_language_that_cannot_be_made_is_missing_from_the_proof() -> None:
    examination = replace(sms(), locales=("en-GB", "fr"))
    found = proof(examination, rendered_matrix(examination))
    assert failures(found) == [("letter: fr", "language-missing")]


def test_the_proof_keeps_what_every_channel_made() -> None:
    examination = sms()
    found = proof(examination, rendered_matrix(examination))
    assert found.passed
    cells: Any = found.evidence["cells"]
    [cell] = cells
    assert (cell["sample"], cell["locale"]) == ("first", "en-GB")
    assert set(cell["channels"]["sms"]["parts"]) == {"sms.txt"}
    assert cell["channels"]["sms"]["facts"]["segments"] == 1


def test_a_pdf_that_does_not_conform_is_told_with_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderers.pdf.press.add_structure", lambda *_: None)  # no tags at all
    examination = examined_letter(channels=["pdf"])
    found = pdf_ua(examination, rendered_matrix(examination))
    assert not found.passed
    assert {place for place, _ in failures(found)} == {"letter: pdf: PDF_UA_1", "letter: pdf: PDF_A_3A"}
    assert found.findings[0].samples == ("first en-GB",)


def test_a_picture_whose_words_come_out_empty_is_no_ornament() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    seal = Asset(name="seal.svg", media_type="image/svg+xml", body=svg, digest=digest_bytes(svg))
    picture = {"image": "seal.svg", "id": "seal", "alt": "{{ name }}", "channels": ["pdf"]}
    examination = examined_letter(
        [*CONTENT, picture], samples={"nameless": {**RECORD, "name": ""}}, assets={"seal.svg": seal}, channels=["pdf"]
    )
    found = pdf_ua(examination, rendered_matrix(examination))
    assert failures(found) == [("letter: pdf: seal", "alt-empty")]
    assert found.findings[0].samples == ("nameless en-GB",)


def test_what_was_not_rendered_has_not_passed() -> None:
    examination = examined_letter(channels=["pdf", "email", "mobile"], samples={"first": {}})
    matrix = rendered_matrix(examination)
    assert failures(pdf_ua(examination, matrix)) == [("letter: pdf", "not-rendered")]
    with_nothing = Looker(None, {})
    assert failures(wcag(examination, pages_of(examination, matrix), with_nothing)) == [
        ("letter: email", "not-rendered"),
        ("letter: mobile", "not-rendered"),
    ]


@needs_browser
def test_colours_that_cannot_be_told_apart_fail_the_pages_and_the_brand() -> None:
    brand = ginepro()
    light = brand.brand.light.model_copy(update={"ink": "#c8d0d0"})
    faint = replace(brand, brand=brand.brand.model_copy(update={"light": light}))
    examination = examined_letter([CONTENT[0]], channels=["email", "mobile"], brand=faint)
    with looker() as looking:
        found = wcag(examination, pages_of(examination, rendered_matrix(examination)), looking)
    assert set(failures(found)) == {
        ("letter: email, light", "color-contrast"),
        ("letter: mobile, light", "color-contrast"),
    }
    assert "A letter" in found.findings[0].message
    specimen = examine_brand(faint, DIGEST)
    matrix = replace(rendered_matrix(examination), not_compiled=())
    assert ("brand ginepro: light", "brand") in failures(static_check(specimen, matrix))


@needs_browser
def test_a_page_can_ask_for_nothing_and_run_nothing() -> None:
    page = """<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>Words</h1>
        <img src="http://elsewhere.invalid/x.png" alt="x"><p id="p" style="color:#000;background:#fff">Fine</p></main>
        <script>document.getElementById("p").style.color = "#eee"; fetch("http://elsewhere.invalid/")</script></body></html>"""
    with looker() as looking:
        assert looking.look(page, "phone") == ()
        assert {one.rule for one in looking.look(page.replace("#000", "#eee"), "phone")} == {"color-contrast"}
        assert {one.rule for one in looking.look(page.replace(' alt="x"', ""), "phone")} == {"image-alt"}
