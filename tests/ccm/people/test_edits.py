"""Which kind of edit leads from one version to another: nothing gets by as words, or as a region, that is not."""

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ccm.library import STARTER, Library
from ccm.people.edits import has_regions, kind_of_edit
from ccm.people.rights import EditKind
from content_blocks.block import BlockDefinition, ContentBlock
from content_blocks.catalog import Catalog, Translation
from content_blocks.digest import digest_bytes
from content_blocks.document import Asset
from content_blocks.folders import load_yaml
from content_blocks.source_ids import with_ids
from content_blocks.structure import kind_of
from templates_repo.template import Template, TemplateDefinition

LIBRARY = Library()
KEYS = tuple(LIBRARY.template_folders)
Data = dict[str, Any]
Edit = Callable[[Data], object]

LETTER: Data = {
    "template": "letter", "title": "Letter", "language": "en-GB", "locales": ["it"], "brand": "aurora",
    "channels": ["pdf"], "key": "id", "issued": "issued", "subject": "About {{ id }}",
    "content": [
        {"heading": "Title", "id": "title"},
        {"paragraph": "Dear {{ name }}, [more](https://a.example/x)", "id": "greeting", "if": "name is defined"},
        {"section": [
            {"paragraph": "Free words about {{ id }}", "id": "loose"},
            {"notice": [{"paragraph": "By law", "id": "law"}], "id": "warning", "editing": "locked"},
            {"block": "vat-note", "id": "vat"},
            {"paragraph": "Words only", "id": "worded", "editing": "text"},
            {"image": "inside.png", "id": "picture", "alt": "A picture"},
        ], "id": "region", "editing": "free"},
        {"paragraph": "We keep this", "id": "fixed", "editing": "locked"},
        {"list": ["One", "Two"], "id": "points"},
        {"image": "seal.png", "id": "seal", "alt": "A seal"},
    ],
}  # fmt: skip


def asset(name: str, body: bytes = b"1") -> Asset:
    return Asset(name=name, media_type="image/png", body=body, digest=digest_bytes(body))


@cache
def _contract() -> Template:
    return LIBRARY.template("invoice")


def letter(edit: Edit = lambda data: None, **files: Any) -> Template:
    """The letter above, edited."""
    data = copy.deepcopy(LETTER)
    edit(data)
    data["content"] = with_ids(data["content"])
    entries = {
        "title": Translation("Title", "Titolo"),
        "greeting": Translation(
            "Dear {{ name }}, [more](https://a.example/x)", "Ciao {{ name }}, [di più](https://a.example/x)"
        ),
        "fixed": Translation("We keep this", "Resta"),
        "law": Translation("By law", "Per legge"),
        "loose": Translation("Free words about {{ id }}", "Parole su {{ id }}"),
        "gone": Translation("Gone", "Andato"),
    }
    entries.update(files.get("entries", {}))
    for context in files.get("dropped", ()):
        del entries[context]
    return Template(
        TemplateDefinition.model_validate(data),
        _contract().contract,
        {"it": Catalog("it", entries)},
        {one.name: one for one in (asset("seal.png"), asset("inside.png"), *files.get("assets", ()))},
        files.get("samples", {"first": {"id": "1"}}),
    )


def put(path: str, value: object) -> Edit:
    """An edit: what stands at the dotted path becomes `value`."""

    def edit(data: Data) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = data
        for part in way:
            place = place[part]
        place[last] = value

    return edit


def new(node: Data, *at: int) -> Edit:
    """An edit: `node` comes in at a place of the content, or of the section there."""

    def edit(data: Data) -> None:
        nodes = data["content"] if len(at) == 1 else data["content"][at[0]]["section"]
        nodes.insert(at[-1], node)

    return edit


def gone(*at: int) -> Edit:
    def edit(data: Data) -> None:
        nodes = data["content"] if len(at) == 1 else data["content"][at[0]]["section"]
        del nodes[at[-1]]

    return edit


def hidden(data: Data) -> None:
    """The reference to a block gets a condition around it."""
    section = data["content"][2]["section"]
    section[2] = {"choose": [{"when": "false", "content": [section[2]]}], "id": "never"}


