"""May this person do that? The answers, from the register of people and rights."""

from ccm.people.edits import has_regions
from ccm.people.register import Register
from ccm.people.rights import (
    EditKind,
    ForbiddenError,
    Grant,
    abilities,
    allows,
    largest,
)
from ccm.people.roles import ABILITIES, ADMINISTRATOR, Ability, Role, roles_for
from content_blocks.store import BlockStore
from content_blocks.subject_rows import StoreError
from templates_repo.store import TemplateStore


class Asking(Register):
    """The register, asked who may do what. Nothing here changes anything."""

    def abilities(self, person: str, folder: str = "") -> frozenset[Ability]:
        """What `person` can do in `folder`; nothing, when there is no such active person."""
        return abilities(self.grants_for(person), folder)

    def can(self, person: str, ability: Ability, kind: str = "", key: str = "") -> bool:
        """Whether `person` has `ability` for a subject; for everything there is, when none is named."""
        return ability in self.abilities(person, self.folder_of(kind, key))

    def require(self, person: str, ability: Ability, kind: str = "", key: str = "") -> None:
        """Go on if `person` has `ability` for a subject; for everything there is, when none is named.

        In a transaction that writes, the answer holds until it ends. Raises ForbiddenError.
        """
        self.keep()
        if self.can(person, ability, kind, key):
            return
        what = f"{ability} {kind} {key}" if kind else ability
        raise ForbiddenError(f"{person} cannot {what}: {self._lacking(person, ability, self.folder_of(kind, key))}")

    def require_anywhere(self, person: str, ability: Ability) -> None:
        """Go on if `person` has `ability` in some folder at least, for looking. Raises ForbiddenError."""
        if not any(ability in ABILITIES[grant.role] for grant in self.grants_for(person)):
            raise ForbiddenError(f"{person} cannot {ability}: {self._lacking(person, ability, '')}")

    def edit_kind(self, person: str, kind: str, key: str) -> EditKind:
        """Up to which kind of edits `person` can make in a template, block or brand.

        Nothing without the right to edit it. In a template, what was set for the person counts, else the largest
        that was set for a group of theirs; else, and in all that is no template, what their roles bring.
        """
        folder = self.folder_of(kind, key)
        grants = self.grants_for(person)
        if "edit" not in abilities(grants, folder):
            return "nothing"
        if kind == "template":
            chosen = self.edit_kinds(key)
            if person in chosen:
                return chosen[person]
            if kinds := [chosen[group] for group in self.groups_of(person) if group in chosen]:
                return largest(kinds)
        return self._brought(grants, folder, kind, key)

    def require_edit(self, person: str, kind: str, key: str, needed: EditKind, because: str = "") -> None:
        """Go on if `person` can make an edit that needs `needed`, as `edits.kind_of_edit` found `because` of what.

        Raises ForbiddenError.
        """
        self.require(person, "edit", kind, key)
        held = self.edit_kind(person, kind, key)
        if not allows(held, needed):
            raise ForbiddenError(
                f"{person} cannot make this edit of {kind} {key}: it needs the kind of edit {needed!r}"
                f"{f' ({because})' if because else ''}, and {person} has {held!r}; ask a designer to make it"
                f"{f', or {self._whom_to_ask()} for more' if kind == 'template' else ''}"
            )

    def _brought(self, grants: tuple[Grant, ...], folder: str, kind: str, key: str) -> EditKind:
        """The kind of edit that the roles in `grants` bring when nothing else was set."""
        roles: set[Role] = {grant.role for grant in grants if grant.covers(folder)}
        if "designer" in roles or ("compliance" in roles and kind == "block"):
            return "everything"
        if "author" in roles:
            return "regions" if self._has_regions(kind, key) else "text"
        return "text" if "compliance" in roles and kind == "template" else "nothing"

    def _has_regions(self, kind: str, key: str) -> bool:
        """Whether a node of the newest version is marked as one that may be edited."""
        try:
            if kind == "template":
                templates = TemplateStore(self.session)
                return has_regions(templates.content(templates.version(key)))
            if kind == "block":
                blocks = BlockStore(self.session)
                return has_regions(blocks.content(blocks.version(key)))
        except StoreError:  # there is no version yet
            return False
        return False

    def _lacking(self, person: str, ability: Ability, folder: str) -> str:
        """What is missing, and whom to ask for it."""
        if self.is_empty():
            return "there are no users yet; add the first with 'ccm user add KEY --role administrator'"
        if not self.is_active(person):
            return f"there is no active user {person}; {self._whom_to_ask()} can add them"
        if any(grant.role == ADMINISTRATOR for grant in self.grants_for(person)) and ability != "manage":
            return (
                f"{person} is an administrator, who manages people and workflows and does nothing else; "
                "somebody with another role must"
            )
        roles = roles_for(ability)
        named = f"{', '.join(roles[:-1])} or {roles[-1]}" if len(roles) > 1 else roles[0]
        where = f"in the folder {folder}" if folder else "everywhere"
        return f"that needs the role {named} {where}; ask {self._whom_to_ask()}"

    def _whom_to_ask(self) -> str:
        administrators = self.administrators()
        return f"an administrator ({', '.join(administrators[:3])})" if administrators else "an administrator"
