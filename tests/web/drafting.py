"""Drafts as a test reads and writes them beside a page: by the API, as whoever is signed in at it."""

import uuid
from typing import Any

from playwright.sync_api import APIResponse, Page


def asked(page: Page, method: str, address: str, body: Any = None, etag: str | None = None) -> APIResponse:
    """The answer to a request that somebody makes by hand, with what their browser knows."""
    csrf = page.request.get("/v1/session").json()["csrf"]
    headers = {"X-CSRF-Token": csrf, "Idempotency-Key": str(uuid.uuid4())}
    if etag is not None:
        headers["If-Match"] = etag
    return page.request.fetch(address, method=method, headers=headers, data=body)


def draft_of(page: Page, key: str, file: str = "template.yaml", kind: str = "templates") -> str:
    """A file of a draft as the server has it."""
    answer = page.request.get(f"/v1/{kind}/{key}/draft")
    assert answer.ok, answer.text()
    text = answer.json()["files"][file]["text"]
    assert isinstance(text, str)
    return text


def save_file(page: Page, key: str, text: str, file: str = "template.yaml", kind: str = "templates") -> APIResponse:
    """Save one file of a draft on top of whatever there is."""
    seen = page.request.get(f"/v1/{kind}/{key}/draft")
    etag = seen.headers["etag"] if seen.ok else '"0"'
    return asked(page, "PUT", f"/v1/{kind}/{key}/draft/files/{file}", {"text": text}, etag)


def begin(page: Page, key: str, content: str) -> str:
    """A new template with this content under the head that every new one has; the text of its file."""
    answer = asked(page, "POST", "/v1/templates", {"key": key})
    assert answer.ok, answer.text()
    head, _, _ = draft_of(page, key).partition("content:\n")
    text = f"{head}content:\n{content}"
    saved = save_file(page, key, text)
    assert saved.ok, saved.text()
    return text
