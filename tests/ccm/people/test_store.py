"""People, groups, roles in folders: what the store lets stand, and what it answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.people.rights import ForbiddenError
from ccm.people.roles import ABILITIES, ALL_ABILITIES, ROLES, Role
from ccm.people.store import PeopleStore

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

RIGHTS: dict[Role, str] = {
    "author": "view edit submit comment",
    "designer": "view edit submit comment",
    "compliance": "view edit submit decide comment release",
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
