"""A release made ready to be looked at: as a draft, whatever it is, and with nothing raised."""

from collections.abc import Mapping
from dataclasses import dataclass

from ccm.compose.errors import CompileError, ComposeError
from ccm.compose.program import RecordError
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.view import NodeArea
from ccm.release import Release, as_draft
from ccm.rendering import ChannelError, Rendered, Rendering, locales_of
from content_blocks.document import Document
from renderers.base import Artifact, Finding


@dataclass(frozen=True)
class Made:
    """One side of a sample, in every channel: artifacts, or why there are none."""

    document: Document | None
    artifacts: Mapping[str, Artifact]
    failures: Mapping[str, tuple[Finding, ...]]
    areas: tuple[NodeArea, ...] = ()


class Ready:
    """A release made ready, as a draft: nothing that is shown here can be mistaken for what may be sent."""

    def __init__(self, release: Release) -> None:
        self.channels = release.template.definition.channels
        self._pdf = MarkedPdf()
        self._rendering: Rendering | ChannelError
        try:
            self._rendering = Rendering(as_draft(release), None, self._pdf.renderer_of)
        except ChannelError as error:
            self._rendering = error

    def locale(self, record: object, language: str) -> str | None:
        """The locale in which a record's document in `language` is made, None when the template does not speak it."""
        if isinstance(self._rendering, ChannelError):
            return language
        spoken = locales_of(self._rendering, record)
        return next((locale for locale in spoken if locale.split("-")[0] == language), None)

    def document(self, record: object, locale: str) -> Document | None:
        if isinstance(self._rendering, ChannelError):
            return None
        try:
            return self._rendering.program(locale).run(record)
        except (CompileError, ComposeError, RecordError):
            return None

    def made(self, record: object, locale: str) -> Made:
        if isinstance(self._rendering, ChannelError):
            return self._nothing(Finding("", "channel", "error", str(self._rendering)))
        try:
            rendered = self._rendering.render(record, locale)
        except CompileError as error:
            return self._nothing(Finding("", "language", "error", str(error)))
        if rendered.faults:
            return self._nothing(*(Finding(path, "record", "error", message) for path, message in rendered.faults))
        return Made(rendered.document, rendered.artifacts, self._failures(rendered), self._pdf.areas)

    def _nothing(self, *findings: Finding) -> Made:
        return Made(None, {}, dict.fromkeys(self.channels, findings))

    def _failures(self, rendered: Rendered) -> Mapping[str, tuple[Finding, ...]]:
        return {
            channel: tuple(finding for finding in findings if finding.severity == "error")
            for channel, findings in rendered.failures.items()
        }
