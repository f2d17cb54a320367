"""One record through a release: composed once, rendered in each channel, and accounted for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ccm.compose.errors import CompileError, ComposeError
from ccm.compose.observe import Observer
from ccm.compose.program import Program, RecordError, compile_program, locale_chooser
from ccm.release import Release
from content_blocks.document import Document
from renderers import registry
from renderers.base import Artifact, Finding, Renderer, RenderError

MAX_PROGRAMS = 32


class ChannelError(ValueError):
    """A channel was asked for that the template is not made for or nothing renders."""


@dataclass(frozen=True)
class Rendered:
    """What became of a record: its document, an artifact or the errors of each channel.

    `faults` are what is wrong with the record itself, as (path, sentence); then there is no document.
    """

    key: str
    locale: str
    document: Document | None = None
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)
    failures: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.faults and not self.failures


class Rendering:
    """A release made ready to render: its programs, one a locale, and the renderers of its channels."""

    def __init__(
        self,
        release: Release,
        channels: Iterable[str] | None = None,
        renderer_of: Callable[[str], Renderer] = registry.renderer,
        observer: Observer | None = None,
    ) -> None:
        """`channels` are those to render, all of the template's when None. Raises ChannelError.

        An `observer` is told what every condition and list decides (`ccm.compose.observe`).
        """
        self.release = release
        self._observer = observer
        offered = release.template.definition.channels
        self.channels = tuple(dict.fromkeys(channels)) if channels is not None else offered
        for channel in self.channels:
            if channel not in offered:
                raise ChannelError(
                    f"template {release.template.key} is not made for the channel {channel!r}; "
                    f"it is made for {', '.join(offered)}"
                )
        self._renderers = {channel: _renderer(channel, renderer_of) for channel in self.channels}
        self._choose_locale = locale_chooser(release)
        self._programs: dict[str, Program] = {}

    def program(self, locale: str) -> Program:
        """The program for a locale, compiled once. Raises CompileError."""
        program = self._programs.get(locale)
        if program is None:
            # Records name their locale, so hostile data must not fill the memory with programs.
            if len(self._programs) >= MAX_PROGRAMS:
                self._programs.pop(next(iter(self._programs)))
            program = self._programs[locale] = compile_program(self.release, locale, self._observer)
        return program

    def locale_of(self, record: object) -> str:
        """The locale a record's document is to be in."""
        return self._choose_locale(record)

    def render(self, record: object, locale: str | None = None, channels: tuple[str, ...] | None = None) -> Rendered:
        """Render one record; nothing that is wrong with it, or with a renderer on it, stops those after it.

        `channels` are some of those that were made ready; None means all of them. Raises CompileError when the release
        cannot be compiled for a `locale` that the caller asks for; a locale that is the record's own wish is a fault
        of that record.
        """
        if locale is None:
            locale = self.locale_of(record)
            try:
                self.program(locale)
            except CompileError as error:
                return Rendered("", locale, faults=(("locale", str(error)),))
        program = self.program(locale)
        try:
            document = program.run(record)
        except RecordError as error:
            return Rendered("", locale, faults=tuple((fault.path, fault.message) for fault in error.faults))
        except ComposeError as error:
            return Rendered("", locale, faults=((error.node, error.reason),))
        artifacts: dict[str, Artifact] = {}
        failures: dict[str, tuple[Finding, ...]] = {}
        for channel in self.channels if channels is None else channels:
            renderer = self._renderers[channel]
            if document.draft and not _marks_drafts(renderer):
                failures[channel] = (_NOT_MARKED,)
                continue
            try:
                artifacts[channel] = renderer.render(document)
            except RenderError as error:
                failures[channel] = error.findings
            except Exception as error:  # renderers come from outside too; one that breaks costs its own channel
                failures[channel] = (_broken(channel, error),)
        return Rendered(document.key, locale, document, artifacts, failures, notes=_untranslated(program))


def locales_of(rendering: Rendering, record: object) -> tuple[str, ...]:
    """Every locale to look at a record in: its own first, then the template's other languages."""
    own = rendering.locale_of(record)
    others = (tag for tag in rendering.release.template.locales if tag.split("-")[0] != own.split("-")[0])
    return (own, *others)


_NOT_MARKED = Finding(
    "",
    "draft.not-marked",
    "error",
    "this is a draft, and the channel's renderer does not say that it marks drafts (marks_drafts = True), so nothing "
    "was written; render an approved release, or ask the renderer's makers to mark drafts",
)


def _marks_drafts(renderer: Renderer) -> bool:
    """Whether `renderer` says so itself. Renderers from outside may say nothing, or something that is no promise."""
    return getattr(renderer, "marks_drafts", False) is True


def _broken(channel: str, error: Exception) -> Finding:
    message = f"the renderer broke on this document ({type(error).__name__}); nothing was written; report it as a fault"
    return Finding("", f"{channel}.broken", "error", message)


def _renderer(channel: str, renderer_of: Callable[[str], Renderer]) -> Renderer:
    try:
        return renderer_of(channel)
    except KeyError as error:
        raise ChannelError(
            f"nothing renders the channel {channel!r}; install the package that does, or take it out of the template"
        ) from error


def _untranslated(program: Program) -> tuple[Finding, ...]:
    return tuple(
        Finding(context, "translation.missing", "warning",
                f"is not translated into {program.language}; the source text stands in; see ccm translations")
        for context in program.untranslated
    )  # fmt: skip
