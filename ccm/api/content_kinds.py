"""What the routes of templates, blocks and brands share: one route for each kind, and how a state is named.

    @on_each(router, "GET", "/draft")
    def show_content_draft(kind: ContentKind, key: Key, session: Looking) -> DraftShown: ...

gives ``GET /v1/templates/{key}/draft``, ``/v1/blocks/...`` and ``/v1/brands/...``, each described by itself.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy.orm import Session

from ccm.api.etags import Match, etag_of
from ccm.content.draft_files import revision_for
from ccm.diff.subject import DRAFT, Which
from ccm.governance.acting import Acting, take_turn
from ccm.governance.books import Books
from content_blocks.subject_rows import ContentKind

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

KINDS: tuple[ContentKind, ...] = ("template", "block", "brand")

Key = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]*$", max_length=64, examples=["invoice"])]
Number = Annotated[int, Path(ge=1, le=999_999_999, examples=[3], description="The number of a version.")]
Of = Annotated[
    str,
    Query(
        pattern=r"^(newest|draft|[1-9][0-9]{0,8})$",
        description="The newest version, a version by its number, or the draft.",
        examples=["draft"],
    ),
]


def on_each(
    router: APIRouter, method: str, path: str = "", *, kinds: Sequence[ContentKind] = KINDS, **described: Any
) -> Callable[[Endpoint], Endpoint]:
    """Add an endpoint, whose first argument is the kind, for each of `kinds`, below ``/v1/<kind>s/{key}``.

    In its name, ``content`` stands for the kind.
    """

    def add(endpoint: Endpoint) -> Endpoint:
        for kind in kinds:
            router.add_api_route(
                f"/v1/{kind}s/{{key}}{path}",
                _for_kind(endpoint, kind),
                methods=[method],
                name=endpoint.__name__.replace("content", kind),
                tags=[f"{kind}s"],
                **described,
            )
        return endpoint

    return add


def _for_kind(endpoint: Callable[..., Any], kind: ContentKind) -> Callable[..., Any]:
    """The endpoint of one kind; FastAPI reads the other arguments from its signature."""
    signature = inspect.signature(endpoint)
    _, *others = signature.parameters.values()

    if inspect.iscoroutinefunction(endpoint):

        @wraps(endpoint)
        async def bound(*args: Any, **kwargs: Any) -> Any:
            return await endpoint(kind, *args, **kwargs)

    else:

        @wraps(endpoint)
        def bound(*args: Any, **kwargs: Any) -> Any:
            return endpoint(kind, *args, **kwargs)

    bound.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
    return bound


def which_of(of: str) -> Which:
    """What of a subject is meant."""
    if of == DRAFT:
        return DRAFT
    return None if of == "newest" else int(of)


def draft_etag(revision: int) -> str:
    """The tag of a draft: its revision, of which no two drafts of a key have the same; ``"0"`` while there is none."""
    return etag_of(revision)


def seen_revision(session: Session, caller: Acting, kind: ContentKind, key: str, seen: Match) -> int:
    """The revision of the draft, 0 without one, if that is what was seen by who may change it.

    Raises ForbiddenError, ApiError (412).
    """
    revision = revision_for(session, caller, kind, key)
    seen.check(draft_etag(revision))
    return revision


def subject_etag(session: Session, kind: ContentKind, key: str) -> str:
    """The tag of a subject: of its newest version, and whether it is retired. Raises NotInStoreError."""
    store = Books(session).content(kind)
    return etag_of(store.version(key).number, store.retired_on(key) or "kept")


def check_seen(session: Session, kind: ContentKind, key: str, seen: Match) -> None:
    """Go on, and let nobody else edit, if the subject is as it was seen. Raises NotInStoreError, ApiError (412)."""
    take_turn(session)
    seen.check(subject_etag(session, kind, key))


async def raw_body(request: Request) -> bytes:
    """The body as it was sent."""
    return await request.body()


def takes(media_type: str, description: str, example: Any = None) -> dict[str, Any]:
    """For `openapi_extra`: a body that is taken as it is sent."""
    schema = {"type": "object"} if media_type == "application/json" else {"type": "string", "format": "binary"}
    content: dict[str, Any] = {"schema": schema}
    if example is not None:
        content["example"] = example
    return {"requestBody": {"required": True, "description": description, "content": {media_type: content}}}


def gives(description: str, example: Any, *media_types: str) -> dict[int | str, dict[str, Any]]:
    """For `responses`: an answer that is no JSON of a model, of one of these types."""
    content = {
        media_type: {
            "schema": {} if media_type == "application/json" else {"type": "string", "format": "binary"},
            "example": example,
        }
        for media_type in media_types
    }
    return {200: {"description": description, "content": content}}
