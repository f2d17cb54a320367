"""The proof sheet has every sample in every language and channel, and says on each page what it is of."""

import base64
import io

import pypdfium2
import pytest
from PIL import Image

from ccm.gates.browser import chromium_path
from ccm.proofs.screens import screens
from ccm.proofs.sheet import ProofHead, proof_sheet
from ccm.rendering import Rendering
from ccm.run import draft_rendering

HEAD = ProofHead("Appointment", "appointment-reminder@7", "sha256:" + "ab" * 32, "Made today for anna", ("vat-note@3",))

needs_browser = pytest.mark.skipif(chromium_path() is None, reason="there is no Chromium")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words of each page of the sheet of a sample in two languages."""
    made = draft_rendering(tmp_path_factory.mktemp("library"), "appointment-reminder", None)
    template = made.release.template
    samples = dict(list(template.samples.items())[:1])
    release = type(made.release)(
        type(template)(**{**vars(template), "samples": samples}), made.release.blocks, made.release.brand
    )
    body = proof_sheet(HEAD, Rendering(release), ("it", "de"), lambda _: None)
    document = pypdfium2.PdfDocument(body)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@needs_browser
def test_a_sample_is_there_in_every_language_and_channel(pages: list[str]) -> None:
    whole = "\n".join(pages)
    for language in ("Italian (it)", "German (de)"):
        assert f"bolzano-meter-reading · {language}" in whole
    for channel in ("Letter", "Text message", "Email", "Page for the phone"):
        assert whole.count(channel) >= 2
    assert "BOZZA" in whole, "the text message carries the mark of a draft"


@needs_browser
def test_every_page_says_what_it_is_of(pages: list[str]) -> None:
    assert "Appointment" in pages[0]
    assert HEAD.digest in pages[0]
    assert "vat-note@3" in pages[0]
    for number, words in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in words
        assert "appointment-reminder@7" in words


@needs_browser
def test_a_page_is_cut_between_its_lines_and_runs_no_script() -> None:
    lines = "".join(f"<p>Line {number} of a page that is longer than a sheet</p>" for number in range(60))
    script = "<script>document.body.textContent = 'gone'</script>"
    with screens() as looking:
        whole = looking.pictures(f"<body>{lines}{script}<img src='http://elsewhere.invalid/x.png'></body>", 400, 900)
    assert len(whole) > 2
    heights = []
    for source in whole:
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as piece:
            heights.append(piece.height)
            for row in (0, piece.height - 1):
                grey = piece.convert("L").crop((0, row, piece.width, row + 1)).tobytes()
                assert min(grey) > 200, "no line of words is cut through"
    assert max(heights) <= 900 * 1.25 + 1
