"""The web application: files that were built from ``web/``, and its one page for every address that is not the API's.

What is built has its digest in its name and may be kept for ever; the page is asked for anew each time. The policy lets
the page run its own scripts and talk to this server, and nothing else: mails and pages that it shows in frames run no
script and fetch nothing.
"""

import re
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from ccm.api.problems import ApiError, problem, request_id_of

FOLDER = Path(__file__).resolve().parent.parent / "web"
PAGE = "index.html"
ICON = "icon.svg"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # frames with mails inherit it, and mails have their styles inline
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_BUILT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_FOR_EVER = "public, max-age=31536000, immutable"
_OF_THE_API = ("v1", "healthz", "readyz", "metrics")
ABSENT = (
    "the web application is not installed with this server; build it with 'npm ci && npm run build' in the folder "
    "web, or install a wheel; the API is under /v1"
)

router = APIRouter(include_in_schema=False)


@router.get("/assets/{name}", operation_id="show_web_asset")
def show_asset(name: str, request: Request) -> Response:
    """A built file: a script, a style sheet, a font."""
    file = FOLDER / "assets" / name
    if not _BUILT.fullmatch(name) or not file.is_file():
        return problem(ApiError(404, "http-404", "Not Found"), request_id_of(request))
    return FileResponse(file, headers={"Cache-Control": _FOR_EVER})


@router.get("/{address:path}", operation_id="show_web_page")
def show_page(address: str, request: Request) -> Response:
    """The page, whatever the address: which view of it is meant, it sees itself. Nothing of the API's is hidden."""
    first = address.partition("/")[0]
    if first in _OF_THE_API:
        return problem(ApiError(404, "http-404", "Not Found"), request_id_of(request))
    file = FOLDER / (ICON if address == ICON else PAGE)
    if not file.is_file():
        return problem(ApiError(404, "no-web-application", ABSENT), request_id_of(request))
    return FileResponse(file, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})