TEXT = {
    "nothing at all": lambda data: None,
    "a heading": put("content.0.heading", "Another title"),
    "words around a placeholder": put("content.1.paragraph", "[More](https://a.example/x), {{ name }}!"),
    "words in a region": put("content.2.section.0.paragraph", "Other words about {{ id }}"),
    "words marked text": put("content.2.section.3.paragraph", "Other words"),
    "an item of a list": put("content.4.list.0", "Three"),
    "an alt text": put("content.5.alt", "Our seal"),
    "the subject": put("subject", "{{ id }}: news"),
}
REGIONS = {
    "a new node": new({"paragraph": "New: {{ total }}", "id": "fresh"}, 2, 0),
    "a node less": gone(2, 0),
    "another order of what is the editor's": lambda data: data["content"][2]["section"].insert(
        0, data["content"][2]["section"].pop(4)
    ),
    "a condition": put("content.2.section.0.if", "name is defined"),
    "another placeholder": put("content.2.section.0.paragraph", "Free words about {{ name }}"),
    "a title of the region": put("content.2.title", "Title"),
    "a short form": put("content.2.short", "Short"),
}
EVERYTHING = {
    "a placeholder": put("content.1.paragraph", "Dear {{ iban }}, [more](https://a.example/x)"),
    "a placeholder more": put("content.0.heading", "Title {{ iban }}"),
    "a placeholder less": put("content.1.paragraph", "Dear you, [more](https://a.example/x)"),
    "a filter": put("content.1.paragraph", "Dear {{ name | upper }}, [more](https://a.example/x)"),
    "where a link leads": put("content.1.paragraph", "Dear {{ name }}, [more](https://b.example/x)"),
    "a link more": put("content.0.heading", "[Title](https://b.example)"),
    "a placeholder where there is no markup": put("subject", "About {{ id }} \\{{ iban }}"),
    "a condition": put("content.1.if", "true"),
    "a condition more": put("content.0.if", "name is defined"),
    "a new node": new({"paragraph": "New", "id": "fresh"}, 1),
    "a node less": gone(4),
    "another order": lambda data: data["content"].reverse(),
    "a level": put("content.0.level", 3),
    "a channel": put("content.0.channels", ["pdf"]),
    "a short form": put("content.0.short", "T"),
    "locked words": put("content.3.paragraph", "We drop this"),
    "locked words in a region": put("content.2.section.1.notice.0.paragraph", "By habit"),
    "a locked node less, in a region": gone(2, 1),
    "a reference to a block less, in a region": gone(2, 2),
    "a reference to another block": put("content.2.section.2.block", "deposit-guarantee"),
    "a pin": put("content.2.section.2.version", 1),
    "a slot": put("content.2.section.2.slots", {"amount": "total"}),
    "a condition of a reference": put("content.2.section.2.if", "false"),
    "a condition around a reference": hidden,
    "a reference more, in a region": new({"block": "vat-note", "id": "again"}, 2, 0),
    "more than words where text is marked, in a region": put("content.2.section.3.paragraph", "Only {{ id }}"),
    "a mark": put("content.0.editing", "free"),
    "a mark that says what holds anyway": put("content.2.section.3.editing", "free"),
    "a region unlocked": put("content.3.editing", "free"),
    "the condition of a region": put("content.2.if", "false"),
    "the channels of a region": put("content.2.channels", ["pdf"]),
    "the id of a region": put("content.2.id", "other"),
    "the brand": put("brand", "ginepro"),
    "the title": put("title", "Another"),
    "the languages": put("locales", []),
    "the key": put("key", "other"),
    "the recipient": put("recipient", {"email": "{{ email }}"}),
    "the address of the online copy": put("online", "https://a.example"),
    "the limit of text messages": put("sms", {"limit": 9}),
    "the tags": put("tags", ["consumer-credit"]),
    "a preheader": put("preheader", "Before it"),
}


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        *(pytest.param("text", edit, id=f"text: {name}") for name, edit in TEXT.items()),
        *(pytest.param("regions", edit, id=f"regions: {name}") for name, edit in REGIONS.items()),
        *(pytest.param("everything", edit, id=f"everything: {name}") for name, edit in EVERYTHING.items()),
    ],
)
def test_the_kind_of_an_edit(kind: EditKind, edit: Edit) -> None:
    found, because = kind_of_edit(letter(), letter(edit))
    assert found == kind, because
    assert bool(because) is (kind != "text")


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("text", {"entries": {"title": Translation("Title", "Intestazione")}}),
        ("text", {"entries": {"title": Translation("Title", "", fuzzy=True)}}),
        ("text", {"entries": {"points.items.auto-1": Translation("One", "Uno")}}),
        ("text", {"dropped": ["gone"]}),
        ("everything", {"entries": {"fixed": Translation("We keep this", "Va via")}}),
        ("everything", {"entries": {"law": Translation("By law", "Per abitudine")}}),
        ("everything", {"dropped": ["law"]}),
        ("everything", {"entries": {"title": Translation("Title", "Titolo {{ iban }}")}}),
        ("everything", {"entries": {"greeting": Translation("Dear", "Ciao [qui](https://b.example) {{ name }}")}}),
        ("everything", {"entries": {"later": Translation("Later", "Dopo")}}),
        ("regions", {"entries": {"loose": Translation("Free", "Libero {{ total }}")}}),
        ("regions", {"assets": [asset("inside.png", b"2")]}),
        ("everything", {"assets": [asset("seal.png", b"2")]}),
        ("everything", {"assets": [asset("unused.png")]}),
        ("everything", {"samples": {}}),
    ],
)
def test_the_kind_of_an_edit_of_other_files(kind: EditKind, files: Mapping[str, Any]) -> None:
    assert kind_of_edit(letter(), letter(**files))[0] == kind


