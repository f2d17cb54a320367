"""Acts upon access: who may make and revoke API keys, hand out links for passwords, and link accounts.

Each takes the session of a transaction that writes, which the caller commits, and ends with its row in the audit log,
which names keys and people, and holds no secret. Raises ForbiddenError for who may not, AccessError and PeopleError for
what cannot be.
"""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.people import PeopleError
from ccm.access.keys import ApiKey, KeyStore, check_abilities
from ccm.governance.acting import Acting, record
from ccm.people.rights import ForbiddenError
from ccm.people.roles import Ability
from ccm.people.store import PeopleStore

FOR_OTHERS = frozenset(("view", "render"))
"""What a key may be for that an administrator makes for somebody else: nothing that decides or changes anything."""


def create_key(
    session: Session,
    acting: Acting,
    person: str,
    name: str,
    abilities: Collection[str],
    days: int,
    why: str = "",
    within: Collection[Ability] | None = None,
) -> tuple[ApiKey, str]:
    """Make an API key with which a program acts as `person`; return it, and the secret that is shown this once.

    Everybody makes keys for themselves. An administrator makes keys for others, but only such as view and render, so
    that who manages people cannot act as one of them. Who acts by a key makes none that is for more than it, which is
    for what `within` names.
    """
    people = PeopleStore(session)
    people.keep()
    if not people.is_active(acting.person):
        people.require(acting.person, "view")
    for_what = check_abilities(abilities)
    if within is not None and (more := sorted(for_what - set(within))):
        raise ForbiddenError(
            f"{acting.person} cannot make a key for {', '.join(more)} by a key that is not for {', '.join(more)}; sign "
            "in, or use 'ccm key create'"
        )
    if person != acting.person:
        people.require(acting.person, "manage")
        if more := sorted(for_what - FOR_OTHERS):
            raise ForbiddenError(
                f"{acting.person} cannot make a key for {person} that is for {', '.join(more)}: for somebody else a "
                f"key is for {' and '.join(sorted(FOR_OTHERS))} only; {person} makes such a key"
            )
        if not people.person(person).active:
            raise PeopleError(f"{person} has left; bring them back with 'ccm user add {person}'")
    expires = acting.at + timedelta(days=max(min(days, 10_000), 0))
    key, secret = KeyStore(session).add(person, name, for_what, expires, acting.person, acting.at)
    said = f"for user {person}: {', '.join(sorted(for_what))}; until {expires:%Y-%m-%d}. {why}".strip()
    record(session, acting, "key-create", AuditSubject("api-key", key.id), said)
    return key, secret


def revoke_key(session: Session, acting: Acting, key: str, why: str = "") -> ApiKey:
    """Let an API key open nothing any more: one's own, or as an administrator anybody's. Raises KeyNotFoundError."""
    people = PeopleStore(session)
    people.keep()
    store = KeyStore(session)
    if store.find(key).person != acting.person:
        people.require(acting.person, "manage")
    revoked = store.revoke(key, acting.at)
    record(session, acting, "key-revoke", AuditSubject("api-key", key), why)
    return revoked


def keys_for(session: Session, person: str) -> tuple[ApiKey, ...]:
    """The keys that `person` may know of: their own, and as an administrator everybody's. Raises ForbiddenError."""
    people = PeopleStore(session)
    if people.can(person, "manage"):
        return KeyStore(session).of()
    if not people.is_active(person):
        people.require(person, "view")
    return KeyStore(session).of(person)
