"""``ccm verify``: is this communication what its manifest says, and does the same come out again?"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.console import FAILED, plain_errors

if TYPE_CHECKING:
    from ccm.release import Release
    from ccm.verify.manifest_file import ManifestFile
    from ccm.verify.sources import ReleaseOf
    from ccm.verify.verification import Verification


def verify(
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST", help="A manifest.json, or the folder it lies in.")],
    data: Annotated[
        Path | None, typer.Option("--data", help="The file the record came from, when it is not kept beside it.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="The kind of that file; guessed if not.")] = None,
    library: Annotated[Path, typer.Option("--library", help="Where the parts of a draft are; see render.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Render a communication again from what its manifest names, and compare every byte. Writes nothing."""
    from ccm.verify.verify import verify as run

    with plain_errors():
        found = run(manifest, _release_of(library), data, source)
    _print(found, as_json)
    if not found.identical:
        raise typer.Exit(FAILED)


def _release_of(library: Path) -> "ReleaseOf":
    """Drafts from the folder `library`, approved releases from the store, which is opened for those only."""
    from ccm.verify.sources import draft_of

    def find(manifest: "ManifestFile") -> "Release":
        if manifest.says.release.status == "draft":
            return draft_of(library)(manifest)
        from ccm.verify.stored import approved_release

        return approved_release(manifest)

    return find


def _print(found: "Verification", as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=2))
        return
    for line in found.lines:
        typer.echo(line)


def register(app: typer.Typer) -> None:
    """Put the command into `app`."""
    app.command("verify")(verify)
