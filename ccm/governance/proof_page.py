"""The proof page: what was submitted, in every language and channel, as those who decide on it should see it."""

from collections.abc import Iterator

from approval.submission import Submission
from ccm.governance.books import Books
from ccm.governance.examining import examination_of
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.page import preview_page
from ccm.preview.view import PreviewError, View
from ccm.preview.write import view_of
from ccm.rendering import Rendering


def proof_page(books: Books, submission: Submission) -> str:
    """One HTML page with every sample of a template in every language and channel; a block or brand in a letter.

    Everything on it carries the mark of a draft. Raises PreviewError when the subject has been changed since, so that
    nobody decides on what they have not seen.
    """
    refuse_changed(books, submission)
    subject = submission.subject
    examination = examination_of(books, subject)
    pdf = MarkedPdf()
    rendering = Rendering(examination.release, renderer_of=pdf.renderer_of)
    return preview_page(tuple(_views(rendering, pdf, examination.locales)), f"{subject}, submission {submission.id}")


def refuse_changed(books: Books, submission: Submission) -> None:
    """Raise PreviewError when what was submitted is not what there is any more."""
    subject = submission.subject
    now = books.subjects.newest(subject.kind, subject.key)
    if now.digest != subject.digest:
        raise PreviewError(
            f"{subject} was changed since it was submitted; what submission {submission.id} is about is not shown any "
            f"more: 'ccm submit {subject.kind}:{subject.key}' submits it as it is now"
        )


def _views(rendering: Rendering, pdf: MarkedPdf, locales: tuple[str, ...]) -> Iterator[View]:
    for name, record in rendering.release.template.samples.items():
        for locale in locales:
            yield view_of(name, rendering.render(record, locale), rendering.channels, pdf.areas)
