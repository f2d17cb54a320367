"""The proof matrix: every sample in every language and channel of an examination, each rendered once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ccm.compose.blocks import nearest
from ccm.compose.errors import CompileError
from ccm.gates.coverage import Coverage
from ccm.gates.examination import Examination
from ccm.rendering import Rendered, Rendering
from renderers.base import Artifact


@dataclass(frozen=True)
class Cell:
    """A sample in a language: the `language` of the template that was asked for, and what became of it."""

    sample: str
    language: str
    rendered: Rendered

    @property
    def place(self) -> str:
        """What people call it: ``elena-first it-IT``."""
        return f"{self.sample} {self.rendered.locale}"

    @property
    def artifacts(self) -> Iterator[tuple[str, Artifact]]:
        """Its artifacts with their channels."""
        yield from self.rendered.artifacts.items()


@dataclass(frozen=True)
class Matrix:
    """All cells, samples in the order of their names; what cannot be compiled; which sides of conditions were seen."""

    channels: tuple[str, ...]
    cells: tuple[Cell, ...]
    not_compiled: tuple[tuple[str, str], ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    def carrying(self, media_type: str) -> Iterator[tuple[Cell, str, str, bytes]]:
        """Every part of a media type: its cell, its channel, its name and its bytes."""
        for cell in self.cells:
            for channel, artifact in cell.artifacts:
                for part in artifact.parts:
                    if part.media_type.partition(";")[0].strip() == media_type:
                        yield cell, channel, part.name, part.body


def rendered_matrix(examination: Examination) -> Matrix:
    """Render the matrix of an examination. What goes wrong is in its cells; raises ChannelError for its channels."""
    coverage = Coverage()
    rendering = Rendering(examination.release, observer=coverage)
    broken = tuple(_not_compiled(rendering, examination.locales))
    silent = {locale for locale, _ in broken}
    cells = []
    for name, record in sorted(examination.release.template.samples.items()):
        coverage.sample = name
        for language, locale in _languages(rendering, record, examination.locales):
            if language not in silent:
                cells.append(Cell(name, language, rendering.render(record, locale)))
    return Matrix(rendering.channels, tuple(cells), broken, coverage)


def _not_compiled(rendering: Rendering, locales: Iterable[str]) -> Iterator[tuple[str, str]]:
    for locale in locales:
        try:
            rendering.program(locale)
        except CompileError as error:
            yield locale, str(error)


def _languages(rendering: Rendering, record: object, locales: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each language with the locale to take for it: the record's own where that is of this language."""
    own = rendering.locale_of(record)
    served = nearest(own, rendering.release.template.locales)
    for language in locales:
        yield language, own if served == language else language
