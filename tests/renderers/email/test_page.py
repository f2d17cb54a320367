import re
from dataclasses import replace
from typing import Any

import html5lib
import pytest

from content_blocks.document import (
    Action,
    Document,
    Fact,
    Facts,
    Heading,
    List,
    Notice,
    Paragraph,
    Row,
    Section,
    visible,
    walk,
)
from content_blocks.inline import Link
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.html_tree import html_tree
from tests.renderers.email.sample_documents import (
    BANK,
    ENERGY,
    data,
    document,
    everything,
    hebrew,
    locked_block,
    statement,
    transactions,
    words,
)

SAMPLES = {"statement": statement(3), "everything": everything(), "hebrew": hebrew()}


def page(doc: Document) -> str:
    return EmailRenderer().render(doc).parts[1].body.decode()


def tree(doc: Document) -> Any:
    return html_tree(page(doc))


def text_of(doc: Document) -> str:
    return " ".join(tree(doc).text_content().split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_is_valid_html(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page(SAMPLES[name]))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_node_the_channel_shows_can_be_found_by_its_id(name: str) -> None:
    marked = set(tree(SAMPLES[name]).xpath("//@data-node"))
    shown = {
        node.id
        for node in walk(SAMPLES[name].content)
        if visible((node,), "email") and node.id not in ("break", "only-paper")
    }
    assert marked == shown


def test_language_and_direction_stand_on_the_page_and_on_its_content() -> None:
    root = tree(hebrew())
    assert (root.get("lang"), root.get("dir")) == ("he", "rtl")
    (article,) = root.xpath("//*[@role='article']")
    assert (article.get("lang"), article.get("dir")) == ("he", "rtl")
    assert root.xpath("//span[@dir='ltr' and text()='Nguyễn Thị Hồng']")


def test_the_preheader_is_hidden_and_padded() -> None:
    (hidden,) = tree(statement(1)).xpath("//body/div[1]")
    assert "display:none" in hidden.get("style")
    assert hidden.text.startswith("What you find in this message.")
    assert len(hidden.text) > 200
    assert "What you find" not in page(statement(1, preheader=""))


def test_locked_words_are_carried_word_for_word() -> None:
    words_ = (
        "Deposit guarantee Deposits are protected up to €100,000 for each depositor. "
        "The information sheet says how, and within how many days."
    )
    html = page(document(locked_block()))
    block = html_tree(html).xpath("//div[@data-block='deposit-guarantee@3']")[0]
    assert block.get("data-locked") == "true"
    # A blank between block elements is what a reader sees.
    assert " ".join(" ".join(block.xpath(".//text()")).split()).replace(" ,", ",") == words_
    text = EmailRenderer().render(document(locked_block())).parts[2].body.decode()
    assert words_ in " ".join(text.split())


def test_tables_of_data_say_what_their_cells_belong_to() -> None:
    table = tree(statement(2)).xpath("//table[@data-node='transactions']")[0]
    assert table.get("role") is None
    assert table.xpath("caption/text()") == ["Transactions"]
    assert table.xpath("thead//th[@scope='col']/text()") == ["Date", "Description", "Amount", "Balance"]
    assert [[cell.text for cell in row] for row in table.xpath("tbody/tr")][1] == [
        "01/10/2026",
        "Trasporti Nord, abbonamento mensile 1",
        "−7,11 €",
        "12,344 €",
    ]
    assert table.xpath("tfoot//td[@colspan='3']/text()") == ["Closing balance"]


def test_groups_are_bodies_with_a_header() -> None:
    table = tree(everything()).xpath("//table[@data-node='lines']")[0]
    assert table.xpath("tbody/tr/th[@scope='rowgroup']/text()") == ["Electricity", "Gas"]


def test_every_other_table_says_that_it_is_layout() -> None:
    for table in tree(everything()).xpath("//table"):
        assert (table.get("role") == "presentation") != bool(table.xpath("./*/tr/th"))


def test_an_empty_table_says_so() -> None:
    assert "There were no transactions." in text_of(document(transactions(0)))


def test_facts_are_headers_and_values() -> None:
    facts = Facts(id="f", items=(Fact(label=words("To pay"), value=data("12 €")),))
    assert tree(document(facts)).xpath("//th[@scope='row']/text()") == ["To pay"]


def test_a_chart_is_a_picture_with_words_and_figures() -> None:
    (chart,) = tree(everything()).xpath("//div[@data-node='use']")
    assert chart.xpath(".//img/@alt") == ["Use rose from 210 kWh in September to 245 kWh in October."]
    assert chart.xpath(".//td/text()") == ["Sep", "210 kWh", "Oct", "245 kWh"]


def test_dark_screens_get_the_dark_palette() -> None:
    html = page(statement(1))
    assert '<meta name="color-scheme" content="light dark">' in html
    dark = html.partition("(prefers-color-scheme:dark)")[2].partition("</style>")[0]
    assert f".paper{{background-color:{BANK.dark.paper} !important}}" in dark
    assert f"[data-ogsb] .paper{{background-color:{BANK.dark.paper} !important}}" in html
    assert f"[data-ogsc] .ink{{color:{BANK.dark.ink} !important}}" in html


def test_every_colour_of_the_light_palette_has_a_dark_one() -> None:
    """Each element with a colour of its own has a class that the dark sheet knows."""
    light = {getattr(ENERGY.light, name): name for name in ("ink", "muted", "accent", "on_button")}
    classes = {"ink": "ink", "muted": "muted", "accent": "accent", "on_button": "on-fill"}
    for element in tree(everything()).xpath("//body//*[@style]"):
        found = re.search(r"(?:^|;)color:(#[0-9a-f]{6})", element.get("style"))
        if found:
            assert classes[light[found[1]]] in element.get("class", "").split(), element.get("style")


def test_the_letterhead_has_a_logo_for_each_ground() -> None:
    light, dark = tree(statement(1)).xpath("//div[contains(@class, 'logo-')]")
    assert light.xpath("img/@alt") == dark.xpath("img/@alt") == ["Banca Felce"]
    assert "display:none" in dark.get("style")
    assert light.xpath("img/@src") != dark.xpath("img/@src")
    assert len(tree(everything()).xpath("//td[@class='head']//img")) == 1


def test_the_foot_says_who_writes_and_where_to_read_on() -> None:
    html = tree(statement(1, locale="de"))
    assert html.xpath("//a[@href='https://app.felce.example/documents/0001']/text()") == [
        "Diese Nachricht online lesen"
    ]
    for line in (*BANK.legal_lines, "ciao@felce.example", "+39 02 0000 3400"):
        assert line in html.text_content()


def test_notes_stand_at_the_end_under_their_number() -> None:
    html = tree(everything())
    assert html.xpath("//sup/text()") == ["1"]
    assert "Photographs of the meter count, too." in html.xpath("//ol[last()]/li/text()")


def test_what_data_left_empty_leaves_no_empty_element() -> None:
    nothing = words("")
    html = tree(
        document(
            Heading(id="h", level=2, content=nothing),
            Paragraph(id="p", content=nothing),
            Notice(id="n", content=(Paragraph(id="inner", content=nothing),)),
            List(id="l", ordered=False, items=()),
            Facts(id="f", items=()),
        )
    )
    assert html.xpath("//@data-node") == []


def test_hostile_data_is_shown_as_text() -> None:
    nasty = "<script>alert(1)</script><!--[if mso]><img src=x onerror=alert(1)>"
    html = tree(
        document(
            Paragraph(id="p", content=data(nasty)),
            Action(id="a", label=data(nasty), url="https://a.example/?x=%22%3E"),
            Section(id="s", title=data(nasty), content=()),
            replace(transactions(1), footer=(Row(cells=()),)),
            subject=nasty,
            preheader=nasty,
        )
    )
    assert not html.xpath("//script|//img[@src='x']")
    assert html.xpath("//p[@data-node='p']")[0].text == nasty
    assert html.xpath("//title")[0].text == nasty


def test_a_word_without_end_may_be_broken() -> None:
    table = transactions(1)
    row = table.groups[0].rows[0]
    long = replace(row, cells=(row.cells[0], replace(row.cells[1], content=data("x" * 5_000)), *row.cells[2:]))
    html = page(document(replace(table, groups=(replace(table.groups[0], rows=(long,)),))))
    assert re.search(r"word-break:break-all[^>]*>x{5000}<", html)


def test_the_address_of_a_link_is_no_long_word() -> None:
    table = transactions(1)
    row = table.groups[0].rows[0]
    link = Link(words("here"), "https://www.felce.example/a-very-long-address")
    linked = replace(row, cells=(row.cells[0], replace(row.cells[1], content=(link,)), *row.cells[2:]))
    assert "break-all" not in page(document(replace(table, groups=(replace(table.groups[0], rows=(linked,)),))))
