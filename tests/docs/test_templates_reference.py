"""docs/templates.md cannot go stale: it names all there is, and its examples are read, checked and composed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ccm.binding.bind import binder
from ccm.binding.evaluate import evaluator
from ccm.binding.formats import formats_for
from ccm.compose.program import compile_program
from ccm.library import Library
from ccm.release import Release
from content_blocks import structure
from content_blocks.block import BlockDefinition, ContentBlock
from content_blocks.brand import Brand
from content_blocks.digest import digest_bytes
from content_blocks.document import Asset
from content_blocks.folders import parse_model
from content_blocks.markup import parse_markup
from content_blocks.source_ids import with_ids
from content_blocks.strict_yaml import YamlFile, load
from content_blocks.structure import NODE_CLASSES
from templates_repo.check.block import check_block
from templates_repo.check.template import check_template
from templates_repo.contract import Contract, parse_contract
from templates_repo.contract_schema import _ANNOTATIONS, _ROOT_ONLY
from templates_repo.expressions import parse_expression
from templates_repo.filters import EXAMPLE_DATA, FILTERS, TESTS
from templates_repo.schema_values import _FORMATS, SHAPES
from templates_repo.template import Template, TemplateDefinition

PAGE = Path(__file__).resolve().parents[2] / "docs" / "templates.md"
TEXT = PAGE.read_text(encoding="utf-8")
CHANNELS = ("pdf", "email", "sms", "mobile")


@dataclass(frozen=True)
class Example:
    """A fenced example: what the fence says after ``yaml``, where it stands, and its text."""

    kind: str
    section: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.section or 'page'}-{self.line}"

    def file(self) -> YamlFile:
        return load("\n" * self.line + self.text, "docs/templates.md")


def _examples() -> Iterator[Example]:
    section = ""
    lines = iter(enumerate(TEXT.splitlines(), 1))
    for number, line in lines:
        if line.startswith("#"):
            section = line.lstrip("# ")
        if line.startswith("```") and len(line) > 3:
            body = []
            for _, inner in lines:
                if inner == "```":
                    break
                body.append(inner)
            yield Example(line.removeprefix("```"), section, number, "\n".join(body) + "\n")


EXAMPLES = tuple(_examples())
NODES = [example for example in EXAMPLES if example.kind == "yaml"]


def only(kind: str) -> Example:
    [example] = [example for example in EXAMPLES if example.kind == kind]
    return example


def section(title: str) -> str:
    """The text below a heading, up to the next of the same level or higher."""
    match = re.search(rf"^(#+) {re.escape(title)}$", TEXT, re.MULTILINE)
    assert match is not None, f"docs/templates.md has no heading {title!r}"
    rest = TEXT[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(title: str) -> Iterator[list[str]]:
    """The cells of the rows of the tables below a heading."""
    for line in section(title).splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture(scope="module")
def contract() -> Contract:
    file = only("yaml contract").file()
    return parse_contract(file.data, file.name, file.where)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def template_of(definition: TemplateDefinition, contract: Contract) -> Template:
    seal = Asset(name="seal.svg", media_type="image/svg+xml", body=b"<svg/>", digest=digest_bytes(b"<svg/>"))
    assets = {"seal.svg": seal} if "seal.svg" in repr(definition.content) else {}
    return Template(definition, contract, {}, assets, samples={"first": record()})


def record() -> dict[str, Any]:
    return {**EXAMPLE_DATA, "id": "B-1042"}


def definition(example: Example, nodes: YamlFile | None = None) -> TemplateDefinition:
    """The example of template.yaml, with other content when `nodes` are given, in its own language alone."""
    file = example.file()
    assert isinstance(file.data, dict)
    file.data["locales"] = []
    if nodes is not None:
        file.data["content"] = [{"heading": "Example", "level": 1, "id": "example"}, *list_of(nodes)]
    file.data["content"] = with_ids(file.data["content"])
    return parse_model(TemplateDefinition, file)


def list_of(file: YamlFile) -> list[Any]:
    assert isinstance(file.data, list), f"{file.where(())}: an example of nodes is a list"
    return file.data


def check_and_compose(template: Template, library: Library) -> None:
    problems = check_template(template, library.blocks(), list(library.brand_folders), CHANNELS)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    release = Release(template, library.blocks(), library.brand(template.definition.brand))
    assert compile_program(release, "en-GB").run(record()).content


@pytest.mark.parametrize("example", NODES, ids=str)
def test_every_example_of_nodes_is_checked_and_composed(example: Example, contract: Contract, library: Library) -> None:
    made = definition(only("yaml template"), example.file())
    named = list(structure.walk_source(made.content[1:]))
    assert not [node.id for node in named if node.id.startswith("auto-")], "nodes of examples have ids"
    check_and_compose(template_of(made, contract), library)


def test_the_example_of_a_template_is_checked_and_composed(contract: Contract, library: Library) -> None:
    check_and_compose(template_of(definition(only("yaml template")), contract), library)


@pytest.mark.parametrize("node", NODE_CLASSES, ids=lambda node: str(node.kind))
def test_every_node_has_its_section_with_an_example_and_all_attributes(node: type[structure.SourceNode]) -> None:
    kinds = {
        structure.kind_of(raw) for example in NODES if example.section == node.kind for raw in list_of(example.file())
    }
    assert node.kind in kinds, f"docs/templates.md has no example of {node.kind} under its heading"
    words = section(node.kind) + section("Nodes").split("\n### ")[0]
    for name, field in node.model_fields.items():
        attribute = field.alias or name
        assert re.search(rf"(`{attribute}\b|^ *(- )?{attribute}:)", words, re.MULTILINE), f"{node.kind}: {attribute}"


def test_every_part_of_a_node_is_documented() -> None:
    parts = {
        "table": (structure.TableColumn, structure.TotalRow, structure.TableGroup),
        "list": (structure.ListItem,),
        "facts": (structure.FactItem,),
        "chart": (structure.Series,),
        "choose": (structure.Branch,),
    }
    for kind, models in parts.items():
        for model in models:
            for name, field in model.model_fields.items():
                assert f"`{field.alias or name}" in section(kind) or f"{field.alias or name}:" in section(kind), (
                    kind,
                    name,
                )


@pytest.mark.parametrize("model", [TemplateDefinition, BlockDefinition, Brand], ids=lambda model: str(model.__name__))
def test_every_key_of_the_files_is_documented(
    model: type[TemplateDefinition] | type[BlockDefinition] | type[Brand],
) -> None:
    title = {TemplateDefinition: "template.yaml", BlockDefinition: "Content blocks", Brand: "Brands"}[model]
    documented = {name for cells in rows(title) for name in code(cells[0])}
    assert {field.alias or name for name, field in model.model_fields.items()} <= documented


def test_the_examples_of_a_block_and_a_brand_are_sound() -> None:
    file = only("yaml block").file()
    assert isinstance(file.data, dict)
    file.data.update(content=with_ids(file.data["content"]), locales=[])
    block = ContentBlock(parse_model(BlockDefinition, file), {}, {})
    assert [str(problem) for problem in check_block(block) if problem.severity == "error"] == []
    assert parse_model(Brand, only("yaml brand").file()).brand == "example"


def test_the_example_data_is_the_filters_own_and_keeps_the_contract(contract: Contract) -> None:
    assert json.loads(only("json").text, parse_float=Decimal) == EXAMPLE_DATA
    assert contract.validate(record()) == ()


WRITTEN = [
    (expression, cells[3])
    for title in ("Filters", "Tests")
    for cells in rows(title)
    if len(cells) == 4
    for expression in code(cells[2])
]


@pytest.mark.parametrize(("expression", "shown"), WRITTEN)
def test_what_an_example_shows_is_what_it_gives(expression: str, shown: str, contract: Contract) -> None:
    value = evaluator(parse_expression(expression), formats_for("en-GB"))(binder(contract.type)(record()))
    assert (str(value).lower() if isinstance(value, bool) else value) == shown


def test_every_filter_and_test_is_documented_and_no_other() -> None:
    for title, known in (("Filters", FILTERS), ("Tests", TESTS)):
        documented = {name for cells in rows(title) if cells[0] for name in code(cells[0])}
        assert documented == set(known)


def test_every_filter_shows_the_example_of_its_signature() -> None:
    written = dict(WRITTEN)
    for signature in FILTERS.values():
        assert written.get(signature.example) == signature.shown, signature.name


def test_the_choices_of_a_filter_are_all_shown_or_named() -> None:
    words = section("Filters")
    for signature in FILTERS.values():
        for parameter in signature.parameters:
            for choice in parameter.choices:
                assert f"('{choice}')" in words or choice == parameter.default or f"`{choice}`" in words, (
                    signature.name,
                    choice,
                )


def test_every_keyword_and_format_of_contracts_is_documented_and_no_other() -> None:
    tables = list(rows("The contract"))
    start = next(index for index, cells in enumerate(tables) if cells[0] == "format")
    keywords = {name for cells in tables[1:start] for name in code(cells[0])}
    formats = {name for cells in tables[start + 1 :] for name in code(cells[0])}
    assert keywords == set(_ANNOTATIONS) | set(_ROOT_ONLY) | {"$ref"} | {
        keyword for shape in SHAPES.values() for keyword in shape.keywords
    }
    assert formats == set(_FORMATS)


@pytest.mark.parametrize("cells", list(rows("The contract"))[-len(_FORMATS) :], ids=lambda cells: str(cells[0]))
def test_the_example_of_a_format_keeps_it(cells: list[str]) -> None:
    [name], [example] = code(cells[0]), code(cells[2])
    schema = {"type": "object", "required": ["value"], "properties": {"value": {"format": name}}}
    assert parse_contract(schema, "contract").validate({"value": json.loads(example)}) == ()


def test_the_markup_of_texts_reads() -> None:
    written = [code(cells[0])[0] for cells in rows("Texts") if code(cells[0])]
    assert len(written) > 5
    for text in written:
        parse_markup(text)


def test_the_links_within_the_page_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9_ -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in TEXT.splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
