"""The check of templates: what is wrong before any customer's data comes near them.

In order: the static check of `templates_repo.check`; every language compiled; the longest SMS the contract
allows; and every sample in every language, rendered in every channel, with what each channel finds.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from ccm.compose.errors import CompileError
from ccm.library import Library, LibraryError
from ccm.release import Parts, Release, ReleaseError, seal_draft
from ccm.rendering import ChannelError, Rendered, Rendering, locales_of
from content_blocks.block import ContentBlock
from content_blocks.folders import FolderError
from renderers import registry
from renderers.base import Finding
from renderers.sms.segments import worst_case_segments
from templates_repo.check.lengths import TextLength, worst_case_lengths
from templates_repo.check.problem import Problem
from templates_repo.check.template import check_template
from templates_repo.template import Template

Severity = Literal["note", "warning", "error"]

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something the check found: where, a stable code, and a sentence that says what to do.

    `samples` says in which samples, languages and channels it was seen, when it came from rendering.
    """

    severity: Severity
    place: str
    code: str
    message: str
    samples: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """One line for people."""
        seen = f" (seen in {_listed(self.samples)})" if self.samples else ""
        return f"{self.place}: {self.message}{seen} [{self.code}]"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found in one template, errors first, and how many renderings it looked at."""

    template: str
    problems: tuple[Complaint, ...]
    renderings: int = 0

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
            "problems": [asdict(problem) for problem in self.problems],
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

    Without `render`, samples are held against the contract and not rendered, which takes no time.
    """
    static = as_complaints(check_template(template, blocks, brands, tuple(registry.renderers())))
    if any(complaint.severity == "error" for complaint in static):
        return CheckReport(template.key, _sorted(static))
    try:
        release = seal_draft(template, parts)
        rendering = Rendering(release)
        for locale in template.locales:
            rendering.program(locale)
    except (CompileError, ReleaseError, LibraryError, FolderError, ChannelError) as error:
        failed = Complaint("error", template.key, "release", str(error))
        return CheckReport(template.key, _sorted([*static, failed]))
    seen, renderings = _render_samples(rendering) if render else ([], 0)
    return CheckReport(template.key, _sorted([*static, *longest_sms(release), *seen]), renderings)


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
    return [Complaint(problem.severity, problem.place, problem.code, problem.message) for problem in problems]


def rendered_complaints(key: str, renderings: Iterable[tuple[str, Rendered]]) -> list[Complaint]:
    """What renderings of the template `key`, each of a sample, found; what several found is told once."""
    found: dict[tuple[str, Finding], list[str]] = {}
    for name, rendered in renderings:
        seen = f"{name} {rendered.locale}"
        for path, message in rendered.faults:
            found.setdefault(("sample", Finding(path, "record", "error", message)), []).append(seen)
        by_channel = {channel: artifact.findings for channel, artifact in rendered.artifacts.items()}
        for channel, findings in {**by_channel, **rendered.failures}.items():
            for finding in findings:
                found.setdefault((channel, finding), []).append(seen)
    return [
        Complaint(finding.severity, f"{key}: {channel}: {finding.path or 'document'}", finding.code, finding.message,
                  tuple(samples))
        for (channel, finding), samples in found.items()
    ]  # fmt: skip


def longest_sms(release: Release) -> Iterator[Complaint]:
    """Whether the contract lets a message grow beyond its limit, told once for the worst language."""
    template = release.template
    limit = template.definition.sms.limit
    worst = max((_segments(release, locale) for locale in template.locales), default=(0, "", ()))
    segments, locale, lengths = worst
    unbounded = [length for length in lengths if length.unbounded]
    if unbounded:
        yield Complaint(
            "warning", f"{template.key}: sms: {unbounded[0].context}", "sms-unbounded",
            f"the message has no longest length: {unbounded[0].unbounded} has no maxLength or maxItems in the "
            "contract; give it one",
        )  # fmt: skip
    elif segments > limit:
        yield Complaint(
            "note", f"{template.key}: sms", "sms-longest",
            f"the longest message the contract allows has {segments} segments in {locale}, the limit is {limit}; "
            "such a message is cut and links to the whole, or fails when locked content does not fit",
        )  # fmt: skip


def _segments(release: Release, locale: str) -> tuple[int, str, tuple[TextLength, ...]]:
    lengths = worst_case_lengths(release.template, release.blocks, locale)
    words = "\n".join(length.words * length.times for length in lengths)
    data = sum(length.data * length.times for length in lengths)
    # Names and free text can hold any letter, and one outside GSM 03.38 makes the whole message UCS-2.
    alphabet: Literal["gsm7", "bmp"] = "gsm7" if release.template.definition.sms.transliterate else "bmp"
    return worst_case_segments(words, data, alphabet), locale, lengths


def _sorted(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(dict.fromkeys(complaints), key=lambda one: _ORDER[one.severity]))


def _split(line: str) -> tuple[str, str, str]:
    """Place, code and message of a line of a FolderError (``file:line: what is wrong``)."""
    place, separator, message = line.partition(": ")
    return (place, "unreadable", message) if separator else ("", "unreadable", line)


def _listed(samples: tuple[str, ...]) -> str:
    shown = ", ".join(samples[:3])
    return f"{shown} and {len(samples) - 3} more" if len(samples) > 3 else shown
