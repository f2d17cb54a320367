"""A draft is marked in every channel, whatever it says itself; what is no draft never is."""

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings

from content_blocks.brand import Palette, contrast
from content_blocks.document import Asset, Document, Heading
from content_blocks.document_json import as_data
from content_blocks.folders import BRANDS, read_brand
from renderers.base import Artifact, RenderError
from renderers.draft import dark_tint, draft_line, draft_word, light_tint, message_head
from renderers.registry import renderer, renderers
from tests.renderers.documents import document, paragraph, words
from tests.renderers.pdf.samples import text_of
from tests.strategies import documents

LOGO = Asset(
    name="logo.svg",
    media_type="image/svg+xml",
    body=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2" width="4" height="2"><path d="M0 0h4v2z"/></svg>',
    digest="sha256:logo",
)
ASSETS = {"logo.svg": LOGO}


def parts(artifact: Artifact) -> dict[str, bytes]:
    return {part.name: part.body for part in artifact.parts}


def rendered(channel: str, made: Document) -> Artifact | list[str]:
    """The artifact, or the codes of what stands against it."""
    try:
        return renderer(channel).render(made)
    except RenderError as error:
        return [finding.code for finding in error.findings]


def is_marked_pdf(artifact: Artifact) -> bool:
    """Whether every page has both watermarks; an error when only some have, or the pages and the title disagree."""
    with pikepdf.open(BytesIO(parts(artifact)["document.pdf"])) as file:
        counts = {page.Contents.read_bytes().count(b"/Subtype/Watermark") for page in file.pages}
        assert len(counts) == 1
        return counts.pop() >= 2


def is_marked_email(artifact: Artifact) -> bool:
    files = parts(artifact)
    subject = str(message_from_bytes(files["email.eml"], policy=policy.default)["Subject"] or "")
    banner = b'class="on-draft"' in files["email.html"]
    text = re.match(r"(DRAFT|BOZZA): \w", files["email.txt"].decode()) is not None
    assert (re.match(r"\[(DRAFT|BOZZA)\]", subject) is not None) == banner == text
    return banner


def is_marked_sms(artifact: Artifact) -> bool:
    return re.match("(DRAFT|BOZZA):[ \n]", parts(artifact)["sms.txt"].decode()) is not None


def is_marked_mobile(artifact: Artifact) -> bool:
    page = parts(artifact)["mobile.html"].decode()
    marks = [re.search("<title>.(DRAFT|BOZZA)]", page), '<aside class="draft"' in page, "--mark:" in page]
    assert len(set(map(bool, marks))) == 1
    return bool(marks[0])


MARKED: dict[str, Callable[[Artifact], bool]] = {
    "pdf": is_marked_pdf,
    "email": is_marked_email,
    "sms": is_marked_sms,
    "mobile": is_marked_mobile,
}


def test_every_built_in_channel_promises_marks_and_is_tried_here() -> None:
    assert all(each.marks_drafts for each in renderers().values())
    assert set(renderers()) >= set(MARKED)


def hold_to_the_promise(channel: str, made: Document) -> None:
    """The draft and what is no draft fail alike, or both are rendered, marked and not marked."""
    plain, draft = rendered(channel, made), rendered(channel, replace(made, draft=True))
    if isinstance(plain, list) or isinstance(draft, list):
        assert plain == draft
        return
    assert MARKED[channel](draft)
    assert not MARKED[channel](plain)
    assert plain.findings == draft.findings


@pytest.mark.parametrize("channel", ["email", "sms", "mobile"])
@settings(max_examples=20)
@given(made=documents())
def test_random_documents_are_marked_when_they_are_drafts(channel: str, made: Document) -> None:
    hold_to_the_promise(channel, made)


@settings(max_examples=8)
@given(made=documents())
def test_random_documents_are_marked_on_every_page(made: Document) -> None:
    hold_to_the_promise("pdf", made)


