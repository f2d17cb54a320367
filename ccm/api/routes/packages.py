"""The package of a submission: exactly what is put before its approvers, and how it was before, as a person sees it."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from ccm.api.depend import ContextOf, scoped
from ccm.api.looking import Looking
from ccm.api.models.common import Name, Word
from ccm.api.models.packages import PackageShown, form_shown
from ccm.api.models.views import Views
from ccm.api.rendering import lane_of, lanes_of
from ccm.api.routes.submissions import SubmissionId
from ccm.governance.books import Books
from ccm.governance.package import Side, forms_of
from ccm.preview.pages import PageRange
from ccm.workers.packages import PackageWork, render_package
from ccm.workers.views import Looked

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["submissions"])

Locale = Annotated[str, Query(max_length=35, examples=["en-GB"])]
Channels = Annotated[list[str], Query(min_length=1, max_length=20, examples=[["pdf"]])]


@router.get("/package", dependencies=[scoped("view")])
def show_package(submission: SubmissionId, session: Looking) -> PackageShown:
    """Everything that is approved with a submission, and which samples, languages and channels there are of it."""
    return PackageShown(forms=[form_shown(subject, form) for subject, form in forms_of(Books(session), submission)])


def kept(submission: SubmissionId, session: Looking) -> str:
    Books(session).approvals.submission(submission)
    return submission


@router.get(
    "/views", operation_id="see_submission", dependencies=[scoped("view")], response_model=Views,
)  # fmt: skip
async def see_submission(
    submission: Annotated[str, Depends(kept)],
    context: ContextOf,
    subject: Annotated[Name, Query(description="One of the package.", examples=["block:vat-note"])],
    sample: Annotated[Word, Query(examples=["first"])],
    locale: Locale,
    channel: Channels,
    side: Annotated[Side, Query(description="As it was submitted, or as it was approved or released before.")] = (
        "submitted"
    ),
    first: Annotated[int, Query(ge=1, le=100_000, description="The first page that is pictured.")] = 1,
    limit: Annotated[int, Query(ge=0, le=24, description="How many pages are pictured.")] = 4,
    scale: Annotated[float, Query(ge=0.25, le=3, description="Pixels a point.")] = 2,
) -> Any:
    """What a person sees of one sample of it: pages as pictures, mails and pages for the phone as HTML, text messages.

    Both sides are marked as drafts, so that they differ in nothing but what was changed.
    """
    kind, _, key = subject.partition(":")
    looked = Looked(sample, locale, tuple(dict.fromkeys(channel)), PageRange(limit, first, scale))
    work = PackageWork(submission, kind, key, side, looked)
    body = await asyncio.wrap_future(lanes_of(context).submit(lane_of(looked.channels), render_package, work))
    return Response(body, media_type="application/json")
