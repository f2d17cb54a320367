"""People, groups, roles in folders: what the store lets stand, and what it answers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from approval.people import Delegation, PeopleError
from ccm.db.session import Database
from ccm.library import STARTER
from ccm.people.register import Held
from ccm.people.rights import ForbiddenError, Grant, abilities
from ccm.people.roles import ABILITIES, ALL_ABILITIES, ROLES, Role
from ccm.people.store import PeopleStore
from content_blocks.files import read_files
from templates_repo.store import TemplateStore

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

RIGHTS: dict[Role, str] = {
    "author": "view edit submit comment",
    "designer": "view edit submit comment",
    "compliance": "view edit submit decide comment release archive",
    "approver": "view decide comment release",
    "operator": "view render",
    "administrator": "view manage",
    "api-client": "render",
}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session


@pytest.fixture
def people(session: Session) -> PeopleStore:
    """Otto the administrator; Anna, Bruno and Carla, who can do nothing yet; the group legal, without members."""
    store = PeopleStore(session)
    assert store.is_empty()
    for key in ("otto", "anna", "bruno", "carla"):
        store.add_person(key, key.title(), MONDAY)
    store.grant("otto", "administrator", at=MONDAY)
    store.add_group("legal", MONDAY)
    return store


def test_every_role_brings_these_abilities_and_no_others(people: PeopleStore) -> None:
    assert set(RIGHTS) == set(ROLES) == set(get_args(Role)) == set(ABILITIES)
    for role, named in RIGHTS.items():
        person = f"with-{role}"
        people.add_person(person)
        people.grant(person, role)
        for ability in ALL_ABILITIES:
            allowed = ability in named.split()
            assert people.can(person, ability) is allowed, (role, ability)
            if allowed:
                people.require(person, ability)
            else:
                with pytest.raises(ForbiddenError, match=f"^with-{role} cannot {ability}: "):
                    people.require(person, ability)


def test_a_role_counts_in_its_folder_and_below_it(people: PeopleStore) -> None:
    people.grant("anna", "author", "retail")
    people.place("template", "loan", "retail/credit")
    people.place("template", "bond", "retailers")
    people.place("block", "note", "/retail/")
    allowed = {subject: people.can("anna", "edit", *subject) for subject in (
        ("template", "loan"), ("block", "note"), ("translation", "note/it"),
        ("template", "bond"), ("template", "unplaced"), ("block", "loan"), ("", ""),
    )}  # fmt: skip
    assert [subject for subject, can in allowed.items() if can] == [
        ("template", "loan"), ("block", "note"), ("translation", "note/it"),
    ]  # fmt: skip
    people.grant("bruno", "author", "retail/credit")
    assert people.can("bruno", "edit", "template", "loan")
    assert not people.can("bruno", "edit", "block", "note")
    people.grant("carla", "author")
    assert all(people.can("carla", "edit", *subject) for subject in allowed)


def test_what_is_moved_is_under_the_rights_of_where_it_is(people: PeopleStore) -> None:
    people.grant("anna", "author", "retail")
    people.place("template", "loan", "retail")
    people.place("template", "loan", "corporate")
    assert people.folder_of("template", "loan") == "corporate"
    with pytest.raises(ForbiddenError, match=r"anna cannot edit template loan: .* in the folder corporate; ask an"):
        people.require("anna", "edit", "template", "loan")
    people.place("template", "loan", "")
    assert people.folder_of("template", "loan") == ""
    assert people.placements() == ()


def test_a_group_holds_roles_for_its_members_while_they_are_that(people: PeopleStore) -> None:
    people.grant("legal", "approver", "retail")
    people.place("template", "loan", "retail")
    assert not people.can("anna", "decide", "template", "loan")
    people.add_member("legal", "anna")
    assert people.can("anna", "decide", "template", "loan")
    people.remove_member("legal", "anna")
    assert not people.can("anna", "decide", "template", "loan")


def test_what_ended_counts_no_more_and_stays_on_record(people: PeopleStore) -> None:
    people.grant("anna", "author", "retail", MONDAY + DAY)
    people.revoke("anna", "author", "retail", MONDAY + 2 * DAY)
    people.add_member("legal", "anna", MONDAY + DAY)
    people.remove_member("legal", "anna", MONDAY + 3 * DAY)
    people.grant("anna", "author", "retail", MONDAY + 4 * DAY)
    people.delegate("anna", "bruno", MONDAY + 5 * DAY, MONDAY + 9 * DAY, MONDAY + 5 * DAY)
    people.end_delegation("anna", "bruno", MONDAY + 6 * DAY)
    people.deactivate("anna", MONDAY + 7 * DAY)
    assert people.grants_for("anna") == ()
    assert people.history("anna") == (
        Held("active", "", "", MONDAY, MONDAY + 7 * DAY),
        Held("member", "legal", "", MONDAY + DAY, MONDAY + 3 * DAY),
        Held("role", "author", "retail", MONDAY + DAY, MONDAY + 2 * DAY),
        Held("role", "author", "retail", MONDAY + 4 * DAY, MONDAY + 7 * DAY),
        Held("stood-in-for-by", "bruno", "", MONDAY + 5 * DAY, MONDAY + 6 * DAY),
    )
    assert people.history("legal") == (Held("has-member", "anna", "", MONDAY + DAY, MONDAY + 3 * DAY),)


def test_somebody_who_left_can_do_nothing_and_comes_back_with_nothing(people: PeopleStore) -> None:
    people.grant("anna", "designer")
    people.add_member("legal", "anna")
    people.set_edit_kind("letter", "anna", "everything")
    people.deactivate("anna")
    with pytest.raises(ForbiddenError, match=r"there is no active user anna; an administrator \(otto\) can add them"):
        people.require("anna", "view")
    assert not people.directory().knows("anna")
    with pytest.raises(PeopleError, match="anna has left"):
        people.grant("anna", "author")
    people.add_person("anna", "Anna Arens")
    assert people.person("anna").name == "Anna Arens"
    assert (people.grants_for("anna"), people.groups_of("anna"), people.edit_kinds("letter")) == ((), (), {})


HOSTILE = [
    "", " ", "Anna", "anna@example.com", "anna arens", "-anna", "../anna", "anna\n", "ann\u0430", "anna\u202e",
    "a'; --", "%", "_", "a" * 201, "\x00", "ÀNNA", "🎉",
]  # fmt: skip


def test_hostile_keys_are_refused(people: PeopleStore) -> None:
    acts: tuple[Callable[[str], object], ...] = (
        people.add_person,
        people.add_group,
        lambda key: people.place("template", key, "retail"),
        lambda key: people.grant("anna", "author", key or "%"),  # no folder is everywhere
    )
    for key in HOSTILE:
        for act in acts:
            with pytest.raises(PeopleError, match="is no "):
                act(key)


REFUSED: tuple[tuple[Callable[[PeopleStore], object], str], ...] = (
    (lambda people: people.add_person("anna"), "there is a user anna already"),
    (lambda people: people.add_person("legal"), "there is a group legal; give the user another key"),
    (lambda people: people.add_group("legal"), "there is a group legal already"),
    (lambda people: people.add_group("anna"), "there is a user anna; give the group another key"),
    (lambda people: people.add_person("dora", "Do\nra"), "the name of dora"),
    (lambda people: people.add_member("lgal", "anna"), "there is no group 'lgal'"),
    (lambda people: people.add_member("legal", "ana"), "there is no user 'ana'"),
    (lambda people: people.remove_member("legal", "anna"), "anna is no member of legal; it has no members"),
    (lambda people: people.grant("ana", "author"), "there is no user 'ana'"),
    (lambda people: people.grant("anna", "root"), "there is no role 'root'; there are author, designer"),
    (
        lambda people: people.revoke("anna", "author", "retail"),
        "does not hold the role author in the folder retail",
    ),
    (lambda people: people.delegate("anna", "anna", MONDAY, MONDAY + DAY), "cannot stand in for anna"),
    (lambda people: people.delegate("anna", "bruno", MONDAY, MONDAY), "ends before it starts"),
    (lambda people: people.delegate("anna", "bruno", MONDAY, MONDAY + DAY, MONDAY + DAY), "would be over"),
    (lambda people: people.end_delegation("anna", "bruno"), "does not stand in for anna"),
    (lambda people: people.set_edit_kind("letter", "anna", "all"), "there is no kind of edit 'all'"),
    (lambda people: people.end_edit_kind("letter", "anna"), "no kind of edit was set for anna"),
    (lambda people: people.place("translation", "note/it", "legal"), "place a template, block, brand"),
)


def test_what_cannot_be_is_refused_in_a_sentence(people: PeopleStore) -> None:
    for act, message in REFUSED:
        with pytest.raises(PeopleError, match=message):
            act(people)


def test_an_administrator_is_nothing_else_whatever_comes_first(people: PeopleStore) -> None:
    for role in ROLES:
        if role != "administrator":
            with pytest.raises(PeopleError, match="otto is an administrator, who can hold no other role"):
                people.grant("otto", role, "retail")
    with pytest.raises(PeopleError, match="otto is an administrator and can be of no group"):
        people.add_member("legal", "otto")
    for giver, taker in (("otto", "anna"), ("anna", "otto")):
        with pytest.raises(PeopleError, match="otto is an administrator, who decides nothing"):
            people.delegate(giver, taker, MONDAY, MONDAY + 9000 * DAY)

    people.grant("anna", "author", "retail")
    people.add_member("legal", "bruno")
    people.delegate("anna", "carla", MONDAY, MONDAY + 9000 * DAY)
    for key, held in (
        ("anna", "the role author, the delegation from anna to carla"),
        ("bruno", "the group legal"),
        ("carla", "the delegation from anna to carla"),
    ):
        with pytest.raises(PeopleError, match=f"{key} has {held}, and an administrator is nothing else"):
            people.grant(key, "administrator")
    with pytest.raises(PeopleError, match="make people administrators one by one"):
        people.grant("legal", "administrator")
    with pytest.raises(PeopleError, match="an administrator is one everywhere"):
        people.grant("carla", "administrator", "retail")


def test_an_administrator_never_decides_whatever_rows_there_are(people: PeopleStore) -> None:
    """Rows that no command can write, as somebody with a hand on the database would."""
    now = text(
        "INSERT INTO role_grant (holder, role, folder, started_at) SELECT 'otto', :role, '', started_at "
        "FROM person_service WHERE person = 'otto'"
    )
    for role in ROLES:
        if role != "administrator":
            people.session.execute(now, {"role": role})
    people.session.execute(
        text(
            "INSERT INTO person_group_member (group_key, person, started_at) SELECT 'legal', 'otto', started_at "
            "FROM person_service WHERE person = 'otto'"
        )
    )
    people.session.execute(
        text(
            "INSERT INTO delegation (giver, taker, starts, ends, started_at) SELECT 'anna', 'otto', started_at, :ends, "
            "started_at FROM person_service WHERE person = 'otto'"
        ),
        {"ends": MONDAY + 9000 * DAY if people.session.get_bind().dialect.name == "postgresql" else "2099-01-01"},
    )
    for ability in set(ALL_ABILITIES) - ABILITIES["administrator"]:
        with pytest.raises(ForbiddenError, match="an administrator, who manages people and workflows and does nothing"):
            people.require("otto", ability)
    assert people.directory().members("legal") == frozenset()
    assert people.edit_kind("otto", "template", "letter") == "nothing"


def test_the_last_administrator_stays(people: PeopleStore) -> None:
    last = "otto is the last administrator; make somebody else one first"
    with pytest.raises(PeopleError, match=last):
        people.deactivate("otto")
    with pytest.raises(PeopleError, match=last):
        people.revoke("otto", "administrator")
    people.grant("anna", "administrator")
    people.deactivate("otto")
    assert people.administrators() == ("anna",)
    with pytest.raises(PeopleError, match="anna is the last administrator"):
        people.deactivate("anna")


def test_the_directory_is_what_approval_asks(people: PeopleStore) -> None:
    people.add_member("legal", "anna")
    people.add_member("legal", "bruno")
    people.deactivate("bruno")
    people.delegate("anna", "carla", MONDAY, MONDAY + 5 * DAY, MONDAY)
    people.end_delegation("anna", "carla", MONDAY + 2 * DAY)
    people.delegate("anna", "carla", MONDAY + 7 * DAY, MONDAY + 9 * DAY, MONDAY + 2 * DAY)
    people.delegate("carla", "anna", MONDAY + 7 * DAY, MONDAY + 9 * DAY, MONDAY)
    people.end_delegation("carla", "anna", MONDAY + DAY)  # before it began
    directory = people.directory()
    assert directory.members("legal") == {"anna"}
    assert [directory.knows(key) for key in ("anna", "bruno", "otto", "nobody")] == [True, False, True, False]
    assert directory.delegations == (
        Delegation("anna", "carla", MONDAY, MONDAY + 2 * DAY),
        Delegation("anna", "carla", MONDAY + 7 * DAY, MONDAY + 9 * DAY),
    )


def test_the_kinds_of_edit_that_roles_bring(people: PeopleStore) -> None:
    folder = STARTER.templates / "appointment-reminder"
    files = read_files(folder)
    plain = {**files, "template.yaml": files["template.yaml"].replace(b"editing: text", b"channels: []")}
    TemplateStore(people.session).add("appointment-reminder", plain, "anna", MONDAY)
    expected = {
        "author": ("text", "text"),
        "designer": ("everything", "everything"),
        "compliance": ("text", "everything"),
        "approver": ("nothing", "nothing"),
        "operator": ("nothing", "nothing"),
        "api-client": ("nothing", "nothing"),
    }
    for role, kinds in expected.items():
        people.add_person(f"with-{role}")
        people.grant(f"with-{role}", role)
        found = [people.edit_kind(f"with-{role}", *it) for it in (("template", folder.name), ("block", "vat-note"))]
        assert tuple(found) == kinds, role
    marked = {**files, "template.yaml": plain["template.yaml"].replace(b"channels: []", b"editing: text")}
    if b"editing: text" not in marked["template.yaml"]:
        marked["template.yaml"] = marked["template.yaml"].replace(b"\n    id: ", b"\n    editing: free\n    id: ", 1)
    TemplateStore(people.session).add("appointment-reminder", marked, "anna", MONDAY)
    assert people.edit_kind("with-author", "template", folder.name) == "regions"
    assert people.edit_kind("with-compliance", "template", folder.name) == "text"
    assert people.edit_kind("with-designer", "brand", "ginepro") == "everything"
    assert people.edit_kind("with-compliance", "brand", "ginepro") == "nothing"


def test_kinds_of_edit_that_were_set_for_a_template(people: PeopleStore) -> None:
    people.grant("anna", "author")
    people.add_group("brand-team")
    for group in ("legal", "brand-team"):
        people.add_member(group, "anna")
    assert people.edit_kind("anna", "template", "letter") == "text"
    people.set_edit_kind("letter", "legal", "nothing")
    assert people.edit_kind("anna", "template", "letter") == "nothing"
    people.set_edit_kind("letter", "brand-team", "everything")
    assert people.edit_kind("anna", "template", "letter") == "everything"
    people.set_edit_kind("letter", "anna", "nothing")
    assert people.edit_kind("anna", "template", "letter") == "nothing"
    assert people.edit_kind("anna", "template", "other") == "text"
    people.end_edit_kind("letter", "anna")
    people.set_edit_kind("letter", "brand-team", "regions")
    assert people.edit_kind("anna", "template", "letter") == "regions"
    people.set_edit_kind("letter", "carla", "everything")
    assert people.edit_kind("carla", "template", "letter") == "nothing"  # without a role that edits


def test_an_edit_beyond_what_somebody_may_is_refused_with_what_needed_it(people: PeopleStore) -> None:
    people.grant("anna", "author", "retail")
    people.place("template", "letter", "retail")
    people.require_edit("anna", "template", "letter", "text")
    with pytest.raises(ForbiddenError) as refused:
        people.require_edit("anna", "template", "letter", "everything", "greeting: if")
    assert str(refused.value) == (
        "anna cannot make this edit of template letter: it needs the kind of edit 'everything' (greeting: if), and "
        "anna has 'text'; ask a designer to make it, or an administrator (otto) for more"
    )
    with pytest.raises(ForbiddenError, match="bruno cannot edit template letter: that needs the role author, designer"):
        people.require_edit("bruno", "template", "letter", "text")


TABLES = ("person", "person_group", "person_service", "person_group_member", "role_grant", "placement", "edit_right",
          "delegation")  # fmt: skip


def test_the_database_itself_deletes_no_row_and_changes_none(database: Database) -> None:
    with database.writing() as session:
        people = PeopleStore(session)
        for key in ("anna", "bruno"):
            people.add_person(key, at=MONDAY)
        people.add_group("legal")
        people.add_member("legal", "anna")
        people.grant("anna", "author", "retail")
        people.revoke("anna", "author", "retail")
        people.grant("anna", "author", "retail")
        people.place("template", "letter", "retail")
        people.set_edit_kind("letter", "anna", "text")
        people.delegate("anna", "bruno", MONDAY, MONDAY + DAY, MONDAY)
    forbidden = [f"DELETE FROM {table}" for table in TABLES]  # noqa: S608 - named above
    forbidden += [f"UPDATE {table} SET started_at = ended_at" for table in TABLES[2:]]  # noqa: S608 - named above
    forbidden += [
        "UPDATE role_grant SET ended_at = NULL",
        "UPDATE role_grant SET role = 'designer' WHERE ended_at IS NULL",
        "UPDATE role_grant SET folder = ''",
        "UPDATE person SET key = 'mallory' WHERE key = 'bruno'",
        "UPDATE delegation SET ends = starts",
        "INSERT INTO role_grant (holder, role, folder, started_at) SELECT holder, role, folder, started_at "
        "FROM role_grant WHERE ended_at IS NULL",
    ]
    for statement in forbidden:
        with pytest.raises(DatabaseError), database.writing() as session:
            session.execute(text(statement))
    with database.writing() as session:
        session.execute(text("UPDATE role_grant SET ended_at = started_at WHERE ended_at IS NULL"))


def test_an_administrator_has_nothing_but_that_by_the_rules_themselves() -> None:
    grants = [Grant("otto", role) for role in ROLES]
    assert abilities(grants, "retail") == ABILITIES["administrator"] == {"view", "manage"}
    assert all("manage" not in ABILITIES[role] for role in ROLES if role != "administrator")
