import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_blocks.strict_yaml import YamlError, load, load_file


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-11-21", "2026-11-21"),
        ("12:30", "12:30"),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("1.50", Decimal("1.50")),
        ("0.1015", Decimal("0.1015")),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12345678901234567890123", "12345678901234567890123"),
    ],
)
def test_scalars_are_what_they_look_like(written: str, value: object) -> None:
    data = load(f"key: {written}\n").data
    assert data == {"key": value}
    assert isinstance(data, dict)
    assert type(data["key"]) is type(value)


def test_a_decimal_keeps_its_digits() -> None:
    assert str(load("rate: 22.00").data) == "{'rate': Decimal('22.00')}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\nb: *x", "f.yaml:1: anchors and aliases"),
        ("a: 1\nb:\n  - *x", "f.yaml:3: anchors and aliases"),
        ("paragraph: *now* or never", "begins with & or * in quotes"),
        ("a: !!python/name:os.system x", "f.yaml:1: the tag tag:yaml.org,2002:python/name:os.system"),
        ("a: !vault x", "f.yaml:1: the tag !vault"),
        ("a: 1\nb: 2\na: 3", "f.yaml:3: the key 'a' stands twice"),
        ("a: {b: 1, b: 2}", "f.yaml:1: the key 'b' stands twice"),
        ("a: 1\n---\nb: 2", "f.yaml:2: a second document"),
        ("paragraph: {{ name }}", "f.yaml:1: a key is a word or a text; put a text that begins with {{"),
        ("paragraph: Note: this", "f.yaml:1: is not YAML"),
        ("a:\n\t- b", "indent with blanks"),
        ('a: "x', "f.yaml:1: is not YAML"),
        ("[" * 500, "f.yaml:1: is nested more than 100 deep"),
        ("[" * 500 + "]" * 500, "f.yaml:1: is nested more than 100 deep"),
        ('a: "b\\0c"', "f.yaml:1: the text has the control character U+0000"),
        ('a: "b\\ec"', "control character U+001B"),
        ("a: \x07", "f.yaml: is not YAML"),
        ("a: \ud800", "f.yaml: holds half a surrogate pair"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, message: str) -> None:
    with pytest.raises(YamlError) as refusal:
        load(text, "f.yaml")
    assert message in str(refusal.value)


def test_a_billion_laughs_are_refused_at_once() -> None:
    laughs = "a: &a [lol]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)
    )
    with pytest.raises(YamlError, match="anchors and aliases"):
        load(laughs)


def test_every_part_knows_its_line() -> None:
    file = load("title: A\ncontent:\n  - heading: B\n    id: b\n  - paragraph: |\n      long\n      text\n", "t.yaml")
    assert file.where(("title",)) == "t.yaml:1"
    assert file.where(("content", 0, "id")) == "t.yaml:4"
    assert file.where(("content", 1)) == "t.yaml:5"
    assert file.where(("content", 1, "nothing", "here")) == "t.yaml:5"
    assert file.where(("nowhere",)) == "t.yaml:1"


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert load("<<: {a: 1}").data == {"<<": {"a": 1}}


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(YamlError, match=r"gone\.yaml: cannot be read"):
        load_file(tmp_path / "gone.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("città: Forlì".encode("latin-1"))
    with pytest.raises(YamlError, match=r"latin\.yaml: is not UTF-8 at byte 4; save the file as UTF-8"):
        load_file(latin)


words = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff"), max_size=20)
data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=10,
)


@given(data)
def test_json_is_yaml_and_reads_back_as_itself(content: object) -> None:
    assert load(json.dumps(content, ensure_ascii=False)).data == content


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert refusal_of(text).startswith(("f.yaml", "read"))


def refusal_of(text: str) -> str:
    try:
        load(text, "f.yaml")
    except YamlError as refusal:
        return str(refusal)
    return "read"
