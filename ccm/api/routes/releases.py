"""Releases: what is sealed, what it is made of, what is in force on a day, and where a block is used."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.common import Day, Name
from ccm.api.models.releases import NewRelease, ReleaseShown, ReleaseWhole, UseShown, release_of
from ccm.api.models.submissions import DIGEST
from ccm.api.paging import Listing, cursor
from ccm.api.problems import ApiError
from ccm.governance.books import Books
from ccm.governance.names import parse_name
from ccm.governance.releasing import release
from ccm.release_store import ReleaseStore, StoredRelease
from ccm.sending import is_recalled, release_in_force, release_to_verify
from templates_repo.store import TemplateStore

router = APIRouter(prefix="/v1", tags=["releases"])

DigestPath = Annotated[str, Path(pattern=r"^(sha256:)?[0-9a-f]{8,64}$", examples=[DIGEST])]
DayQuery = Annotated[Day | None, Query(description="By UTC; today when left out.", examples=["2027-01-01"])]
TemplateQuery = Annotated[Name, Query(examples=["invoice"])]


@router.post("/releases", status_code=201, dependencies=[scoped("release"), idempotent])
def make_release(asked: NewRelease, session: Trying, caller: Caller, response: Response) -> ReleaseWhole:
    """Seal what is approved of a template as a release, and put it in force."""
    books = Books(session)
    name = parse_name(session, f"template:{asked.template.removeprefix('template:')}")
    stored = release(books, caller, name.key, asked.version, asked.starts, asked.ends)
    response.headers["Location"] = f"/v1/releases/{stored.digest}"
    return _whole(books.releases, stored, caller.at.date())


@router.get("/releases", dependencies=[scoped("view")])
def list_releases(
    session: Looking, caller: Caller, page: Page, template: Annotated[Name | None, Query()] = None, day: DayQuery = None
) -> Listing[ReleaseShown]:
    """List the releases, by template and number, and which of them are sent on a day."""
    store = ReleaseStore(session)
    found = store.page(template, _place(page.after), page.limit + 1)
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(
        items=[_shown(store, one, day or caller.at.date()) for one in shown],
        next=cursor(f"{shown[-1].template} {shown[-1].number}") if more else None,
    )


@router.get("/releases/in-force", dependencies=[scoped("view")])
def show_release_in_force(
    template: TemplateQuery, session: Looking, caller: Caller, day: DayQuery = None
) -> ReleaseWhole:
    """The release that is sent on a day. Nothing older takes the place of one that was recalled."""
    when = day or caller.at.date()
    return _whole(
        ReleaseStore(session), ReleaseStore(session).find(release_in_force(session, template, when).digest), when
    )


@router.get("/releases/{digest}", dependencies=[scoped("view")])
def show_release(
    digest: DigestPath, session: Looking, caller: Caller, response: Response, day: DayQuery = None
) -> ReleaseWhole:
    """A release by its digest, or the first 8 of its digits or more."""
    store = ReleaseStore(session)
    stored = store.find(digest)
    response.headers["ETag"] = etag_of(stored.digest)
    return _whole(store, stored, day or caller.at.date())


@router.get(
    "/releases/{digest}/lock",
    dependencies=[scoped("view")],
    response_class=Response,
    responses={200: {"content": {"application/yaml": {"example": "# invoice#3"}}, "description": "The lock."}},
)
def show_lock(digest: DigestPath, session: Looking) -> Response:
    """What a release is made of and who approved it, proved anew, as YAML that is good to keep and to compare."""
    import yaml

    sealed = release_to_verify(session, digest)
    body = yaml.safe_dump(sealed.lock, sort_keys=False, allow_unicode=True, width=120)
    return Response(f"# {sealed.name}\n# {sealed.digest}\n{body}", media_type="application/yaml")


@router.get("/releases/{template}/{number}", dependencies=[scoped("view")])
def show_release_by_number(
    template: Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,199}$", examples=["invoice"])],
    number: Annotated[int, Path(ge=1, lt=10**9)],
    session: Looking,
    caller: Caller,
    response: Response,
    day: DayQuery = None,
) -> ReleaseWhole:
    """A release by its template and number."""
    store = ReleaseStore(session)
    stored = store.find(f"{template}#{number}")
    response.headers["ETag"] = etag_of(stored.digest)
    return _whole(store, stored, day or caller.at.date())


@router.get("/where-used", dependencies=[scoped("view")])
def list_uses(
    block: Annotated[Name, Query(examples=["vat-note"])],
    session: Looking,
    page: Page,
    every: Annotated[bool, Query(description="Earlier versions of templates too.")] = False,
) -> Listing[UseShown]:
    """List the templates that use a block, whether they pin or follow it, and the release that holds it."""
    key = parse_name(session, f"block:{block.removeprefix('block:')}").key
    cut = page.cut(
        sorted(TemplateStore(session).where_used(key, every_version=every), key=lambda use: (use.template, use.number)),
        lambda use: f"{use.template} {use.number:09}",
    )
    newest = ReleaseStore(session).newest_of((use.template, use.number) for use in cut.items)
    uses = []
    for use in cut.items:
        released = newest.get((use.template, use.number))
        uses.append(
            UseShown(
                template=use.template, version=use.number, pinned=use.pinned,
                release=released.name if released else None, release_digest=released.digest if released else None,
                holds=released.lock["blocks"].get(key, {}).get("version") if released else None,
            )
        )  # fmt: skip
    return Listing(items=uses, next=cut.next)


def _shown(store: ReleaseStore, stored: StoredRelease, day: date) -> ReleaseShown:
    in_force = store.in_force(stored.template, day)
    return release_of(
        stored,
        recalled=is_recalled(store.session, stored),
        in_force=in_force is not None and in_force.digest == stored.digest,
    )


def _whole(store: ReleaseStore, stored: StoredRelease, day: date) -> ReleaseWhole:
    return ReleaseWhole(**_shown(store, stored, day).model_dump(), lock=stored.lock)


def _place(after: str | None) -> tuple[str, int] | None:
    if after is None:
        return None
    template, _, number = after.partition(" ")
    if not number.isdecimal() or len(number) > 9:
        raise ApiError(422, "invalid-request", "the cursor is none that this list gave; begin without one")
    return template, int(number)
