"""Evidence: the reports of gates, by digest."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from ccm.api.depend import scoped
from ccm.api.looking import Looking
from ccm.api.models.submissions import DIGEST
from ccm.governance.books import Books

router = APIRouter(prefix="/v1/evidence", tags=["submissions"], dependencies=[scoped("view")])


@router.get(
    "/{digest}",
    response_class=Response,
    responses={
        200: {
            "content": {"application/json": {"schema": {"type": "object"}, "example": {"gate": "check"}}},
            "description": "The report, whose bytes have the digest.",
        }
    },
)
def show_evidence(
    digest: Annotated[str, Path(pattern=r"^sha256:[0-9a-f]{64}$", examples=[DIGEST])], session: Looking
) -> Response:
    """A gate's report, byte for byte as it was kept: its SHA-256 is the digest."""
    body = Books(session).approvals.evidence(digest)
    headers = {"ETag": f'"{digest.removeprefix("sha256:")}"', "Cache-Control": "private, immutable, max-age=31536000"}
    return Response(body, media_type="application/json", headers=headers)
