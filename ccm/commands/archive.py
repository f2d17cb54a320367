"""``ccm archive``: finding, showing and reprinting what was sent; holds, retention, erasure, verifying, keys."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting
from ccm.console import FAILED, console, plain_errors, print_table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ccm.archive.archive import Archive
    from ccm.archive.destroying import Proof
    from ccm.archive.looking import Found, Shown
    from ccm.db.session import Database
    from ccm.governance.acting import Acting

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The id of a communication, or 8 or more digits of its beginning.")
]
CustomerOption = Annotated[str | None, typer.Option("--customer", help="The number of a customer.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason. It is kept for good: name no customer in it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@dataclass(frozen=True)
class _Opened:
    """The database, the archive, and who acts."""

    database: "Database"
    archive: "Archive"
    acting: "Acting"


@contextmanager
def _opened(as_: str | None) -> Iterator[_Opened]:
    from ccm.archive.archive import open_archive
    from ccm.db.session import open_database
    from ccm.settings import settings

    with plain_errors(), open_database() as database:
        yield _Opened(database, open_archive(settings()), acting(as_))


@contextmanager
def _writing(as_: str | None) -> "Iterator[tuple[Session, Archive, Acting]]":
    with _opened(as_) as opened, opened.database.writing() as session:
        yield session, opened.archive, opened.acting


def find(
    customer: CustomerOption = None,
    template: Annotated[str | None, typer.Option("--template", help="The key of a template.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="What the period begins with, such as 2026-11.")
    ] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="A channel it was sent in, such as pdf.")] = None,
    job: Annotated[str | None, typer.Option("--job", help="The job that sent it.")] = None,
    key: Annotated[str | None, typer.Option("--key", help="The key of the record, such as an invoice number.")] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Issued on it or after.")
    ] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Issued on it or before.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="List at most so many.")] = 50,
    before: Annotated[int | None, typer.Option("--before", help="Go on after the one of this number.")] = None,
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Find what was sent, the newest first. What is asked for is noted in the audit log, customers by pseudonym."""
    from ccm.archive.looking import find as find_them
    from ccm.archive.store import Search

    days = [day.date() if day else None for day in (first, last)]
    search = Search(
        template=template, period=period, channel=channel, job=job, key=key, issued_from=days[0], issued_to=days[1],
        before=before,
    )  # fmt: skip
    with _writing(as_) as (session, archive, who):
        found = find_them(session, archive, who, search, customer=customer, limit=limit)
    if as_json:
        typer.echo(json.dumps([_found_data(one) for one in found], ensure_ascii=False, indent=2))
        return
    print_table(
        ("id", "issued", "template", "record", "customer", "period", "channels", "job"),
        [
            (one.communication.id[:12], str(one.communication.issued), one.communication.template,
             one.communication.record_key if one.communication.readable else "destroyed",
             one.holder.removeprefix("customer ") if one.holder.startswith("customer ") else "",
             one.communication.period, one.communication.channels, one.communication.job)
            for one in found
        ],
    )  # fmt: skip
    if len(found) == limit:
        typer.echo(f"There may be more: --before {found[-1].communication.number}")


