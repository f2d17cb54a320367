"""A communication to verify: a library of one's own, a record of it rendered into a folder, drafts looked up again."""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccm.run import draft_rendering, render_file
from ccm.scaffold.new_template import new_template
from ccm.verify.sources import draft_of
from ccm.verify.verification import Verification
from ccm.verify.verify import verify

TEMPLATE = "order-letter"


@dataclass(frozen=True)
class Communication:
    """`library` is where its template is, `folder` where it was rendered to, `data` what from."""

    library: Path
    folder: Path
    data: Path

    @property
    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "manifest.json").read_bytes())
        return content

    def say(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Have the manifest say something else."""
        content = self.manifest
        change(content)
        (self.folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")

    def verify(self, data: Path | None = None) -> Verification:
        return verify(self.folder, draft_of(self.library), data)

    def codes(self, data: Path | None = None) -> set[tuple[str, str]]:
        return {(difference.what, difference.code) for difference in self.verify(data).differences}

    def copy(self, place: Path) -> "Communication":
        shutil.copytree(self.library.parent, place / "copy", symlinks=True)
        moved = [
            place / "copy" / path.relative_to(self.library.parent) for path in (self.library, self.folder, self.data)
        ]
        return Communication(*moved)


def communication(place: Path, channels: Iterable[str]) -> Communication:
    """A first template's first sample, rendered in `channels`, with a block of its own library."""
    library = place / "library"
    library.mkdir()
    new_template(TEMPLATE, library)
    data = library / "templates" / TEMPLATE / "samples" / "first.json"
    [outcome] = render_file(draft_rendering(library, TEMPLATE, channels), data, place / "out")
    assert outcome.folder is not None
    assert outcome.ok
    return Communication(library, outcome.folder, data)
