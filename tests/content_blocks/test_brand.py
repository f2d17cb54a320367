from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from content_blocks.brand import Brand, Palette, contrast
from tests.content_blocks.examples import brand_data

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_contrast_is_symmetric_and_between_1_and_21(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


def test_a_brand_reads() -> None:
    brand = Brand.model_validate(brand_data())
    assert brand.name == "Test & Co"
    assert brand.sheet.size == "A4"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "positive", "negative", "warning"])
def test_text_that_cannot_be_read_on_paper_is_refused(scheme: str, name: str) -> None:
    data = brand_data()
    data[scheme][name] = data[scheme]["paper"]
    with pytest.raises(ValidationError, match=rf"{name} on paper has a contrast of 1\.00:1; at least 4\.5:1 is needed"):
        Brand.model_validate(data)


def test_text_must_be_readable_on_the_surface_too() -> None:
    palette = {**brand_data()["light"], "surface": "#808080"}
    with pytest.raises(ValidationError, match="on surface has a contrast"):
        Palette.model_validate(palette)


def test_a_button_needs_readable_words_and_a_visible_edge() -> None:
    light = brand_data()["light"]
    with pytest.raises(ValidationError, match="on_button on button"):
        Palette.model_validate({**light, "on_button": "#202020"})
    with pytest.raises(ValidationError, match=r"button on paper has a contrast of .*; at least 3\.0:1"):
        Palette.model_validate({**light, "button": "#f0f0f0", "on_button": "#000000"})


def test_a_chart_colour_that_fades_into_the_paper_is_refused() -> None:
    with pytest.raises(ValidationError, match="the chart colour #ffee00 on paper"):
        Brand.model_validate({**brand_data(), "charts": ["#1d4ed8", "#ffee00"]})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("light", "ink"), "red"),
        (("light", "ink"), "#FFF"),
        (("light", "ink"), "#000000;} body{"),
        (("type", "body", "families"), ['Inter"; src: url(x)']),
        (("type", "body", "families"), []),
        (("sheet", "size"), "Letter"),
        (("contact", "website"), "http://plain.example"),
        (("contact", "website"), "javascript:alert(1)"),
        (("contact", "sms_sender"), "far too long a sender"),
        (("name",), "Two\nlines"),
        (("brand",), "Not A Key"),
        (("css",), "body { display: none }"),
    ],
)
def test_a_token_of_the_wrong_kind_is_refused_at_its_place(path: tuple[str, ...], value: object) -> None:
    data: Any = brand_data()
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError) as refusal:
        Brand.model_validate(data)
    assert refusal.value.errors()[0]["loc"][: len(path)] == path
