from collections.abc import Sequence

from templates_repo.check.lengths import worst_case_lengths
from tests.templates_repo.check_cases import make_block, make_template

MESSAGE = {
    "record": {
        "name": {"type": "string", "maxLength": 30},
        "note": {"type": "string"},
        "due": {"format": "date"},
        "balance": {"format": "money", "minimum": 0, "maximum": 9999, "multipleOf": 0.01},
        "days": {"type": "integer", "minimum": 0, "maximum": 99},
        "late": {"type": "boolean"},
        "stops": {"type": "array", "maxItems": 3, "items": {"type": "string", "maxLength": 10}},
    },
    "template": {"locales": ["it"], "channels": ["pdf", "sms"]},
}


def lengths(content: Sequence[object], locale: str | None = None, **more: object) -> list[tuple[str, int | None]]:
    template = make_template({**MESSAGE, **more, "content": content})
    blocks = {
        "plain": make_block({"block": "plain", "content": [{"paragraph": "Twelve chars", "id": "text"}]}),
        "short": make_block(
            {"block": "short", "content": [{"divider": True, "id": "line"}], "short": "{{ to }}!",
             "slots": {"to": {"type": "string", "maxLength": 99}}}
        ),
        "linked": make_block(
            {"block": "linked", "content": [{"image": "a.svg", "id": "image", "decorative": True}],
             "link": "https://a.example/", "fallback": "link"}
        ),
    }  # fmt: skip
    return [(length.context, length.characters) for length in worst_case_lengths(template, blocks, locale)]


def test_a_text_is_its_words_and_the_longest_data() -> None:
    assert lengths([{"paragraph": "Dear **{{ name }}**,", "id": "a"}]) == [("a", 6 + 30)]
    assert lengths([{"paragraph": "{{ due | date('long') }}", "id": "a"}]) == [("a", len("26 September 2026"))]
    assert lengths([{"paragraph": "{{ days | plural(one='# day', other='# days') }}", "id": "a"}]) == [("a", 7)]
    assert lengths([{"paragraph": "[here](https://a.example/{{ name }})", "id": "a"}]) == [("a", 4 + 3 + 18 + 30)]


def test_a_date_is_as_long_as_the_language_makes_it() -> None:
    content = [{"paragraph": "{{ due | date('long') }}", "id": "a"}]
    assert lengths(content, "it") == [("a", len("26 settembre 2026"))]


def test_a_translation_is_measured_in_its_language() -> None:
    content = [{"paragraph": "Hi {{ name }}", "id": "a"}]
    translations = {"it": {"a": "Salve {{ name }}"}}
    assert lengths(content, "it", translations=translations) == [("a", 6 + 30)]


def test_a_text_without_a_limit_names_the_field() -> None:
    template = make_template({**MESSAGE, "content": [{"paragraph": "Note: {{ note | upper }}", "id": "a"}]})
    [length] = worst_case_lengths(template, {})
    assert (length.unbounded, length.characters) == ("note", None)


def test_short_forms_stand_for_their_nodes() -> None:
    content: list[object] = [
        {"section": [{"paragraph": "x" * 90, "id": "b"}], "id": "a", "short": "In short"},
        {"paragraph": "Not here", "id": "c", "channels": ["pdf"]},
        {"only": ["pdf"], "id": "d", "content": [{"paragraph": "Nor here", "id": "e"}]},
        {"table": "stops", "id": "f", "columns": [{"id": "g", "header": "G", "value": "{{ row }}"}]},
    ]
    assert lengths(content) == [("a.short", 8)]


def test_the_longest_branch_and_every_row_count() -> None:
    content: list[object] = [
        {
            "choose": [
                {"when": "late", "content": [{"paragraph": "Late", "id": "late"}]},
                {"otherwise": True, "content": [{"paragraph": "{{ name }}", "id": "soon"}]},
            ],
            "id": "choice",
        },
        {"repeat": "stops", "as": "stop", "id": "stops", "content": [{"paragraph": "- {{ stop }}", "id": "stop"}]},
    ]
    assert lengths(content) == [("soon", 30), ("stop", 3 * 12)]


def test_blocks_are_carried_in_their_short_form_their_words_or_by_link() -> None:
    content: list[object] = [
        {"block": "plain", "id": "p"},
        {"block": "short", "id": "s", "slots": {"to": "name"}},
        {"block": "linked", "id": "l"},
    ]
    assert lengths(content) == [("p.text", 12), ("s", 31), ("l", len("Block: https://a.example/"))]


def test_a_template_without_sms_has_no_message() -> None:
    assert worst_case_lengths(make_template({"template": {"channels": ["pdf"]}}), {}) == ()
