"""The gate ``wcag``: every page of the matrix, mails on a desktop and mobile pages on a phone, against WCAG 2.2 AA."""

from collections.abc import Iterator
from dataclasses import dataclass

from ccm.complaints import Complaint
from ccm.gates.alternatives import without_words
from ccm.gates.browser import SCHEMES, TAGS, Looker, Screen, Violation
from ccm.gates.examination import Examination
from ccm.gates.matrix import Matrix
from ccm.gates.outcome import Outcome, outcome
from ccm.preview.mail import mail
from content_blocks.digest import digest_bytes

HTML = "text/html"
EMAIL = "email"
_PAGES = (EMAIL, "mobile")


@dataclass(frozen=True)
class Page:
    """A page to look at, and where in the matrix it stands."""

    cell: str
    channel: str
    html: str

    @property
    def screen(self) -> Screen:
        return "desktop" if self.channel == EMAIL else "phone"


@dataclass(frozen=True)
class Pages:
    """The pages of a matrix, and what is wrong before they are looked at."""

    pages: tuple[Page, ...]
    findings: tuple[Complaint, ...] = ()


def pages_of(examination: Examination, matrix: Matrix) -> Pages:
    """Every page of a matrix; those of mails with their pictures in place."""
    pages = tuple(
        Page(cell.place, channel, mail(cell.rendered.artifacts[channel]).html if channel == EMAIL else body.decode())
        for cell, channel, _, body in matrix.carrying(HTML)
    )
    findings = list(_not_rendered(examination, matrix))
    for channel in dict.fromkeys(page.channel for page in pages):
        findings += without_words(examination.release, matrix, channel)
    return Pages(pages, tuple(findings))


def wcag(examination: Examination, pages: Pages, looker: Looker) -> Outcome:
    """Every page looked at in light and dark; fails on a violation, or where a page was to be there and is not.

    A template that makes no page has nothing to look at. Raises GateUnavailableError.
    """
    key = examination.release.template.key
    seen: dict[tuple[str, Violation], list[str]] = {}
    looked_at: list[dict[str, object]] = []
    for page in pages.pages:
        violations = looker.look(page.html, page.screen)
        looked_at.append(
            {
                "cell": page.cell,
                "channel": page.channel,
                "screen": page.screen,
                "digest": digest_bytes(page.html.encode()),
                "violations": [violation.data() for violation in violations],
            }
        )
        for violation in violations:
            seen.setdefault((page.channel, violation), []).append(page.cell)
    findings = [
        Complaint("error", f"{key}: {channel}, {violation.scheme}", violation.rule, _told(violation),
                  tuple(dict.fromkeys(cells)))
        for (channel, violation), cells in seen.items()
    ]  # fmt: skip
    evidence = {"pages": looked_at, "schemes": list(SCHEMES), "rules": list(TAGS), "validator": looker.versions}
    return outcome([*findings, *pages.findings], evidence)


def _not_rendered(examination: Examination, matrix: Matrix) -> Iterator[Complaint]:
    for channel in _PAGES:
        missing = tuple(cell.place for cell in matrix.cells if channel not in cell.rendered.artifacts)
        if channel in matrix.channels and (missing or not matrix.cells):
            message = "there is no page to look at; see what the proof says, and put it right"
            place = f"{examination.release.template.key}: {channel}"
            yield Complaint("error", place, "not-rendered", message, missing)


def _told(violation: Violation) -> str:
    more = f" and {len(violation.elements) - 2} more" if len(violation.elements) > 2 else ""
    return f"{violation.help}: {'; '.join(violation.elements[:2])}{more}"
