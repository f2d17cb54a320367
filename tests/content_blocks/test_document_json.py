import json
from datetime import datetime
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings

from content_blocks import document as d
from content_blocks.digest import digest
from content_blocks.document_json import NotPlainError, as_data
from content_blocks.inline import Emphasis, Field, Footnote, LineBreak, Link, Strong, Text
from tests.content_blocks.examples import document
from tests.content_blocks.strategies import nodes


def test_a_node_reads_as_its_kind_id_and_what_is_not_default() -> None:
    paragraph = d.Paragraph(
        id="intro",
        content=(
            Text("Pay "),
            Strong((Field("12.50 €", "total | money"),)),
            LineBreak(),
            Link((Text("now"), Footnote((Text("or later"),))), "https://x.example/"),
            Emphasis((Field("Rossi"),)),
        ),
    )
    assert as_data(paragraph) == {
        "node": "paragraph",
        "id": "intro",
        "content": [
            "Pay ",
            {"strong": [{"field": "12.50 €", "source": "total | money"}]},
            {"break": True},
            {"link": ["now", {"footnote": ["or later"]}], "url": "https://x.example/"},
            {"emphasis": [{"field": "Rossi"}]},
        ],
    }


def test_parts_are_mappings_without_a_kind() -> None:
    table = d.Table(
        id="t",
        columns=(d.Column(id="sum", header=(Text("Sum"),), align="end", width=Decimal("12.50")),),
        groups=(d.RowGroup(rows=(d.Row(cells=(d.Cell(content=(Text("1"),), sort="1.00"),), carried="1 €"),)),),
        carries=True,
    )
    assert as_data(table) == {
        "node": "table",
        "id": "t",
        "columns": [{"id": "sum", "header": ["Sum"], "align": "end", "width": "12.50"}],
        "groups": [{"rows": [{"cells": [{"content": ["1"], "sort": "1.00"}], "carried": "1 €"}]}],
        "carries": True,
    }
    assert as_data(d.PageBreak(id="p", channels=("pdf",))) == {"node": "page_break", "id": "p", "channels": ["pdf"]}


def test_a_document_names_its_brand_and_assets_by_key_and_digest() -> None:
    asset = d.Asset(name="a.svg", media_type="image/svg+xml", body=b"<svg/>", digest="sha256:00")
    assert as_data(document(d.Divider(id="x"), assets={"a.svg": asset}, recipient=d.Recipient(name="Ada"))) == {
        "node": "document",
        "template": "letter",
        "key": "1",
        "locale": "en-GB",
        "direction": "ltr",
        "issued": "2026-11-21",
        "title": "A letter",
        "subject": "A letter for you",
        "content": [{"node": "divider", "id": "x"}],
        "brand": "test",
        "channels": ["pdf", "email"],
        "recipient": {"name": "Ada"},
        "assets": {"a.svg": "sha256:00"},
    }


@settings(max_examples=30)
@given(nodes())
def test_the_data_is_json_and_has_a_digest(content: d.Nodes) -> None:
    data = as_data(document(*content))
    assert json.loads(json.dumps(data)) == data
    assert digest(data).startswith("sha256:")


@settings(max_examples=30)
@given(nodes())
def test_different_contents_have_different_data(content: d.Nodes) -> None:
    for first, second in combinations(d.walk(content), 2):
        assert (as_data(first) == as_data(second)) is (first == second)


@pytest.mark.parametrize("value", [1.5, object(), b"bytes", [1], d.Paragraph])
def test_what_cannot_stand_in_a_document_is_refused(value: object) -> None:
    with pytest.raises(NotPlainError):
        as_data(value)


def test_a_time_keeps_its_clock() -> None:
    assert as_data(datetime.fromisoformat("2026-11-21T10:00:00+01:00")) == "2026-11-21T10:00:00+01:00"
