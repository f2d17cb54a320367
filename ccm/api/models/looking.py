"""What the check of a template found, and what differs between two states, as the API tells of it."""

from typing import Literal

from pydantic import Field

from ccm.api.models.common import Answer, shown
from ccm.api.models.submissions import ChangeShown, changes_of
from ccm.check import CheckReport
from ccm.diff.compare import Comparison

_DIGESTS = ("sha256:" + "1" * 64, "sha256:" + "2" * 64)


class ComplaintShown(Answer):
    """Something the check found: where, a stable code, and a sentence that says what to do.

    `samples` says in which samples and languages it was seen, when it came from rendering.
    """

    severity: Literal["note", "warning", "error"]
    place: str
    code: str
    message: str
    samples: list[str]


class CheckShown(Answer):
    """What the check found in a template, errors first, and how many renderings it looked at."""

    model_config = shown(
        {
            "name": "invoice@draft", "ok": False, "renderings": 0,
            "problems": [
                {"severity": "error", "place": "invoice/template.yaml:8", "code": "unknown-brand",
                 "message": "there is no brand 'gone'", "samples": []}
            ],
        }
    )  # fmt: skip

    name: str
    ok: bool
    renderings: int
    problems: list[ComplaintShown]

    @classmethod
    def of(cls, name: str, report: CheckReport) -> "CheckShown":
        problems = [ComplaintShown.model_validate(one) for one in report.problems]
        return cls(name=name, ok=report.ok, renderings=report.renderings, problems=problems)


class SideShown(Answer):
    """One side: its name, its digest, and the versions of blocks and brand that it was rendered with."""

    name: str
    digest: str
    rendered_with: list[str]


class DiffShown(Answer):
    """What changed from `before` to `after`: in text and structure, in rules and contract, and as readers see it."""

    model_config = shown(
        {
            "before": {"name": "invoice@2", "digest": _DIGESTS[0], "rendered_with": []},
            "after": {"name": "invoice@draft", "digest": _DIGESTS[1], "rendered_with": []},
            "changes": [{"view": "text", "what": "changed", "place": "note.text", "before": "Old", "after": "New"}],
        }
    )

    before: SideShown
    after: SideShown
    changes: list[ChangeShown] = Field(description="In the order of the views; `place` is the id of a node.")

    @classmethod
    def of(cls, comparison: Comparison) -> "DiffShown":
        before, after = (
            SideShown(name=name, digest=digest, rendered_with=list(parts))
            for name, digest, parts in zip(
                (comparison.before, comparison.after), comparison.digests, comparison.made_of, strict=True
            )
        )
        return cls(before=before, after=after, changes=changes_of(comparison))
