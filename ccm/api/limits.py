"""What the server takes at most, so that nobody who asks too much takes it from the others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of requests.

    `body` bytes; `depth` of nesting, `tokens` in all and `text` bytes in one string of JSON; `body_seconds` for a
    body to arrive; `requests` under way at once; `per_second` and `burst` of each caller; `turn_seconds` to wait for
    a turn to write. How large an upload may be says the environment (`ccm.settings`); `upload_seconds` for one to
    arrive, `uploads` at once, `uploads_of_one` of them of one person.
    """

    body: int = 8 * 1024 * 1024
    depth: int = 64
    tokens: int = 500_000
    text: int = 4 * 1024 * 1024
    body_seconds: float = 20
    requests: int = 200
    per_second: float = 100
    burst: int = 400
    turn_seconds: float = 10
    kept_answers_hours: int = 24
    upload_seconds: float = 3600
    uploads: int = 8
    uploads_of_one: int = 2
