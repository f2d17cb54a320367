from dataclasses import replace

import pytest

from content_blocks.document import Document, Paragraph, RowGroup
from renderers.base import Artifact
from renderers.email.cutting import LARGEST_HTML
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import document, locked_block, statement, transactions, words


def render(doc: Document) -> tuple[str, str, list[str]]:
    artifact: Artifact = EmailRenderer().render(doc)
    _, html, text = (part.body.decode() for part in artifact.parts)
    return html, text, [finding.code for finding in artifact.findings]


def test_a_mail_that_fits_is_left_alone() -> None:
    html, _, findings = render(statement(60))
    assert findings == []
    assert html.count("Panificio") == 15


def test_a_large_table_is_cut_in_plain_sight_with_its_total() -> None:
    html, text, findings = render(statement(10_000))
    assert findings == ["email.too-large"]
    assert LARGEST_HTML * 0.9 < len(html.encode()) <= LARGEST_HTML
    kept = html.count("€</td></tr>") - 1
    more = f"{10_000 - kept:,} further rows are not shown here."
    for page in (html, text):
        assert more in page
        assert "https://app.felce.example/documents/0001" in page
        assert "12.285,00 €" in page
    assert "See the full document" in html


def test_without_an_address_to_send_the_reader_to_nothing_is_cut() -> None:
    html, _, findings = render(statement(2_000, online_url=None))
    assert findings == ["email.too-large"]
    assert html.count("Panificio") == 500


def test_locked_blocks_are_never_cut() -> None:
    block = locked_block(transactions(1_000, "locked-table"))
    html, _, findings = render(document(block, online_url="https://www.felce.example/d"))
    assert findings == ["email.too-large"]
    assert html.count("Panificio") == 250


def test_groups_keep_their_labels_and_subtotals() -> None:
    table = transactions(400)
    rows = table.groups[0].rows
    groups = tuple(RowGroup(rows=rows, label=words(f"Group {index}"), subtotal=table.footer[0]) for index in (1, 2))
    html, _, _ = render(document(replace(table, groups=groups), online_url="https://www.felce.example/d"))
    assert "Group 1" in html
    assert "Group 2" in html
    assert "400 further rows" in html
    assert html.count("12.285,00 €") == 3


def test_a_long_text_cannot_be_cut_and_is_told() -> None:
    long = Paragraph(id="long", content=words("word " * 25_000))
    artifact = EmailRenderer().render(document(long, online_url="https://www.felce.example/d"))
    assert "shorten the content" in artifact.findings[0].message


@pytest.mark.parametrize("rows", [60, 120, 400, 10_000])
def test_a_draft_is_cut_where_the_real_mail_is(rows: int) -> None:
    """The banner must not push out rows that the approved mail has room for, nor hide that some have none."""
    html, text, findings = render(statement(rows))
    draft_html, draft_text, draft_findings = render(statement(rows, draft=True))
    assert draft_html.count("Panificio") == html.count("Panificio")
    assert draft_text.endswith(text)
    assert draft_findings == findings
    assert len(draft_html) - len(html) < 2_000  # what is left until Gmail clips


def test_a_draft_that_fits_but_for_its_banner_is_left_alone() -> None:
    def size(words_: int, *, draft: bool) -> int:
        long = Paragraph(id="long", content=words("word " * words_))
        return len(
            EmailRenderer().render(document(long, draft=draft, online_url="https://www.felce.example/d")).parts[1].body
        )

    room = LARGEST_HTML - size(0, draft=False) - 100
    assert size(room // 5, draft=False) <= LARGEST_HTML < size(room // 5, draft=True)
    long = Paragraph(id="long", content=words("word " * (room // 5)))
    _, _, findings = render(document(transactions(1), long, draft=True))
    assert findings == ["email.too-large"]
    _, _, findings = render(document(long, draft=True))
    assert findings == []