def test_a_picture_that_comes_with_a_region() -> None:
    edit = new({"image": "fresh.png", "id": "fresh", "alt": "Fresh"}, 2, 0)
    assert kind_of_edit(letter(), letter(edit, assets=[asset("fresh.png")]))[0] == "regions"


def test_another_contract_needs_everything() -> None:
    changed = replace(letter(), contract=LIBRARY.template("appointment-reminder").contract)
    assert kind_of_edit(letter(), changed) == ("everything", "contract")


@pytest.mark.parametrize(
    ("edit", "because"),
    [
        (put("content.1.if", "true"), "greeting: if"),
        (put("content.3.paragraph", "We drop this"), "fixed: text"),
        (put("content.2.section.1.notice.0.paragraph", "By habit"), "warning: text"),
        (gone(4), "its parts, or their order"),
        (gone(2, 2), "region: its parts, or their order"),
        (put("content.3.editing", "text"), "fixed: who may edit it"),
        (put("brand", "ginepro"), "brand"),
    ],
)
def test_it_is_said_what_needed_more(edit: Edit, because: str) -> None:
    assert kind_of_edit(letter(), letter(edit)) == ("everything", because)


def test_plural_forms_and_defaults_are_another_languages_own() -> None:
    source = "{{ n | plural(one='# day', other='# days') }}, {{ 'paid' if paid else 'open' }}"
    base = letter(put("content.0.heading", source))

    def translated(text: str) -> Template:
        entries = {"title": Translation(source, text)}
        return letter(put("content.0.heading", source), entries=entries)

    good = "{{ 'pagato' if paid else 'aperto' }}: {{ n | plural(one='# giorno', many='# giorni', other='# giorni') }}"
    assert kind_of_edit(base, translated(good))[0] == "text"
    for wrong in (
        good.replace("if paid", "if overdue"),
        good.replace("{{ n |", "{{ total |"),
        good.replace("'aperto'", "iban"),
        good.replace("'# giorno'", "iban"),
    ):
        assert kind_of_edit(base, translated(wrong))[0] == "everything", wrong


def block(lock: str, text: str = "Words", number: int = 1) -> ContentBlock:
    definition = {
        "block": "note", "version": number, "title": "Note", "owner": "Legal", "language": "en-GB", "lock": lock,
        "content": [{"paragraph": text, "id": "words", "editing": "free"}], "short": "Short",
    }  # fmt: skip
    return ContentBlock(BlockDefinition.model_validate(definition), {}, {})


