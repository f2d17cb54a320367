"""An edit is one act: allowed or refused, whole or not at all, and what it voids says so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from approval.state import Status
from approval.store import ApprovalStore
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.editing import Edited, discard_draft, import_library, publish, retire, roll_back, save_draft
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore
from ccm.repository import RepositoryError, stores
from content_blocks.digest import digest
from content_blocks.drafts import Draft, StaleDraftError
from content_blocks.file_bodies import listing
from content_blocks.store import BlockStore
from content_blocks.subject_rows import StoreError
from templates_repo.store import TemplateStore
from tests.ccm.governance.studio import BLOCK, BLOCKS, BRAND, NEW_WORDS, OLD_WORDS, TEMPLATE, Studio

NEXT_YEAR = date(2027, 1, 1)
GERMAN = f"{BLOCK}/de"


@pytest.fixture
def empty(database: Database, tmp_path: Path) -> Studio:
    """A studio with an empty store."""
    return Studio(database, tmp_path)


@pytest.fixture
def studio(empty: Studio) -> Studio:
    """A studio with its library in the store, as Fritz made it."""
    bring(empty, "fritz")
    return empty


def bring(studio: Studio, person: str) -> tuple[Edited, ...]:
    with studio.database.writing() as session:
        return import_library(session, studio.by(person), studio.shelf, "As agreed")


def reworded(files: dict[str, bytes]) -> dict[str, bytes]:
    """The block in other words, as the next version."""
    source = files["block.yaml"].replace(OLD_WORDS.encode(), NEW_WORDS.encode())
    return {**files, "block.yaml": source}


def retitled(studio: Studio, words: bytes = b"Your next one: ") -> dict[str, bytes]:
    """The template with more words in its subject line, which is no change of structure."""
    files = studio.files("template", TEMPLATE)
    return {**files, "template.yaml": files["template.yaml"].replace(b'subject: "', b'subject: "' + words, 1)}


def status(studio: Studio, submission: str) -> Status:
    with studio.database.reading() as session:
        return ApprovalStore(session).state(submission).status


def test_an_import_is_one_act_with_a_row_for_every_version(empty: Studio) -> None:
    edited = bring(empty, "fritz")
    assert [(one.kind, one.version.name, one.new) for one in edited] == [
        ("brand", f"{BRAND}@1", True),
        *(("block", f"{key}@1", True) for key in BLOCKS),
        ("template", f"{TEMPLATE}@1", True),
    ]
    log = empty.log()
    assert [(row.act, row.kind, row.key, row.version, row.digest, row.why) for row in log] == [
        ("import", one.kind, one.version.key, 1, one.version.digest, "As agreed") for one in edited
    ]
    assert {(row.who, row.origin) for row in log} == {("fritz", "test")}
    assert [one.new for one in bring(empty, "fritz")] == [False] * 4
    assert len(empty.log()) == 4


def test_what_is_new_takes_everything_and_an_import_is_refused_whole(empty: Studio) -> None:
    before = empty.rows()
    with pytest.raises(ForbiddenError) as raised:
        bring(empty, "anna")
    lines = str(raised.value).splitlines()
    assert [f"anna cannot make this edit of {kind}" in line for kind, line in zip(
        ("brand", "block", "block", "template"), lines, strict=True)] == [True] * 4  # fmt: skip
    assert all("it is new" in line for line in lines)
    assert empty.rows() == before


def test_who_may_change_words_imports_words_and_nothing_else(studio: Studio) -> None:
    studio.edit(f"templates/{TEMPLATE}/template.yaml", 'subject: "', 'subject: "Please note: ')
    (changed,) = [one for one in bring(studio, "anna") if one.new]
    assert changed.version.name == f"{TEMPLATE}@2"
    studio.edit(f"templates/{TEMPLATE}/template.yaml", "Please note: ", "Note: ")
    studio.edit(f"templates/{TEMPLATE}/template.yaml", "tags: [", "tags: [urgent, ")
    before = studio.rows()
    with pytest.raises(ForbiddenError, match=r"anna cannot make this edit of template .*everything.*tags"):
        bring(studio, "anna")
    assert studio.rows() == before


def test_one_refused_subject_refuses_the_whole_import(studio: Studio) -> None:
    studio.edit(f"templates/{TEMPLATE}/template.yaml", 'subject: "', 'subject: "Please note: ')
    studio.reword_block()
    with pytest.raises(ForbiddenError, match=r"anna cannot make this edit of block .* locked") as raised:
        bring(studio, "anna")
    assert len(str(raised.value).splitlines()) == 1
    with studio.database.reading() as session:
        assert {store.newest(key) for _, store in stores(session) for key in store.subjects()} == {1}


def test_what_is_wrong_is_said_before_who_may_not(studio: Studio) -> None:
    studio.edit(f"templates/{TEMPLATE}/contract.yaml", "type:", "type: [")
    studio.reword_block()
    with pytest.raises(RepositoryError, match=r"contract.yaml"):
        bring(studio, "anna")


@pytest.mark.parametrize("person", ["otto", "ida", "bruno", "client", "nobody"])
def test_every_path_asks_for_the_right_to_edit(studio: Studio, person: str) -> None:
    files = studio.files("block", BLOCK)
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "block", BLOCK, reworded(files), 0, base=1)
    studio.reword_block()
    before = studio.rows()

    def acts(session: Session, acting: Acting) -> None:
        import_library(session, acting, studio.shelf)

    for act in (
        acts,
        lambda session, acting: save_draft(session, acting, "block", BLOCK, files, 1),
        lambda session, acting: publish(session, acting, "block", BLOCK, 1),
        lambda session, acting: roll_back(session, acting, "block", BLOCK, 1),
        lambda session, acting: retire(session, acting, "block", BLOCK, NEXT_YEAR),
    ):
        with pytest.raises(ForbiddenError, match=rf"{person} cannot"), studio.database.writing() as session:
            act(session, studio.by(person))
    assert studio.rows() == before


def test_rights_are_those_of_the_folder(studio: Studio) -> None:
    with studio.database.writing() as session:
        people = PeopleStore(session)
        people.add_person("dora")
        people.grant("dora", "designer", "retail")
        people.place("template", TEMPLATE, "retail/energy")
    with studio.database.writing() as session:
        assert save_draft(session, studio.by("dora"), "template", TEMPLATE, {}, 0, base=1).revision == 1
    with pytest.raises(ForbiddenError), studio.database.writing() as session:
        save_draft(session, studio.by("dora"), "block", BLOCK, {}, 0, base=1)


def test_a_draft_of_who_changes_words_is_whole_and_changes_words(studio: Studio) -> None:
    structure = {**retitled(studio)}
    structure["template.yaml"] = structure["template.yaml"].replace(b"tags: [", b"tags: [urgent, ")
    for files, message in (({}, "half written"), (structure, "tags")):
        with pytest.raises(ForbiddenError, match=message), studio.database.writing() as session:
            save_draft(session, studio.by("anna"), "template", TEMPLATE, files, 0, base=1)
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "template", TEMPLATE, structure, 0, base=1)
    # Her own edit of his draft is one of words; publishing what he did is not.
    structure["template.yaml"] = structure["template.yaml"].replace(b"Your next", b"The next")
    with studio.database.writing() as session:
        save_draft(session, studio.by("anna"), "template", TEMPLATE, structure, 1)
    with pytest.raises(ForbiddenError, match="tags"), studio.database.writing() as session:
        publish(session, studio.by("anna"), "template", TEMPLATE, 2)
    with studio.database.writing() as session:
        assert publish(session, studio.by("fritz"), "template", TEMPLATE, 2).version.number == 2


def test_a_draft_and_its_publication_are_in_the_log(studio: Studio) -> None:
    files = retitled(studio)
    with studio.database.writing() as session:
        save_draft(session, studio.by("anna"), "template", TEMPLATE, files, 0, base=1)
    with studio.database.writing() as session:
        edited = publish(session, studio.by("anna"), "template", TEMPLATE, 1, "A new subject line")
    saved, added = studio.log()[-2:]
    assert (saved.act, saved.version, saved.digest, saved.why) == (
        "draft-save", None, digest(listing(files)), "revision 1",
    )  # fmt: skip
    assert (added.act, added.version, added.digest, added.why) == (
        "version-add", 2, edited.version.digest, "A new subject line",
    )  # fmt: skip


def test_a_stale_save_is_refused_with_both_versions_and_leaves_no_row(studio: Studio) -> None:
    first, second = retitled(studio, b"First "), retitled(studio, b"Second ")
    with studio.database.writing() as session:
        save_draft(session, studio.by("anna"), "template", TEMPLATE, first, 0, base=1)
    before = studio.rows()
    with pytest.raises(StaleDraftError) as raised, studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "template", TEMPLATE, second, 0, base=1)
    assert raised.value.stored is not None
    assert (raised.value.stored.files, raised.value.stored.author) == (first, "anna")
    assert (raised.value.refused.files, raised.value.refused.author) == (second, "fritz")
    assert studio.rows() == before


def test_of_two_authors_who_save_at_once_one_wins_and_the_log_says_which(studio: Studio) -> None:
    start = Barrier(2)
    files = {person: retitled(studio, person.encode() + b" ") for person in ("anna", "fritz")}
    acting = {person: studio.by(person) for person in files}

    def save(person: str) -> Draft | StaleDraftError:
        start.wait()
        try:
            with studio.database.writing() as session:
                return save_draft(session, acting[person], "template", TEMPLATE, files[person], 0, base=1)
        except StaleDraftError as error:
            return error

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(save, files))
    (won,) = [one for one in outcomes if isinstance(one, Draft)]
    (lost,) = [one for one in outcomes if isinstance(one, StaleDraftError)]
    assert lost.stored is not None
    assert lost.stored.files == won.files == files[won.author]
    assert lost.refused.files == files[lost.refused.author]
    assert [act[:2] for act in studio.acts()[4:]] == [(won.author, "draft-save")]
    with studio.database.reading() as session:
        assert [change.person for change in TemplateStore(session).changes(TEMPLATE)] == ["fritz", won.author]


def test_two_who_import_at_once_take_turns(studio: Studio) -> None:
    studio.edit(f"templates/{TEMPLATE}/template.yaml", 'subject: "', 'subject: "Please note: ')
    start = Barrier(2)
    acting = [studio.by("fritz"), studio.by("anna")]

    def run(one: Acting) -> int:
        start.wait()
        with studio.database.writing() as session:
            return sum(edited.new for edited in import_library(session, one, studio.shelf))

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, acting)) == [0, 1]
    assert [act[1:] for act in studio.acts()[4:]] == [("import", f"template:{TEMPLATE}", 2)]


def test_an_edit_voids_what_is_open_and_says_so(studio: Studio) -> None:
    block, german, template, brand = studio.open(
        ("block", BLOCK), ("translation", GERMAN), ("template", TEMPLATE), ("brand", BRAND)
    )
    studio.reword_block()
    (edited,) = [one for one in bring(studio, "fritz") if one.new]
    # No version of the block is approved, so the template takes the newest, and is another too.
    assert edited.voided == (block, german, template)
    assert [status(studio, one.id) for one in (block, german, template)] == [Status.VOIDED] * 3
    assert status(studio, brand.id) is Status.OPEN
    rows = studio.log()[4:]
    assert [(row.act, row.kind, row.key, row.digest, row.why) for row in rows] == [
        ("import", "block", BLOCK, edited.version.digest, "As agreed"),
        *(("void", one.subject.kind, one.subject.key, one.digest, f"submission {one.id}") for one in edited.voided),
    ]
    with studio.database.reading() as session:
        (decision,) = ApprovalStore(session).decisions(block.id)
        assert (decision.person, decision.reason) == ("fritz", "the subject was edited")


def test_an_edit_of_one_language_leaves_the_source_and_the_others_open(studio: Studio) -> None:
    block, german, italian = studio.open(("block", BLOCK), ("translation", GERMAN), ("translation", f"{BLOCK}/it"))
    studio.edit(f"blocks/{BLOCK}/block.yaml", "version: 1", "version: 2")
    studio.edit(f"blocks/{BLOCK}/locales/de.po", "Ihre Daten", "Die Daten")
    (edited,) = [one for one in bring(studio, "fritz") if one.new]
    assert edited.voided == (german,)
    assert [status(studio, one.id) for one in (block, italian)] == [Status.OPEN] * 2


def test_a_language_that_is_taken_out_is_void(studio: Studio) -> None:
    (german,) = studio.open(("translation", GERMAN))
    studio.edit(f"blocks/{BLOCK}/block.yaml", "version: 1", "version: 2")
    studio.edit(f"blocks/{BLOCK}/block.yaml", "locales: [it, de]", "locales: [it]")
    (studio.shelf.blocks / BLOCK / "locales/de.po").unlink()
    (edited,) = [one for one in bring(studio, "fritz") if one.new]
    assert edited.voided == (german,)


def test_a_draft_and_the_same_content_void_nothing(studio: Studio) -> None:
    (template,) = studio.open(("template", TEMPLATE))
    with studio.database.writing() as session:
        save_draft(session, studio.by("anna"), "template", TEMPLATE, retitled(studio), 0, base=1)
    bring(studio, "fritz")
    assert status(studio, template.id) is Status.OPEN
    with studio.database.writing() as session:
        assert publish(session, studio.by("anna"), "template", TEMPLATE, 1).voided == (template,)


def test_a_draft_is_discarded_by_whoever_may_take_it_back(studio: Studio) -> None:
    bigger = studio.files("template", TEMPLATE)
    bigger["contract.yaml"] += b"\n# noted\n"
    bigger["template.yaml"] = bigger["template.yaml"].replace(b"channels: [", b"jurisdictions: [IT]\nchannels: [", 1)
    for files, author in ((bigger, "fritz"), (retitled(studio), "anna")):
        with studio.database.writing() as session:
            draft = save_draft(session, studio.by(author), "template", TEMPLATE, files, 0, base=1)
        if author == "fritz":
            with pytest.raises(ForbiddenError, match="jurisdictions"), studio.database.writing() as session:
                discard_draft(session, studio.by("anna"), "template", TEMPLATE, draft.revision)
        with pytest.raises(ForbiddenError, match="ida cannot edit"), studio.database.writing() as session:
            discard_draft(session, studio.by("ida"), "template", TEMPLATE, draft.revision)
        with studio.database.writing() as session:
            gone = discard_draft(session, studio.by(author), "template", TEMPLATE, draft.revision, "Not needed")
        assert gone.files == files
        row = studio.log()[-1]
        assert (row.who, row.act, row.digest, row.why) == (
            author, "draft-discard", digest(listing(files)), f"revision {draft.revision}. Not needed",
        )  # fmt: skip
    with studio.database.reading() as session:
        assert TemplateStore(session).draft(TEMPLATE) is None


def test_a_draft_of_something_new_is_discarded_by_who_may_make_it(studio: Studio) -> None:
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "block", "begun", {"block.yaml": b"block: ["}, 0)
    with pytest.raises(ForbiddenError, match="it is new"), studio.database.writing() as session:
        discard_draft(session, studio.by("anna"), "block", "begun", 1)
    with studio.database.writing() as session:
        discard_draft(session, studio.by("fritz"), "block", "begun", 1)


def test_rolling_back_is_an_edit(studio: Studio) -> None:
    studio.reword_block()
    bring(studio, "fritz")
    (block,) = studio.open(("block", BLOCK))
    with pytest.raises(ForbiddenError, match="locked"), studio.database.writing() as session:
        roll_back(session, studio.by("anna"), "block", BLOCK, 1)
    with pytest.raises(StoreError, match="@7"), studio.database.writing() as session:
        roll_back(session, studio.by("fritz"), "block", BLOCK, 7)
    with studio.database.writing() as session:
        edited = roll_back(session, studio.by("fritz"), "block", BLOCK, 1, "Wrong words")
    assert (edited.version.number, edited.voided) == (3, (block,))
    back, void = studio.log()[-2:]
    assert (back.act, back.version, back.digest, back.why) == (
        "roll-back", 3, edited.version.digest, "to version 1. Wrong words",
    )  # fmt: skip
    assert (void.act, void.digest) == ("void", block.digest)


def test_retiring_takes_everything_and_is_in_the_log(studio: Studio) -> None:
    with pytest.raises(ForbiddenError, match="it is retired"), studio.database.writing() as session:
        retire(session, studio.by("anna"), "template", TEMPLATE, NEXT_YEAR)
    with studio.database.writing() as session:
        retire(session, studio.by("fritz"), "template", TEMPLATE, NEXT_YEAR, "Replaced")
    row = studio.log()[-1]
    assert (row.act, row.key, row.version, row.why) == ("retire", TEMPLATE, 1, "from 2027-01-01. Replaced")
    with studio.database.reading() as session:
        assert TemplateStore(session).retired_on(TEMPLATE) == NEXT_YEAR


def test_the_log_and_the_store_agree(studio: Studio) -> None:
    files = reworded(studio.files("block", BLOCK))
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "block", BLOCK, {}, 0, base=1)
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "block", BLOCK, files, 1)
    with studio.database.writing() as session:
        publish(session, studio.by("fritz"), "block", BLOCK, 2)
    with studio.database.writing() as session:
        roll_back(session, studio.by("fritz"), "block", BLOCK, 1)
    with studio.database.reading() as session:
        store = BlockStore(session)
        sealed = {version.number: version.digest for version in store.versions(BLOCK)}
        changes = [
            (change.person, change.version, sealed.get(change.version or 0, change.files_digest), change.at)
            for change in store.changes(BLOCK)
        ]
    rows = [row for row in studio.log() if row.key == BLOCK]
    assert [(row.who, row.version, row.digest) for row in rows] == [change[:3] for change in changes]
    assert [row.at[:19] for row in rows] == [f"{change[3]:%Y-%m-%dT%H:%M:%S}" for change in changes]
