from decimal import Decimal
from pathlib import Path

import pytest

from content_blocks.folders import FolderError
from templates_repo.folders import read_template
from templates_repo.units import template_units

TEMPLATE = """\
template: letter
title: Letter
language: en-GB
locales: [it]
brand: plain
channels: [pdf, email]
key: id
issued: issued_on
subject: "Your letter {{ id }}"
preheader: "{{ id }}"
references:
  - {id: number, label: Number, value: "{{ id }}"}
content:
  - heading: Hello
    id: title
    level: 1
  - section:
      - paragraph: Good morning
    id: part
"""
CONTRACT = """\
type: object
required: [id, issued_on]
properties:
  id: {type: string}
  issued_on: {format: date}
"""
CATALOG = 'msgctxt "title"\nmsgid "Hello"\nmsgstr "Salve"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "letter"
    for name, text in {
        "template.yaml": TEMPLATE,
        "contract.yaml": CONTRACT,
        "locales/it.po": CATALOG,
        "samples/first.json": '{"id": "1", "issued_on": "2026-11-21", "rate": 0.10}',
        "assets/seal.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_template_is_read_with_everything_in_its_folder(folder: Path) -> None:
    template = read_template(folder)
    assert template.key == "letter"
    assert template.locales == ("en-GB", "it")
    assert template.catalogs["it"].entries["title"].text == "Salve"
    assert template.samples["first"]["rate"] == Decimal("0.10")
    assert list(template.assets) == ["seal.svg"]
    assert template.contract.validate(template.samples["first"]) == ()
    assert template.places["title"].endswith("template.yaml:14")
    assert template.places["auto-paragraph-1"].endswith("template.yaml:18")
    assert template.places["template.subject"].endswith("template.yaml:9")


def test_units_are_what_translators_see(folder: Path) -> None:
    units = {unit.context: unit.text for unit in template_units(read_template(folder).definition)}
    assert units == {
        "template.subject": "Your letter {{ id }}",
        "template.references.number.label": "Number",
        "title": "Hello",
        "auto-paragraph-1": "Good morning",
    }


def test_the_digest_is_of_all_but_samples_and_places(folder: Path) -> None:
    before = read_template(folder).digest
    (folder / "samples/second.json").write_text("{}")
    path = folder / "template.yaml"
    path.write_text("# a comment\n" + path.read_text())
    assert read_template(folder).digest == before
    digests = {before}
    for name, old, new in (
        ("template.yaml", "Good morning", "Good evening"),
        ("contract.yaml", "id: {type: string}", "id: {type: string, maxLength: 9}"),
        ("locales/it.po", "Salve", "Ciao"),
        ("assets/seal.svg", "<svg", "<svg id='x'"),
    ):
        changed = folder / name
        changed.write_text(changed.read_text().replace(old, new))
        digests.add(read_template(folder).digest)
    assert len(digests) == 5


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("template.yaml", "template: letter", "template: post", "template.yaml: says it is 'post'"),
        ("template.yaml", "title: Letter", "titel: Letter", "template.yaml:"),
        ("template.yaml", "key: id", "", "key: Field required"),
        ("template.yaml", "channels: [pdf, email]", "channels: []", "template.yaml:6: channels"),
        ("template.yaml", "locales: [it]", "locales: [italiano]", "template.yaml:4: 'italiano' is no locale"),
        ("template.yaml", "locales: [it]", "locales: [it, it]", "locales: 'it' stands twice"),
        ("template.yaml", "id: part", "id: title", "template.yaml:17: the id 'title' stands twice, first on line 14"),
        ("template.yaml", "- heading: Hello", "- headline: Hello", "template.yaml:14: content.0: is no node"),
        ("contract.yaml", "format: date", "format: dat", "contract.yaml:5: issued_on: there is no format 'dat'"),
        ("locales/it.po", 'msgctxt "title"\n', "", "it.po:"),
        ("samples/first.json", "0.10", "NaN", "first.json: NaN is not a number of JSON"),
        ("samples/first.json", '"id": "1"', '"id": "1", "id": "2"', "'id' stands twice"),
        ("samples/first.json", "{", "[", "first.json:1: is not JSON"),
        ("samples/first.json", "0.10", "1e99999999999999999999", "first.json"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(folder: Path, name: str, old: str, new: str, says: str) -> None:
    path = folder / name
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(FolderError) as refused:
        read_template(folder)
    assert says in str(refused.value)


@pytest.mark.parametrize("name", ["template.yaml", "contract.yaml"])
def test_a_folder_without_its_files_is_no_template(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(FolderError, match=f"{name}: cannot be read"):
        read_template(folder)


@pytest.mark.parametrize("body", [b"\xff\xfe{}", b"[" * 100_000, b"", b'"\\ud800'])
def test_samples_that_are_no_json_are_refused(folder: Path, body: bytes) -> None:
    (folder / "samples/first.json").write_bytes(body)
    with pytest.raises(FolderError, match=r"first\.json"):
        read_template(folder)