def _found_data(found: "Found") -> dict[str, object]:
    one = found.communication
    return {
        "id": one.id, "number": one.number, "template": one.template, "release": one.release,
        "record": one.record_key or None, "holder": found.holder or None, "pseudonym": one.pseudonym,
        "period": one.period, "channels": one.channels.split(), "job": one.job or None, "locale": one.locale,
        "issued": str(one.issued), "kept_at": one.kept_at.isoformat(), "manifest": one.manifest,
        "destroyed": not one.readable,
    }  # fmt: skip


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID|MANIFEST", help="The id of a communication, or a manifest.json that is kept.")
    ],
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Show what a communication is and holds; or who destroyed it, when and why.

    With a manifest.json, or the folder it lies in, it says which communication of the archive that is, and whether it
    is still there.
    """
    from ccm.archive.looking import show as show_it

    with _writing(as_) as (session, archive, who):
        names = _named(session, Path(name)) if Path(name).exists() else (name,)
        shown = [show_it(session, archive, who, one) for one in names]
    for one in shown:
        if as_json:
            typer.echo(json.dumps(_shown_data(one), ensure_ascii=False, indent=2))
            continue
        for line in _lines(one):
            typer.echo(line)


def _named(session: "Session", path: Path) -> tuple[str, ...]:
    """The ids of the communications that a manifest is of."""
    from ccm.archive.looking import by_manifest
    from ccm.archive.manifests import parts_of

    template, digest, shared = parts_of(path)
    return tuple(one.id for one in by_manifest(session, template, digest, shared))


def _shown_data(shown: "Shown") -> dict[str, object]:
    from ccm.archive.looking import Found

    data = _found_data(Found(shown.communication, shown.holder))
    if shown.entry is not None:
        data["outputs"] = shown.entry.own_manifest["outputs"]
    if shown.proof is not None:
        data["destroyed_by"] = _proof_data(shown.proof)
    data["holds"] = [{"number": one.number, "why": one.why, "person": one.person} for one in shown.holds]
    return data


def _proof_data(proof: "Proof") -> dict[str, object]:
    return {
        "kind": proof.kind, "person": proof.person, "at": proof.at.isoformat(), "why": proof.why,
        "digest": proof.digest, "communications": len(proof.communications),
    }  # fmt: skip


def _lines(shown: "Shown") -> Iterator[str]:
    one = shown.communication
    yield f"communication {one.id}"
    yield f"  template {one.template}, release {one.release}"
    yield f"  issued {one.issued}, kept {one.kept_at:%Y-%m-%d %H:%M} UTC{f', job {one.job}' if one.job else ''}"
    yield f"  period {one.period or '-'}, channels {one.channels}, locale {one.locale}"
    yield f"  manifest {one.manifest}"
    if shown.entry is not None:
        yield f"  record {shown.entry.record_key!r}, {shown.holder}"
        for name, said in shown.entry.own_manifest["outputs"].items():
            yield f"    {name}  {said['bytes']} bytes  {said['digest']}"
    elif shown.proof is not None:
        proof = shown.proof
        word = "erased" if proof.kind == "erasure" else "expired, destroyed"
        yield f"  {word} by {proof.person} on {proof.at:%Y-%m-%d at %H:%M} UTC: {proof.why}"
        yield f"  proof {proof.digest}, of {len(proof.communications)} communications"
    else:
        yield "  its key is gone, and there is no proof of who destroyed it; see 'ccm audit verify'"
    for hold in shown.holds:
        yield f"  {hold}"


def reprint(
    name: IdArgument,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to, as 'ccm render' did.")],
    as_: AsOption = None,
) -> None:
    """Write the files of a communication once more, the same to the byte, each held against its digest."""
    from ccm.archive.reprinting import reprint as reprint_it
    from ccm.outputs import write_folder

    with _writing(as_) as (session, archive, who):
        made = reprint_it(session, archive, who, name)
        folder = write_folder(out, made.key, made.files, made.manifest)
    typer.echo(f"{folder}: {len(made.files)} files, as kept on {made.communication.kept_at:%Y-%m-%d %H:%M} UTC")


def hold(
    name: Annotated[str | None, typer.Argument(metavar="[ID]", help="A communication; or give --customer.")] = None,
    customer: CustomerOption = None,
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Let nothing of a customer, or one communication, be destroyed until the hold is released."""
    from ccm.archive.holding import hold_communication, hold_customer
    from ccm.archive.looking import need_index
    from ccm.archive.store import ArchiveStore

    if (name is None) == (customer is None):
        raise typer.BadParameter("give the id of a communication, or --customer")
    with _writing(as_) as (session, archive, who):
        if customer is not None:
            index = need_index(session, archive)
            made = hold_customer(session, who, index.pseudonym(f"customer {customer}"), why)
        else:
            made = hold_communication(session, who, ArchiveStore(session).communication(name or ""), why)
    typer.echo(str(made))


def holds(
    every: Annotated[bool, typer.Option("--all", help="Those that ended too.")] = False, as_: AsOption = None
) -> None:
    """List the holds."""
    from ccm.archive.holding import holds as list_holds
    from ccm.people.store import PeopleStore

    with _writing(as_) as (session, _, who):
        PeopleStore(session).require_anywhere(who.person, "archive")
        rows = [
            (str(one.number), f"customer {one.customer}" if one.customer else str(one.communication), one.person,
             f"{one.started_at:%Y-%m-%d}", f"{one.ended_at:%Y-%m-%d}, {one.ended_by}" if one.ended_at else "", one.why)
            for one in list_holds(session, every=every)
        ]  # fmt: skip
    print_table(("hold", "on", "by", "since", "ended", "why"), rows)