@pytest.mark.parametrize(
    ("lock", "text", "kind"),
    [
        ("free", "Other words", "text"),
        ("free", "Words {{ slot }}", "regions"),
        ("text", "Other words", "text"),
        ("text", "Words {{ slot }}", "everything"),
        ("locked", "Other words", "everything"),
    ],
)
def test_the_kind_of_an_edit_of_a_block(lock: str, text: str, kind: EditKind) -> None:
    assert kind_of_edit(block(lock), block(lock, text, 2))[0] == kind


def test_a_block_is_neither_locked_nor_unlocked_by_less_than_everything() -> None:
    assert kind_of_edit(block("free"), block("locked"))[0] == "everything"
    assert kind_of_edit(block("locked"), block("free"))[0] == "everything"
    assert kind_of_edit(block("text"), block("free"))[0] == "everything"


def test_what_is_new_or_another_thing_needs_everything() -> None:
    brand = LIBRARY.brand(min(LIBRARY.brand_folders))
    other = replace(brand, brand=brand.brand.model_copy(update={"name": "Another"}))
    assert kind_of_edit(None, letter())[0] == "everything"
    assert kind_of_edit(letter(), block("free"))[0] == "everything"
    assert kind_of_edit(letter(), letter(put("template", "other")))[0] == "everything"
    assert kind_of_edit(brand, other)[0] == "everything"
    assert kind_of_edit(brand, letter())[0] == "everything"
    assert kind_of_edit(brand, brand)[0] == "text"


def test_a_template_has_regions_where_a_node_is_marked() -> None:
    assert has_regions(letter())
    assert not has_regions(letter(lambda data: data.update(content=[{"paragraph": "Words", "id": "words"}])))


# Random edits of what stands in the library, and what a reader with no knowledge of frames says about them.

WORDS = frozenset(
    ["heading", "paragraph", "text", "short", "label", "value", "header", "title", "caption", "carry", "empty", "alt",
     "name", "shown", "action", "category_label", "value_label", "subject", "preheader"]
)  # fmt: skip
INSERTED: tuple[Data, ...] = (
    {"paragraph": "Inserted", "id": "inserted"},
    {"block": "vat-note", "id": "inserted"},
    {"paragraph": "Inserted", "id": "inserted", "editing": "locked"},
)
VALUES: tuple[object, ...] = (
    "Other words", "{{ customer.iban }}", "[here](https://b.example)", "\\{{ x }}", "true", "false", "locked", "free",
    "text", 1, 2, True, ["pdf"], [], None,
)  # fmt: skip
NAMES = ("if", "editing", "channels", "short", "title", "level", "version", "slots")


@cache
def raw(key: str) -> Data:
    data = load_yaml(STARTER.templates / key / "template.yaml").data
    assert isinstance(data, dict)
    return {**data, "content": with_ids(data["content"])}


def places(data: object) -> Iterator[Any]:
    """Every mapping and list in `data`."""
    if isinstance(data, dict | list):
        yield data
        for inner in data.values() if isinstance(data, dict) else data:
            yield from places(inner)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Template, Template]:
    """A starter template with some of its nodes marked, and the same after one to three edits of any kind."""
    key = draw(st.sampled_from(KEYS))
    data = copy.deepcopy(raw(key))
    nodes = [place for place in places(data["content"]) if isinstance(place, dict) and kind_of(place)]
    for node in draw(st.lists(st.sampled_from(nodes), max_size=3)):
        node["editing"] = draw(st.sampled_from(["free", "free", "text", "locked"]))
    original = LIBRARY.template(key)
    before = after = replace(original, definition=TemplateDefinition.model_validate(data))
    for _ in range(draw(st.integers(1, 3))):
        changed = copy.deepcopy(data)
        _edit(draw, changed)
        try:
            after = replace(original, definition=TemplateDefinition.model_validate(changed))
        except ValidationError:  # an edit that no template can have
            continue
        data = changed
    return before, after


