"""Whatever is in the store has a name that people can write, and a name means one thing."""

from datetime import UTC, datetime

import pytest

from ccm.db.session import Database
from ccm.governance.names import SubjectName, SubjectNameError, parse_name
from content_blocks.files import read_files
from content_blocks.folders import BLOCKS, BRANDS
from content_blocks.store import BlockStore, BrandStore
from templates_repo.folders import TEMPLATES
from templates_repo.store import TemplateStore

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


@pytest.fixture
def stocked(database: Database) -> Database:
    """A template, a block in two languages, and a brand with the key of the template."""
    brand = read_files(BRANDS / "ginepro")
    renamed = brand["brand.yaml"].replace(b"brand: ginepro", b"brand: appointment-reminder")
    with database.writing() as session:
        for key in ("appointment-reminder", "invoice"):
            TemplateStore(session).add(key, read_files(TEMPLATES / key), "anna", NOW)
        BlockStore(session).add("deposit-guarantee", read_files(BLOCKS / "deposit-guarantee"), "anna", NOW)
        BrandStore(session).add("appointment-reminder", {**brand, "brand.yaml": renamed}, "anna", NOW)
        BlockStore(session).save_draft("half", {}, 0, "anna", NOW)
    return database


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("invoice", ("template", "invoice", None)),
        ("invoice@7", ("template", "invoice", 7)),
        ("template:invoice", ("template", "invoice", None)),
        ("deposit-guarantee@1", ("block", "deposit-guarantee", 1)),
        ("block:deposit-guarantee", ("block", "deposit-guarantee", None)),
        ("template:appointment-reminder@2", ("template", "appointment-reminder", 2)),
        ("brand:appointment-reminder", ("brand", "appointment-reminder", None)),
        ("deposit-guarantee/it", ("translation", "deposit-guarantee/it", None)),
        ("translation:deposit-guarantee/it@1", ("translation", "deposit-guarantee/it", 1)),
    ],
)
def test_a_name_means_one_thing(stocked: Database, text: str, name: tuple[str, str, int | None]) -> None:
    with stocked.reading() as session:
        assert parse_name(session, text) == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("appointment-reminder@2", "write template:appointment-reminder@2 or brand:appointment-reminder@2"),
        ("nothing", "nothing in the store by the name 'nothing'"),
        ("block:invoice", "nothing in the store"),
        ("half", "nothing in the store"),
        ("no-block/it", "there is no block no-block"),
        ("deposit-guarantee/xx", "there are deposit-guarantee/it"),
        ("translation:deposit-guarantee", "is no name"),
        ("block:deposit-guarantee/it", "is no name"),
        ("invoice@0", "is no name"),
        ("invoice@", "is no name"),
        ("../invoice", "is no name"),
        ("invoice\n", "is no name"),
        ("", "is no name"),
    ],
)
def test_what_names_nothing_or_two_things_is_refused(stocked: Database, text: str, message: str) -> None:
    with stocked.reading() as session, pytest.raises(SubjectNameError, match=message):
        parse_name(session, text)


def test_a_name_is_written_as_it_is_read() -> None:
    assert str(SubjectName("translation", "vat-note/it", 2)) == "translation:vat-note/it@2"
