"""What the check of a draft found, for editors: at which node, in which field, and what can be done about it."""

from typing import Literal

from pydantic import Field

from ccm.api.models.common import Answer, shown
from ccm.check import CheckReport
from ccm.check_sms import LongestSms
from ccm.complaints import Complaint
from templates_repo.check.problem import Fix
from templates_repo.check.reading import Reading
from templates_repo.reading_ease import LIMITS, Ease


class FixShown(Answer):
    """What an editor can do when it is told to: ``replace`` `find` by `value` in the text or the expression; ``guard``
    the node by `value`, which its ``if`` is to hold too; ``set`` the node's field `find` to `value`, or take it out
    where that is empty; ``translate`` with `value`, marked fuzzy until somebody has read it."""

    kind: Literal["replace", "guard", "set", "translate"]
    find: str
    value: str

    @classmethod
    def of(cls, fix: Fix) -> "FixShown":
        return cls(kind=fix.kind, find=fix.find, value=fix.value)


class FindingShown(Answer):
    """Something the check found."""

    severity: Literal["note", "warning", "error"]
    code: str = Field(description="A name that stays, such as unknown-variable.")
    message: str = Field(description="What is wrong, and what to do.")
    place: str = Field(description="The file and the line, or what else names the place to people.")
    node: str | None = Field(description="The id of the node of the draft; none for the head and the whole.")
    field: str | None = Field(
        description="The part of it: short, if, columns.amount.value; none for its own text. In the head: subject."
    )
    locale: str | None = Field(description="The language whose words are meant, where it is one.")
    fix: FixShown | None

    @classmethod
    def of(cls, complaint: Complaint) -> "FindingShown":
        first, _, rest = complaint.context.partition(".")
        return cls(
            severity=complaint.severity,
            code=complaint.code,
            message=complaint.message,
            place=complaint.place,
            node=first if first not in ("", "template") else None,
            field=rest or None,
            locale=complaint.locale or None,
            fix=None if complaint.fix is None else FixShown.of(complaint.fix),
        )


class EaseShown(Answer):
    """How easy a text is to read: 100 is the easiest."""

    score: int
    level: Literal["easy", "hard", "very hard"]
    words: int
    sentences: int

    @classmethod
    def of(cls, ease: Ease) -> "EaseShown":
        return cls(score=ease.score, level=ease.level, words=ease.counts.words, sentences=ease.counts.sentences)


class ReadingShown(Answer):
    """How easy a draft is to read in one language, by the formula made for it (docs/templates.md)."""

    locale: str
    measure: Literal["gulpease", "flesch", "amstad"]
    hard_below: int
    very_hard_below: int
    whole: EaseShown | None = Field(description="None where there are too few words to tell.")
    texts: dict[str, EaseShown] = Field(description="Each text that is long enough, by node and part of it.")

    @classmethod
    def of(cls, reading: Reading) -> "ReadingShown":
        hard, very_hard = LIMITS[reading.measure]
        return cls(
            locale=reading.locale,
            measure=reading.measure,
            hard_below=hard,
            very_hard_below=very_hard,
            whole=None if reading.whole is None else EaseShown.of(reading.whole),
            texts={context: EaseShown.of(ease) for context, ease in reading.texts.items()},
        )


class LongestShown(Answer):
    """The longest text message that the contract allows, in one language."""

    locale: str
    segments: int | None = Field(description="None where the contract sets no limit.")
    limit: int

    @classmethod
    def of(cls, longest: LongestSms) -> "LongestShown":
        return cls(locale=longest.locale, segments=longest.segments, limit=longest.limit)


class Checked(Answer):
    """What the check of a draft found, errors first."""

    model_config = shown(
        {
            "ok": False,
            "findings": [
                {"severity": "error", "code": "unknown-variable", "place": "order-letter/template.yaml:34",
                 "message": "{{ customer.nme }}: customer has no 'nme'; did you mean 'name'?", "node": "greeting",
                 "field": None, "locale": None,
                 "fix": {"kind": "replace", "find": "customer.nme", "value": "customer.name"}}
            ],
            "readings": [
                {"locale": "it", "measure": "gulpease", "hard_below": 60, "very_hard_below": 40,
                 "whole": {"score": 62, "level": "easy", "words": 118, "sentences": 9}, "texts": {}}
            ],
            "messages": [{"locale": "it", "segments": 2, "limit": 2}],
        }
    )  # fmt: skip

    ok: bool
    findings: list[FindingShown]
    readings: list[ReadingShown]
    messages: list[LongestShown]

    @classmethod
    def of(cls, report: CheckReport) -> "Checked":
        return cls(
            ok=report.ok,
            findings=[FindingShown.of(one) for one in report.problems],
            readings=[ReadingShown.of(one) for one in report.readings],
            messages=[LongestShown.of(one) for one in report.messages],
        )
