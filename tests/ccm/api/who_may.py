"""Who may do what: how the tables of routes are written."""

from dataclasses import dataclass, field
from typing import Any

PEOPLE = {
    "anna": "author", "fritz": "designer", "dora": "compliance", "gina": "approver", "ida": "operator",
    "otto": "administrator", "portal": "api-client", "zoe": "",
}  # fmt: skip
"""Somebody of each role, and somebody who is known and has none."""

KNOWN = frozenset(PEOPLE.values())
VIEW = frozenset({"author", "designer", "compliance", "approver", "operator", "administrator"})
EDIT = frozenset({"author", "designer", "compliance"})
DECIDE = frozenset({"compliance", "approver"})
COMMENT = EDIT | DECIDE
MANAGE = frozenset({"administrator"})


@dataclass(frozen=True)
class Try:
    """A request to a route, and the roles that may make it: what they are answered is neither 401 nor 403.

    `path` is that of the route with what it names filled in, where it names something. With `open_`, nobody in
    particular may make it either; `unscoped` is what every API key may be used for, whatever it is for, and `narrow` an
    ability that a key for it alone is not enough. Whether the request is otherwise in order is no matter: it is better
    not.
    """

    method: str
    route: str
    may: frozenset[str]
    path: str = ""
    json: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    open_: bool = False
    unscoped: bool = False
    narrow: str = "render"

    @property
    def name(self) -> tuple[str, str]:
        return self.method, self.route

    def __str__(self) -> str:
        return f"{self.method} {self.path or self.route}"
