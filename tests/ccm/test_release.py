"""Releases: sealed from folders, drafts, and told apart by one digest."""

import shutil
from pathlib import Path

import pytest

from ccm.check import check_one
from ccm.compose.errors import CompileError
from ccm.compose.program import RecordError, compile_program
from ccm.library import Library, LibraryError
from ccm.release import Release, ReleaseError, seal_draft
from ccm.scaffold.new_template import NewTemplateError, new_template, starter_files
from ccm.scaffold.turned import Language
from content_blocks.digest import digest
from content_blocks.files import write_files
from templates_repo.folders import read_template


@pytest.fixture
def own(tmp_path: Path) -> Path:
    new_template("order-letter", tmp_path)
    return tmp_path


def sealed(library: Path) -> Release:
    shelf = Library(library)
    return seal_draft(shelf.template("order-letter"), shelf)


def test_a_release_is_a_draft_and_says_what_it_is_made_of(own: Path) -> None:
    release = sealed(own)
    assert release.status == "draft"
    assert release.lock["template"] == {"key": "order-letter", "version": None, "digest": release.template.digest}
    assert release.lock["contract"] == digest(release.template.contract.schema)
    assert release.lock["approvals"] == []
    assert release.digest == sealed(own).digest


def test_a_lock_names_every_translation_by_its_digest(own: Path) -> None:
    before = sealed(own)
    shutil.copytree(Library().block_folders["privacy-notice"], own / "blocks" / "privacy-notice")
    catalog = own / "blocks" / "privacy-notice" / "locales" / "it.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("I suoi dati", "I Suoi dati"), "utf-8")
    assert catalog.read_text(encoding="utf-8") != text
    after = sealed(own)
    assert translations_of(before, "privacy-notice").keys() == translations_of(after, "privacy-notice").keys()
    changed = {
        locale
        for locale, value in translations_of(after, "privacy-notice").items()
        if translations_of(before, "privacy-notice")[locale] != value
    }
    assert changed == {"it"}
    assert before.lock["translations"] == after.lock["translations"]


def translations_of(release: Release, block: str) -> dict[str, str]:
    blocks = release.lock["blocks"]
    assert isinstance(blocks, dict)
    translations: dict[str, str] = blocks[block]["translations"]
    return translations


@pytest.mark.parametrize("file", ["template.yaml", "contract.yaml", "locales/it.po"])
def test_any_change_makes_another_release(own: Path, file: str) -> None:
    before = sealed(own).digest
    path = own / "templates" / "order-letter" / file
    text = path.read_text(encoding="utf-8")
    changed = text.replace("Thank you", "Many thanks").replace("maxLength: 70", "maxLength: 71")
    assert changed.replace("Grazie", "Mille grazie") != text
    path.write_text(changed.replace("Grazie", "Mille grazie"), encoding="utf-8")
    assert sealed(own).digest != before


def test_a_block_of_ones_own_goes_before_the_starter_block(own: Path) -> None:
    before = sealed(own)
    starter = Library().block_folders["privacy-notice"]
    shutil.copytree(starter, own / "blocks" / "privacy-notice")
    assert sealed(own).digest == before.digest
    block = own / "blocks" / "privacy-notice" / "block.yaml"
    block.write_text(block.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1), encoding="utf-8")
    assert sealed(own).blocks["privacy-notice"].version == 2
    assert sealed(own).digest != before.digest


def test_a_pin_to_another_version_is_refused(own: Path) -> None:
    path = own / "templates" / "order-letter" / "template.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: privacy", "id: privacy\n    version: 9"))
    with pytest.raises(ReleaseError, match="pins version 9 of the block privacy-notice, and the library has version 1"):
        sealed(own)


def test_an_unknown_key_names_what_there_is() -> None:
    with pytest.raises(LibraryError, match="there is no template 'statement'; there are account-statement"):
        Library().template("statement")


def test_a_language_the_template_does_not_speak_is_refused(own: Path) -> None:
    with pytest.raises(CompileError, match="does not speak sv; it speaks en-GB, it"):
        compile_program(sealed(own), "sv")


def test_a_region_is_served_by_its_language_with_its_own_formats(own: Path) -> None:
    program = compile_program(sealed(own), "it-CH")
    assert program.language == "it"
    document = program.run(program.release.template.samples["first"])
    assert document.locale == "it-CH"


def test_a_stale_translation_of_a_locked_block_stops_the_language(own: Path) -> None:
    shutil.copytree(Library().block_folders["privacy-notice"], own / "blocks" / "privacy-notice")
    catalog = own / "blocks" / "privacy-notice" / "locales" / "it.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('msgid "**Your data.**', 'msgid "**Your old data.**', 1), encoding="utf-8")
    assert catalog.read_text(encoding="utf-8") != text
    with pytest.raises(CompileError, match="of a locked block is stale in it"):
        compile_program(sealed(own), "it")
    compile_program(sealed(own), "en-GB")


def test_a_record_that_breaks_the_contract_says_where(own: Path) -> None:
    program = compile_program(sealed(own), "en-GB")
    record = program.release.template.samples["first"]
    broken = {**record, "order": {**record["order"], "placed_on": 20261116}}
    with pytest.raises(RecordError) as caught:
        program.run(broken)
    assert [fault.path for fault in caught.value.faults] == ["order.placed_on"]


@pytest.mark.parametrize("key", ["Order", "../x", "", "a b", "x" * 80])
def test_a_new_template_needs_a_plain_key(key: str, tmp_path: Path) -> None:
    with pytest.raises(NewTemplateError, match="is no key"):
        new_template(key, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_new_template_overwrites_nothing(own: Path) -> None:
    with pytest.raises(NewTemplateError, match="exists already"):
        new_template("order-letter", own)


@pytest.mark.parametrize("language", ["en-GB", "it"])
def test_a_new_template_is_whole_in_the_language_it_is_begun_in(language: Language, tmp_path: Path) -> None:
    title = 'Tassi: "nuovi" #1'
    write_files(starter_files("rates", title, language), tmp_path / "templates" / "rates")
    found = check_one(Library(tmp_path), "rates")
    assert found.ok, found.problems
    template = read_template(tmp_path / "templates" / "rates")
    assert (template.definition.title, template.definition.description) == (title, "")
    assert (template.definition.language, set(template.locales)) == (language, {"en-GB", "it"})
    heading = {"en-GB": "Thank you for your order", "it": "Grazie per il tuo ordine"}[language]
    assert getattr(template.definition.content[0], "text", "") == heading
