import pytest
from pydantic import TypeAdapter

from content_blocks.source_ids import with_ids
from content_blocks.structure import SourceNodes
from content_blocks.texts import TextUnit, has_words, nodes_units

NODES = TypeAdapter(SourceNodes)


def units(*raw: object) -> dict[str, str]:
    found = list(nodes_units(NODES.validate_python(with_ids(list(raw)))))
    assert len({unit.context for unit in found}) == len(found)
    assert all(isinstance(unit, TextUnit) for unit in found)
    return {unit.context: unit.text for unit in found}


def test_the_main_text_has_the_node_s_id_and_others_the_field_s_name() -> None:
    assert units(
        {"paragraph": "Dear you,", "id": "greeting", "short": "Hi"},
        {"action": "Pay now", "id": "pay", "url": "https://words.example/not/translated"},
        {"image": "a.svg", "id": "seal", "alt": "The seal"},
        {"barcode": "not translated", "id": "code", "alt": "Your code", "caption": "Scan me"},
    ) == {
        "greeting": "Dear you,",
        "greeting.short": "Hi",
        "pay": "Pay now",
        "seal.alt": "The seal",
        "code.alt": "Your code",
        "code.caption": "Scan me",
    }


def test_parts_are_known_by_their_own_ids() -> None:
    assert units(
        {
            "table": "rows",
            "id": "lines",
            "caption": "Lines",
            "empty": "None",
            "columns": [
                {"id": "date", "header": "Date", "value": "{{ row.date | date }}"},
                {"id": "sum", "header": "Sum", "value": "{{ row.sum | money }} net"},
            ],
            "group": {"by": "row.m", "label": "Month", "subtotal": {"label": "Subtotal", "values": {"sum": "{{ s }}"}}},
            "footer": [{"id": "total", "label": "Total", "values": {"sum": "{{ total | money }} in all"}}],
        },
        {
            "list": [{"id": "first", "text": "One"}, {"id": "second", "content": [{"paragraph": "Two", "id": "two"}]}],
            "id": "l",
        },
        {"facts": [{"id": "due", "label": "Due", "value": "{{ due | date }}"}], "id": "f"},
        {
            "chart": "rows",
            "id": "c",
            "label": "{{ row.m }}",
            "alt": "Use",
            "series": [{"id": "use", "name": "Used", "value": "row.v", "shown": "{{ row.v }} kWh"}],
        },
    ) == {
        "lines.columns.date.header": "Date",
        "lines.columns.sum.header": "Sum",
        "lines.columns.sum.value": "{{ row.sum | money }} net",
        "lines.caption": "Lines",
        "lines.group.label": "Month",
        "lines.group.subtotal.label": "Subtotal",
        "lines.footer.total.label": "Total",
        "lines.footer.total.values.sum": "{{ total | money }} in all",
        "lines.empty": "None",
        "l.items.first": "One",
        "two": "Two",
        "f.items.due.label": "Due",
        "c.series.use.name": "Used",
        "c.series.use.shown": "{{ row.v }} kWh",
        "c.alt": "Use",
    }


def test_nodes_inside_are_found_in_reading_order() -> None:
    found = units(
        {"section": [{"paragraph": "A", "id": "a"}], "id": "s", "title": "S"},
        {"columns": [[{"paragraph": "B", "id": "b"}], [{"paragraph": "C", "id": "c"}]]},
        {"choose": [{"when": "x", "content": [{"paragraph": "D", "id": "d"}]}]},
        {"repeat": "rows", "content": [{"only": "sms", "content": [{"paragraph": "E", "id": "e"}]}]},
        {"notice": [{"paragraph": "F", "id": "f"}], "id": "n", "title": "N"},
        {"block": "privacy-notice", "slots": {"words": "'not translated'"}},
    )
    assert list(found) == ["s.title", "a", "b", "c", "d", "e", "n.title", "f"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Total", True),
        ("{{ row.date | date }}", False),
        ("{{ row.date | date(style='long') }}", False),
        ("{{ n | unit('kilowatt-hour') | default('-') }}", False),
        ("{{ a }} / {{ b }} €", False),
        ("{{ a }} of {{ b }}", True),
        ("Ποσό", True),
        ("{{ n | plural(one='# day', other='# days') }}", True),
        ("{{ name | default('Customer') }}", True),
        ("{{ 'Credit note' if credit else 'Invoice' }}", True),
        ("{{ rows | where('kind', 'open') | sum('amount') | money }}", False),
        ("{{ names | join(', ') }}", False),
        ("{{ fields['name'] }}", False),
    ],
)
def test_words_are_what_a_reader_gets_to_read(text: str, words: bool) -> None:
    assert has_words(text) is words