def release_hold(
    number: Annotated[int, typer.Argument(metavar="HOLD", min=1, help="Its number; see 'ccm archive holds'.")],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """End a hold."""
    from ccm.archive.holding import release_hold as end_it

    with _writing(as_) as (session, _, who):
        ended = end_it(session, who, number, why)
    typer.echo(f"hold {ended.number} has ended: {ended.ended_why}")


def retention(
    template: Annotated[str | None, typer.Argument(metavar="[TEMPLATE]", help="All of them when left out.")] = None,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="Such as 10y, 18m or 90d; none keeps for good.")
    ] = None,
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Say how long what is sent of a template is kept, counted from its day of issue; or list what was said."""
    from ccm.archive.retention import retentions, set_retention
    from ccm.governance.names import parse_name
    from ccm.people.store import PeopleStore

    with _writing(as_) as (session, _, who):
        if template is not None and period is not None:
            key = parse_name(session, f"template:{template.removeprefix('template:')}").key
            typer.echo(str(set_retention(session, who, key, period, why)))
            return
        PeopleStore(session).require_anywhere(who.person, "view")
        said = [one for one in retentions(session).values() if template in (None, one.template)]
    rows = [(one.template, one.period or "for good", one.person, f"{one.at:%Y-%m-%d}", one.why) for one in said]
    print_table(("template", "kept", "by", "since", "why"), rows)


def expire(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many there are.")] = False,
    as_: AsOption = None,
) -> None:
    """Destroy what was kept as long as its template says, and is under no hold."""
    from ccm.archive.expiring import expire_all

    with _opened(as_) as opened:
        for template, count, held in expire_all(opened.database, opened.acting, look_only=dry_run):
            typer.echo(
                f"{template}: {count} {'to be destroyed' if dry_run else 'destroyed'}"
                + (f", {held} kept by a hold" if held else "")
            )


def erase(
    customer: Annotated[str | None, typer.Argument(metavar="[CUSTOMER]", help="The number of a customer.")] = None,
    record: Annotated[
        str | None, typer.Option("--record", metavar="TEMPLATE/KEY", help="A record whose template names no customer.")
    ] = None,
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Destroy the key of a customer, and with it every document of theirs. Nobody can undo it; the proof is kept."""
    from ccm.archive.destroying import erase as erase_it
    from ccm.archive.looking import need_index
    from ccm.archive.overwriting import empty_journal

    if (customer is None) == (record is None):
        raise typer.BadParameter("give the number of a customer, or --record")
    with _opened(as_) as opened:
        with opened.database.writing() as session:
            index = need_index(session, opened.archive)
            holder = f"customer {customer}" if customer is not None else f"record {record}"
            proof = erase_it(session, index, opened.acting, holder, why)
        empty_journal(opened.database)
    typer.echo(f"erased {proof.subject}: {len(proof.communications)} communications, proof {proof.digest}")


def verify(
    job: Annotated[str | None, typer.Option("--job", help="Only what this job sent.")] = None, as_: AsOption = None
) -> None:
    """Read everything in the archive and hold it against its digests."""
    from ccm.archive.verifying import Verified, verify_archive
    from ccm.people.store import PeopleStore

    found = Verified()
    with _opened(as_) as opened, opened.database.reading() as session:
        PeopleStore(session).require_anywhere(opened.acting.person, "view")
        with console(stderr=True).status("Reading the archive") as status:
            for found in verify_archive(session, opened.archive, job):
                status.update(f"Reading the archive: {found.read} communications")
    for fault in found.faults:
        console(stderr=True).print(f"ccm: {fault}", style="red", markup=False, highlight=False, soft_wrap=True)
    sums = f"{found.read} communications in {found.packs} packs, {found.destroyed} destroyed"
    typer.echo(f"The archive is whole: {sums}." if found.ok else f"The archive is damaged: {sums}.")
    if not found.ok:
        raise typer.Exit(FAILED)


def sweep(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many there are.")] = False,
    as_: AsOption = None,
) -> None:
    """Take away packs that nothing readable is in, except young ones and those of jobs that are not over."""
    from ccm.archive.sweeping import sweep as sweep_it
    from ccm.archive.sweeping import unfinished_jobs

    with _opened(as_) as opened:
        with opened.database.reading() as session:
            running = unfinished_jobs(session)
        swept = sweep_it(opened.database, opened.archive, opened.acting, running, look_only=dry_run)
    word = "to be taken away" if dry_run else "taken away"
    typer.echo(f"{len(swept.packs)} packs {word}, {swept.size} bytes; {swept.left} left for now")


def rotate_key(as_: AsOption = None) -> None:
    """Put the archive under a new master key. Old copies of the database and the key file open nothing then."""
    from ccm.archive.rotating import rotate

    with _opened(as_) as opened:
        rotated = rotate(opened.database, opened.archive, opened.acting)
    typer.echo(
        f"master key {rotated.name[:8]} wraps the keys of {rotated.customers} customers; keep a copy of "
        f"{opened.archive.master.path}"
    )


def archive_app() -> typer.Typer:
    """The commands of the archive."""
    app = typer.Typer(help="What was sent: find it, reprint it, keep it as long as it must be, erase it.")
    for command in (find, show, reprint, hold, holds, retention, expire, erase, verify, sweep):
        app.command()(command)
    app.command("release-hold")(release_hold)
    app.command("rotate-key")(rotate_key)
    return app