def said_by(artifact: Artifact) -> str:
    """What the channel says, with the subject of a mail; of paper, the text of its pages."""
    files = parts(artifact)
    if "document.pdf" in files:
        return text_of(files["document.pdf"])
    if "email.eml" in files:
        subject = message_from_bytes(files["email.eml"], policy=policy.default)["Subject"]
        return f"{subject}\n{files['email.txt'].decode()}"
    return next(iter(files.values())).decode()


@pytest.mark.parametrize("channel", MARKED)
@pytest.mark.parametrize("locale", ["en-GB", "it-IT", "de-AT", "ar", "vi"])
def test_the_mark_is_added_to_a_draft_that_says_draft_itself(channel: str, locale: str) -> None:
    said = draft_line(locale)
    made = document(
        Heading(id="h", level=1, content=words(said)),
        paragraph("Nothing else."),
        subject=f"[{draft_word(locale)}] Offer",
        title=said,
        locale=locale,
        direction="rtl" if locale == "ar" else "ltr",
        assets=ASSETS,
    )
    plain, draft = (said_by(renderer(channel).render(replace(made, draft=each))) for each in (False, True))
    assert draft.count(draft_word(locale)) > plain.count(draft_word(locale)) >= 1
    assert draft.count(f"[{draft_word(locale)}] [") == (channel == "email")


def test_what_a_channel_says_besides_the_mark_is_the_same() -> None:
    made = document(Heading(id="h", level=1, content=words("Your statement")), paragraph("Dear Anna"), assets=ASSETS)
    draft = replace(made, draft=True)
    sms, email = renderer("sms"), renderer("email")
    assert parts(sms.render(draft))["sms.txt"] == b"DRAFT: " + parts(sms.render(made))["sms.txt"]
    assert parts(email.render(draft))["email.txt"] == (
        b"DRAFT: not approved, not for customers\n\n" + parts(email.render(made))["email.txt"]
    )


def test_words_from_the_right_keep_their_direction() -> None:
    made = document(paragraph("مرحبا"), locale="ar", direction="rtl", draft=True)
    assert message_head(made) == "DRAFT:\n"
    assert message_head(replace(made, direction="ltr", locale="de")) == "ENTWURF: "
    assert message_head(replace(made, draft=False)) == ""


def test_a_draft_is_another_document() -> None:
    made = document(paragraph("Dear Anna"))
    marked = as_data(replace(made, draft=True))
    assert isinstance(marked, dict)
    assert marked["draft"] is True
    assert {key: value for key, value in marked.items() if key != "draft"} == as_data(made)


def multiplied(colour: str, by: str) -> str:
    return _blended(colour, by, lambda under, over: under * over / 255)


def screened(colour: str, by: str) -> str:
    return _blended(colour, by, lambda under, over: 255 - (255 - under) * (255 - over) / 255)


def _blended(colour: str, by: str, blend: Callable[[int, int], float]) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(by[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(blend(under, over)):02x}" for under, over in pairs)


@pytest.mark.parametrize("key", ["ginepro", "solvento"])
def test_text_under_the_mark_is_as_legible_as_text_must_be(key: str) -> None:
    brand = read_brand(BRANDS / key).brand
    for palette, tint, blend in (
        (brand.light, light_tint(brand.light), multiplied),
        (brand.dark, dark_tint(brand.dark), screened),
    ):
        for text, ground in text_pairs(palette):
            assert contrast(blend(text, tint), blend(ground, tint)) >= 4.5
        assert 1.15 < contrast(blend(palette.paper, tint), palette.paper) < 1.4  # to be seen, not to be in the way


def text_pairs(palette: Palette) -> list[tuple[str, str]]:
    names = ("ink", "muted", "accent", "positive", "negative", "warning")
    grounds = (palette.paper, palette.surface)
    return [(getattr(palette, name), ground) for name in names for ground in grounds] + [
        (palette.on_button, palette.button)
    ]