def _edit(draw: st.DrawFn, data: Data) -> None:
    free = [node for node in places(data) if isinstance(node, dict) and node.get("editing") == "free"]
    place = draw(st.sampled_from(list(places(draw(st.sampled_from([data, *free]))))))
    if isinstance(place, dict):
        name = draw(st.sampled_from([*place, *NAMES]))
        old = place.get(name)
        choices = [*VALUES, *([f"{old} and more", f"So {old}"] * 4 if isinstance(old, str) else [])]
        value = draw(st.sampled_from(choices))
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    elif place:
        index = draw(st.integers(0, len(place) - 1))
        act = draw(st.sampled_from(["remove", "insert", "swap", "copy"]))
        if act == "remove":
            del place[index]
        elif act == "insert":
            place.insert(index, copy.deepcopy(draw(st.sampled_from(INSERTED))))
        elif act == "swap":
            place[0], place[index] = place[index], place[0]
        else:
            place.append(copy.deepcopy(place[index]))


def dumped(template: Template) -> Data:
    """All that the digest covers of the definition, with the marks that are written down."""
    return template.definition.model_dump(mode="json", by_alias=True, exclude_unset=True)


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, str(number)))
    else:
        yield path, value


def references(text: object) -> list[str]:
    return sorted(re.findall(r"\{\{.*?\}\}|\]\([^)]*\)", str(text)))


def held(data: object) -> Iterator[object]:
    """Every locked node and reference to a block in `data`, as it stands."""
    for place in places(data):
        if isinstance(place, dict) and (place.get("editing") == "locked" or ("block" in place and "id" in place)):
            yield place


def outside(data: Any) -> Any:
    """`data` with nothing in its free nodes."""
    if isinstance(data, dict):
        if data.get("editing") == "free" and "id" in data and "block" not in data:
            return {name: data[name] for name in ("id", "if", "channels", "editing", "only") if name in data}
        if data.get("editing") == "locked":
            return data
        return {name: outside(inner) for name, inner in data.items()}
    return [outside(inner) for inner in data] if isinstance(data, list) else data


def assert_words_alone(before: Data, after: Data) -> None:
    """The two differ in texts alone, and each text shows the same data and links to the same places."""
    old, new = dict(leaves(before)), dict(leaves(after))
    assert old.keys() == new.keys()
    for path, text in old.items():
        if text != new[path]:
            assert isinstance(text, str)
            assert path[-1] in WORDS or "values" in path or "list" in path, path
            assert references(text) == references(new[path]), path


@settings(max_examples=40)
@given(edited())
def test_nothing_gets_by_as_words_or_as_a_region(versions: tuple[Template, Template]) -> None:
    before, after = versions
    kind, because = kind_of_edit(before, after)
    event(kind)
    old, new = dumped(before), dumped(after)
    if kind != "everything":
        assert list(held(old)) == list(held(new))
    if kind == "text":
        assert_words_alone(old, new)
    elif kind == "regions":
        assert because
        assert_words_alone(outside(old), outside(new))
    elif before.digest == after.digest:
        assert old != new  # marks that were written down, and say what holds anyway


@settings(max_examples=40)
@given(st.sampled_from(KEYS), st.data())
def test_words_of_the_library_are_words(key: str, data: st.DataObject) -> None:
    """Any word that stands outside placeholders and addresses can be changed in any text that is not locked."""
    changed = copy.deepcopy(raw(key))
    texts = [
        (place, name)
        for place in places(changed["content"])
        if isinstance(place, dict) and not any(place is one for top in held(changed) for one in places(top))
        for name in ("paragraph", "heading", "label", "header", "text")
        if isinstance(place.get(name), str)
    ]
    place, name = data.draw(st.sampled_from(texts))
    place[name] = data.draw(st.sampled_from(["New: ", "**New** ", "Più ^[a note] "])) + place[name]
    original = LIBRARY.template(key)
    edited_one = replace(original, definition=TemplateDefinition.model_validate(changed))
    assert kind_of_edit(original, edited_one) == ("text", "")
