"""Is this communication what its manifest says, and does the same come out again?

The files beside the manifest are held against its digests; its release and its record are found again; the record is
rendered anew, in memory, and every byte is compared. Nothing is written anywhere.
"""

from dataclasses import dataclass, field
from pathlib import Path

from ccm.compose.errors import CompileError
from ccm.library import LibraryError
from ccm.manifest import MANIFEST, manifest
from ccm.outputs import OutputError, output_files
from ccm.provenance.libraries import altered_files
from ccm.release import Release, ReleaseError
from ccm.rendering import ChannelError, Rendering
from ccm.run import problems
from ccm.sources.record import SourceError
from ccm.verify.compare import Again, field_differences, file_differences
from ccm.verify.manifest_file import ManifestFile, read_manifest
from ccm.verify.reasons import release_changes, surroundings_changes
from ccm.verify.sources import NotFoundAgainError, ReleaseOf, record_of
from ccm.verify.verification import Difference, Verification
from content_blocks.digest import digest
from content_blocks.folders import FolderError
from renderers import registry

_FAILURES = (
    ChannelError,
    CompileError,
    FolderError,
    LibraryError,
    NotFoundAgainError,
    OutputError,
    ReleaseError,
    SourceError,
)


def verify(path: Path, release_of: ReleaseOf, data: Path | None = None, kind: str | None = None) -> Verification:
    """Verify the manifest at `path`, or that of the folder `path`.

    `release_of` finds the release again; `data` is a file of the given `kind` to find the record in, instead of the
    one beside the manifest. Raises ManifestError when there is no manifest that can be verified, RegistryError when
    an outside renderer cannot be used.
    """
    said = read_manifest(path / MANIFEST if path.is_dir() else path)
    work = _Work(said, data, kind)
    again = work.render_again(release_of)
    work.differences += file_differences(said, again, need_record=data is None)
    if again is not None:
        work.compare(again)
    return Verification(_title(said), tuple(work.differences), tuple(work.reasons), tuple(work.notes))


@dataclass
class _Work:
    """A verification as it goes on."""

    said: ManifestFile
    data: Path | None
    kind: str | None
    differences: list[Difference] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    other_release: bool = False

    def render_again(self, release_of: ReleaseOf) -> Again | None:
        """The record of the manifest through its release, in its locale and channels; None when that cannot be."""
        try:
            release = release_of(self.said)
            self._hold_release(release)
            return self._rendered(release, record_of(self.said, self.data, self.kind))
        except _FAILURES as error:
            self.differences.append(Difference("rendering it again", "not-rendered", f"was not possible: {error}"))
            return None

    def _hold_release(self, release: Release) -> None:
        """Hold the release that was found against the manifest's digest, and against what it lists."""
        named = self.said.says.release.digest
        changes = release_changes(self.said.lock, release.lock)
        if release.digest == named:
            self.differences += [Difference("release", "manifest", f"is not as listed: {change}") for change in changes]
        elif digest(self.said.lock) != named:
            self.differences.append(
                Difference("release", "manifest", "has a digest that is not that of what is listed")
            )
        if release.digest != named and changes:
            self.other_release = True
            self.differences.append(Difference("release", "release", f"is another: {release.digest}, and was {named}"))
            self.reasons += changes

    def _rendered(self, release: Release, record: object) -> Again:
        says = self.said.says
        registry.load_plugins()
        rendering = Rendering(release, (*says.channels, *says.failures))
        wanted = rendering.locale_of(record)
        if wanted != says.locale:
            self.reasons.append(f"the locale is {says.locale} in the manifest, and {wanted} by the record")
        rendered = rendering.render(record, says.locale)
        if rendered.document is None:
            raise OutputError("; ".join(problems(rendered)))
        files = output_files(record, rendered)
        return Again(files, manifest(release, record, rendered, files))

    def compare(self, again: Again) -> None:
        """Tell what else is not as rendered again, and what may be why."""
        if not self.other_release:
            self.differences += field_differences(self.said, again)
        around = surroundings_changes(self.said.plain, again.manifest)
        if any(difference.code == "renders-otherwise" for difference in self.differences):
            self.reasons += around
            if not self.reasons:
                self.reasons += self._altered_libraries()
        else:
            self.notes += around

    def _altered_libraries(self) -> list[str]:
        """Libraries of the right version whose files are not what was installed."""
        found = {name: altered_files(name) for name in self.said.says.libraries}
        return [f"{name} was altered since it was installed: {files[0]}" for name, files in found.items() if files]


def _title(said: ManifestFile) -> str:
    says = said.says
    release = says.release.name or f"a draft of {says.release.template.key}"
    return f"record {says.record!r} of {release} ({says.release.digest}), {len(says.outputs)} files"
