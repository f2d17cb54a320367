"""The package of a submission, as the API tells of it."""

from approval.subject import Subject
from ccm.api.models.common import Answer, shown
from ccm.api.models.submissions import DIGEST, SubjectShown, subject_of
from ccm.governance.package import Form, Look
from ccm.preview.view import PreviewError


class LookShown(Answer):
    """One side of a subject: the version or release it is, and what there is of it to look at."""

    name: str
    samples: list[str]
    locales: list[str]
    channels: list[str]


class FormShown(Answer):
    """A subject of a package, in all its forms. `problem` says why it is not to be looked at any more."""

    subject: SubjectShown
    title: str
    submitted: LookShown | None
    before: LookShown | None
    problem: str


class PackageShown(Answer):
    """What is put before the approvers: the subject first, then what follows it."""

    model_config = shown(
        {"forms": [{"subject": {"kind": "block", "key": "vat-note", "version": 2, "digest": DIGEST}, "title": "VAT",
                    "submitted": {"name": "block vat-note, version 2", "samples": ["specimen"], "locales": ["en-GB"],
                                  "channels": ["pdf", "email", "sms", "mobile"]},
                    "before": None, "problem": ""}]}
    )  # fmt: skip

    forms: list[FormShown]


def form_shown(subject: Subject, form: Form | PreviewError) -> FormShown:
    """A subject as it is listed."""
    if isinstance(form, PreviewError):
        return FormShown(
            subject=subject_of(subject), title=subject.key, submitted=None, before=None, problem=str(form)
        )  # fmt: skip
    return FormShown(
        subject=subject_of(subject), title=form.title, submitted=_look(form.submitted),
        before=_look(form.before) if form.before else None, problem="",
    )  # fmt: skip


def _look(look: Look) -> LookShown:
    return LookShown(
        name=look.name, samples=list(look.samples), locales=list(look.locales), channels=list(look.channels)
    )  # fmt: skip
