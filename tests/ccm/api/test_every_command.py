"""Whatever the command line can do, the API can do: every command stands here with its routes, or with the reason why
it is of the machine that it runs on."""

import pytest
import typer

import cli
from ccm.api.routes.listing import ROUTERS
from tests.ccm.api.test_every_route import routes_of

DECIDE = ("POST /v1/submissions/{submission}/decisions",)
DRAFT = "/v1/templates/{key}/draft"

COMMANDS: dict[str, tuple[str, ...]] = {
    "approve": DECIDE,
    "archive erase": ("POST /v1/erasures",),
    "archive expire": ("POST /v1/archive/expiries",),
    "archive find": ("GET /v1/communications", "POST /v1/communications/search"),
    "archive hold": ("POST /v1/holds",),
    "archive holds": ("GET /v1/holds",),
    "archive release-hold": ("POST /v1/holds/{number}/release",),
    "archive reprint": ("GET /v1/communications/{communication}/reprint",),
    "archive retention": ("GET /v1/retention", "PUT /v1/retention/{key}"),
    "archive show": (
        "GET /v1/communications/{communication}",
        "GET /v1/communications/{communication}/files/{name}",
        "GET /v1/communications/{communication}/manifest",
    ),
    "archive sweep": ("POST /v1/archive/sweeps",),
    "archive verify": ("POST /v1/archive/verifications",),
    "audit head": ("GET /v1/audit/head",),
    "audit verify": ("POST /v1/audit/verifications",),
    "batch cancel": ("POST /v1/jobs/{job}/cancellation",),
    "batch list": ("GET /v1/jobs",),
    "batch mend": ("POST /v1/uploads", "POST /v1/jobs/{job}/mendings"),
    "batch report": ("GET /v1/jobs/{job}/report", "GET /v1/jobs/{job}/rejects", "GET /v1/jobs/{job}/files"),
    "batch resume": ("POST /v1/jobs/{job}/resumption",),
    "batch run": ("POST /v1/uploads", "POST /v1/jobs"),
    "batch status": ("GET /v1/jobs/{job}",),
    "blocks": ("GET /v1/blocks",),
    "check": ("GET /v1/templates/{key}/check", "POST /v1/checks"),
    "comment": ("POST /v1/submissions/{submission}/comments",),
    "diff": ("GET /v1/templates/{key}/diff", "GET /v1/templates/{key}/diff/rendered"),
    "discuss list": ("GET /v1/templates/{key}/comments",),
    "discuss mentions": ("GET /v1/mentions",),
    "discuss reopen": ("DELETE /v1/templates/{key}/comments/{number}/resolution",),
    "discuss resolve": ("POST /v1/templates/{key}/comments/{number}/resolution",),
    "discuss say": ("POST /v1/templates/{key}/comments",),
    "draft discard": (f"DELETE {DRAFT}",),
    "draft publish": (f"POST {DRAFT}/publish",),
    "draft save": (f"PUT {DRAFT}",),
    "draft show": (f"GET {DRAFT}",),
    "export": ("GET /v1/library",),
    "folder place": ("PUT /v1/folders/placements/{kind}/{key}",),
    "folder show": ("GET /v1/folders/placements", "GET /v1/folders/grants"),
    "gates": ("GET /v1/gates",),
    "group add": ("POST /v1/groups",),
    "group join": ("POST /v1/groups/{group}/members",),
    "group leave": ("DELETE /v1/groups/{group}/members/{person}",),
    "group list": ("GET /v1/groups",),
    "impact": ("POST /v1/impact", "GET /v1/operations/{operation}/page"),
    "import": ("POST /v1/library/import",),
    "key create": ("POST /v1/keys",),
    "key list": ("GET /v1/keys",),
    "key revoke": ("DELETE /v1/keys/{key}",),
    "lock": ("GET /v1/releases/{digest}/lock",),
    "new": ("POST /v1/templates",),
    "periods call-off": ("DELETE /v1/templates/{key}/periods/{starts}",),
    "periods end": ("POST /v1/templates/{key}/periods/{starts}/end",),
    "periods list": ("GET /v1/templates/{key}/periods",),
    "preview": ("POST /v1/preview", "POST /v1/views"),
    "queue": ("GET /v1/queue",),
    "recall": ("POST /v1/recalls",),
    "reject": DECIDE,
    "release": ("POST /v1/releases",),
    "releases": ("GET /v1/releases",),
    "render": ("POST /v1/render",),
    "request-changes": DECIDE,
    "retire": ("POST /v1/templates/{key}/retire",),
    "review": (
        "GET /v1/submissions/{submission}",
        "GET /v1/submissions/{submission}/changes",
        "POST /v1/submissions/{submission}/proof",
    ),
    "rights set": ("PUT /v1/edit-rights/{template}/{holder}", "DELETE /v1/edit-rights/{template}/{holder}"),
    "rights show": ("GET /v1/edit-rights/{template}",),
    "roll-back": ("POST /v1/templates/{key}/roll-back",),
    "rule add": ("POST /v1/rules", "PUT /v1/rules/{rule}"),
    "rule drop": ("DELETE /v1/rules/{rule}",),
    "rule list": ("GET /v1/rules",),
    "submissions": ("GET /v1/submissions",),
    "submit": ("POST /v1/submissions",),
    "templates": ("GET /v1/templates",),
    "translations": (f"POST {DRAFT}/translations/update",),
    "user add": ("POST /v1/people",),
    "user deactivate": ("POST /v1/people/{person}/deactivation",),
    "user delegate": ("POST /v1/delegations", "DELETE /v1/delegations/{taker}"),
    "user grant": ("POST /v1/grants",),
    "user link": ("POST /v1/people/{person}/accounts",),
    "user list": ("GET /v1/people",),
    "user password": ("POST /v1/people/{person}/password-link",),
    "user revoke": ("DELETE /v1/grants",),
    "user show": ("GET /v1/people/{person}", "GET /v1/people/{person}/history"),
    "user unlink": ("POST /v1/people/{person}/accounts/end",),
    "verify": ("POST /v1/verifications",),
    "version": ("GET /v1/openapi.json",),
    "versions": ("GET /v1/templates/{key}/versions",),
    "where-used": ("GET /v1/where-used",),
    "withdraw": ("POST /v1/submissions/{submission}/withdrawal",),
    "workflow add": ("POST /v1/workflows", "PUT /v1/workflows/{workflow}", "POST /v1/workflows/starter"),
    "workflow drop": ("DELETE /v1/workflows/{workflow}",),
    "workflow list": ("GET /v1/workflows",),
    "workflow show": ("GET /v1/workflows/{workflow}/file",),
}

OF_THE_MACHINE = {
    "archive rotate-key": "writes the file with the master key, which the server only reads",
    "db upgrade": "changes the tables that the server works on",
    "demo": "makes an example on this machine",
    "serve": "is the server",
    "worker": "is what does the jobs that the server takes",
}


def commands(group: object, name: tuple[str, ...] = ()) -> list[str]:
    """Every command there is, with those of groups by their whole names."""
    below = getattr(group, "commands", None)
    if below is None:
        return [" ".join(name)]
    return [found for key, one in below.items() for found in commands(one, (*name, key))]


def test_every_command_stands_here_once() -> None:
    known = commands(typer.main.get_command(cli.app))
    assert not COMMANDS.keys() & OF_THE_MACHINE.keys()
    assert sorted(known) == sorted([*COMMANDS, *OF_THE_MACHINE]), "say by which route, or why by none"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_routes_of_a_command_are_there(command: str) -> None:
    routes = {f"{method} {path}" for router in ROUTERS for method, path in routes_of(router.routes)}
    assert set(COMMANDS[command]) - routes <= {"GET /v1/openapi.json"}
