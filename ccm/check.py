"""The check of templates: what is wrong before any customer's data comes near them.

In order: the static check of `templates_repo.check`; every language compiled; the longest SMS the contract
allows; and every sample in every language, rendered in every channel, with what each channel finds.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ccm.check_sms import LongestSms, longest_messages, message_lengths, not_in_a_message, too_long
from ccm.complaints import Complaint, Severity
from ccm.compose.errors import CompileError
from ccm.library import Library, LibraryError
from ccm.reading import template_readings
from ccm.release import Parts, ReleaseError, seal_draft
from ccm.rendering import ChannelError, Rendered, Rendering, locales_of
from content_blocks.block import ContentBlock
from content_blocks.folders import FolderError
from renderers import registry
from renderers.base import Finding
from templates_repo.check.problem import Problem
from templates_repo.check.reading import Reading, findings
from templates_repo.check.template import check_template
from templates_repo.template import Template

_CONTRAST = "has a contrast of"
"""What a brand says of colours that cannot be told apart (`content_blocks.brand`)."""

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found in one template, errors first, and how many renderings it looked at; how easy it is to
    read, and how long its text message can be."""

    template: str
    problems: tuple[Complaint, ...]
    renderings: int = 0
    readings: tuple[Reading, ...] = ()
    messages: tuple[LongestSms, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def summary(self) -> str:
        count = Counter(problem.severity for problem in self.problems)
        parts = [f"{count[severity]} {severity}{'s' if count[severity] != 1 else ''}" for severity in _ORDER
                 if count[severity]]  # fmt: skip
        return f"{', '.join(parts) or 'nothing wrong'}, {self.renderings} renderings"

    def as_data(self) -> dict[str, object]:
        return {
            "template": self.template,
            "ok": self.ok,
            "renderings": self.renderings,
            "problems": [problem.data() for problem in self.problems],
        }


def check_templates(library: Path, keys: tuple[str, ...] = ()) -> Iterator[CheckReport]:
    """Check the templates `keys` of a library, all of them when there are none, one after the other.

    What is wrong with a template is in its report. Raises LibraryError for an unknown key and RegistryError
    for a renderer that cannot be loaded.
    """
    shelf = Library(library)
    registry.load_plugins()
    yield from (check_one(shelf, key) for key in keys or tuple(shelf.template_folders))


def check_one(shelf: Library, key: str) -> CheckReport:
    """Check one template. Raises LibraryError when there is none of that key."""
    try:
        template = shelf.template(key)
        blocks = shelf.blocks()
    except FolderError as error:
        return unreadable(key, error)
    return check_with(template, blocks, tuple(shelf.brand_folders), shelf)


def sorted_complaints(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Each complaint once, errors first."""
    return tuple(sorted(dict.fromkeys(complaints), key=lambda one: _ORDER[one.severity]))


def unreadable(key: str, error: FolderError) -> CheckReport:
    """The report about a template that is not whole."""
    lines = str(error).splitlines()
    return CheckReport(key, tuple(Complaint("error", *_split(line)) for line in lines))


def check_with(
    template: Template,
    blocks: Mapping[str, ContentBlock],
    brands: Collection[str],
    parts: Parts,
    *,
    render: bool = True,
) -> CheckReport:
    """Check a template that was read, where there are these `blocks` and `brands`, and `parts` gives those it takes.

    Without `render`, samples are held against the contract and not rendered, which takes no time. That is the check for
    who is writing: it also tells of each text that is hard to read.
    """
    static = as_complaints(check_template(template, blocks, brands, tuple(registry.renderers())))
    readings = tuple(template_readings(template, blocks))
    static += reading_complaints(template.key, readings, every_text=not render)
    if any(complaint.severity == "error" for complaint in static):
        return CheckReport(template.key, sorted_complaints(static), readings=readings)
    try:
        release = seal_draft(template, parts)
        rendering = Rendering(release)
        for locale in template.locales:
            rendering.program(locale)
    except (CompileError, ReleaseError, LibraryError, FolderError, ChannelError) as error:
        failed = Complaint("error", template.key, "release", str(error))
        return CheckReport(template.key, sorted_complaints([*static, failed]), readings=readings)
    lengths = [message_lengths(release, locale) for locale in template.locales]
    seen, renderings = _render_samples(rendering) if render else (list(not_in_a_message(template)), 0)
    found = sorted_complaints([*static, *too_long(template, lengths), *seen])
    return CheckReport(template.key, found, renderings, readings, tuple(longest_messages(template, lengths)))


def reading_complaints(key: str, readings: Iterable[Reading], *, every_text: bool) -> list[Complaint]:
    """What is hard to read: as a whole, and where a text is very hard, or hard and `every_text` is asked for."""
    return [
        Complaint(severity, f"{key}: {context or reading.locale}", "reading-ease", message, (), context, reading.locale)
        for reading in readings
        for severity, context, message in findings(reading)
        if every_text or not context or severity == "warning"
    ]


def _render_samples(rendering: Rendering) -> tuple[list[Complaint], int]:
    """Every sample in every language and channel."""
    rendered = [
        (name, rendering.render(record, locale))
        for name, record in rendering.release.template.samples.items()
        for locale in locales_of(rendering, record)
    ]
    renderings = sum(len(one.artifacts) + len(one.failures) for _, one in rendered)
    return rendered_complaints(rendering.release.template.key, rendered), renderings


def as_complaints(problems: Iterable[Problem]) -> list[Complaint]:
    """What the static check found, as complaints."""
    return [
        Complaint(one.severity, one.place, one.code, one.message, context=one.context, locale=one.locale, fix=one.fix)
        for one in problems
    ]


def rendered_complaints(key: str, renderings: Iterable[tuple[str, Rendered]]) -> list[Complaint]:
    """What renderings of the template `key`, each of a sample, found; what several found is told once."""
    found: dict[tuple[str, Finding], list[str]] = {}
    for name, rendered in renderings:
        seen = f"{name} {rendered.locale}"
        for path, message in rendered.faults:
            found.setdefault(("sample", Finding(path, "record", "error", message)), []).append(seen)
        by_channel = {channel: artifact.findings for channel, artifact in rendered.artifacts.items()}
        for channel, found_there in {**by_channel, **rendered.failures}.items():
            for finding in found_there:
                found.setdefault((channel, finding), []).append(seen)
    return [
        Complaint(finding.severity, f"{key}: {channel}: {finding.path or 'document'}", finding.code, finding.message,
                  tuple(samples), finding.path)
        for (channel, finding), samples in found.items()
    ]  # fmt: skip


def _split(line: str) -> tuple[str, str, str]:
    """Place, code and message of a line of a FolderError (``file:line: what is wrong``)."""
    place, separator, message = line.partition(": ")
    code = "contrast" if _CONTRAST in line else "unreadable"
    return (place, code, message) if separator else ("", code, line)
