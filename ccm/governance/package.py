"""The package of a submission: what is put before its approvers, each part ready to be looked at, now and before.

A template is looked at by itself, all else in a specimen letter. Both sides are drafts, so that they differ in nothing
but what was changed, and neither can be taken for a letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from approval.state import State
from approval.subject import Subject
from approval.submission import Submission
from ccm.governance.books import Books, home
from ccm.governance.examining import examination_of
from ccm.governance.review import approved_before
from ccm.governance.subjects import Composition
from ccm.preview.view import PreviewError
from ccm.release import Release, as_draft, seal_draft
from ccm.release_store import StoredRelease
from ccm.sending import release_to_verify

Side = Literal["submitted", "before"]


@dataclass(frozen=True)
class Look:
    """A subject as it can be looked at: `name` says which version, or which release, it is."""

    name: str
    release: Release
    locales: tuple[str, ...]

    @property
    def samples(self) -> Mapping[str, Any]:
        return self.release.template.samples

    @property
    def channels(self) -> tuple[str, ...]:
        return self.release.template.definition.channels


@dataclass(frozen=True)
class Form:
    """One subject of a package. `before` is what it was when it was approved or released last, if it ever was."""

    subject: Subject
    title: str
    submitted: Look
    before: Look | None

    def look(self, side: Side) -> Look:
        """The side that is asked for. Raises PreviewError when there is none."""
        if side == "submitted":
            return self.submitted
        if self.before is None:
            raise PreviewError(f"{self.subject} was never approved before; there is nothing to compare it with")
        return self.before

    def record(self, side: Side, sample: str) -> object:
        """The record to look at it with: that of a template as submitted, for both sides; a specimen has its own.

        Raises PreviewError when there is no such sample.
        """
        samples = self.submitted.samples if self.subject.kind == "template" else self.look(side).samples
        if sample not in samples:
            raise PreviewError(f"{self.subject} has no sample {sample[:60]!r}; there are {', '.join(samples)}")
        return samples[sample]


def forms_of(books: Books, submission: str) -> Iterator[tuple[Subject, Form | PreviewError]]:
    """Everything in the package of a submission, or why it cannot be looked at any more."""
    state = books.approvals.state(submission)
    for subject in state.submission.subjects:
        try:
            yield subject, _form(books, state, subject)
        except PreviewError as error:
            yield subject, error


def form_of(books: Books, submission: str, kind: str, key: str) -> Form:
    """One subject of a package. Raises PreviewError when it is none of it, or not to be looked at any more."""
    state = books.approvals.state(submission)
    for subject in state.submission.subjects:
        if (subject.kind, subject.key) == (kind, key):
            return _form(books, state, subject)
    raise PreviewError(f"{kind} {key[:80]} is no part of submission {submission}")


def _form(books: Books, state: State, subject: Subject) -> Form:
    if subject.kind == "template":
        release = _template(books, state.submission, subject)
        title = release.template.definition.title
        return Form(subject, title, _whole(subject, release), _sent_before(books, state, subject))
    return Form(subject, _title(books, subject), _specimen(books, subject), _approved_before(books, state))


def _template(books: Books, submission: Submission, subject: Subject) -> Release:
    """The template with the parts that were submitted. Raises PreviewError when they are not to be had any more."""
    composition = _composition(books, submission, subject)
    if composition.subject.digest == subject.digest:
        return seal_draft(composition.template, composition)
    for stored in books.releases.by_submission(submission.id):
        if stored.template == subject.key:
            return as_draft(release_to_verify(books.session, stored.digest))
    raise PreviewError(
        f"{subject} takes other blocks or another brand than it did in submission {submission.id}; what was submitted "
        "then is not shown any more"
    )


def _composition(books: Books, submission: Submission, subject: Subject) -> Composition:
    main = submission.subject
    if main == subject:
        return books.subjects.composition(subject.key, subject.version)
    where = home(main.kind, main.key)
    proposed = books.proposing({where: books.content(main.kind).version(where[1]).number})
    return proposed.composition(subject.key, subject.version)


def _sent_before(books: Books, state: State, subject: Subject) -> Look | None:
    """What customers got of a template when it was submitted; else what was approved of it last."""
    earlier = [one for one in books.releases.of(subject.key) if one.released_at < state.submission.at]
    if earlier:
        last: StoredRelease = earlier[-1]
        release = as_draft(release_to_verify(books.session, last.digest))
        return Look(last.name, release, release.template.locales)
    was = approved_before(books, state) if subject == state.submission.subject else None
    if was is None or was.version == subject.version:
        return None
    composition = books.subjects.composition(was.key, was.version)
    return _whole(was, seal_draft(composition.template, composition))


def _approved_before(books: Books, state: State) -> Look | None:
    was = approved_before(books, state)
    if was is None or was.digest == state.submission.subject.digest:
        return None
    return _specimen(books, was)


def _specimen(books: Books, subject: Subject) -> Look:
    examination = examination_of(books, subject)
    return Look(str(subject), examination.release, examination.locales)


def _whole(subject: Subject, release: Release) -> Look:
    return Look(str(subject), release, release.template.locales)


def _title(books: Books, subject: Subject) -> str:
    kind, key = home(subject.kind, subject.key)
    if kind == "brand":
        return books.subjects.brand(books.subjects.brands.version(key, subject.version)).brand.name
    return books.subjects.block(books.subjects.blocks.version(key, subject.version)).definition.title
