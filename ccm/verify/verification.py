"""What verifying found, for people and for programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Code = Literal["altered", "missing", "unlisted", "renders-otherwise", "not-rendered", "manifest", "release"]


_NO_REASON = "nothing that the manifest names is another here; report it as a fault, with both files"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the manifest says: the file or the field, a stable code, half a sentence about it."""

    what: str
    code: Code
    message: str


@dataclass(frozen=True)
class Verification:
    """Whether what a manifest names is what stands beside it, and what is rendered from it again.

    `title` says what was verified. `reasons` tell why it differs, as far as can be told; `notes` what is otherwise
    here than where it was rendered, when that made no difference.
    """

    title: str
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        return not self.differences

    @property
    def rendered_otherwise(self) -> bool:
        return any(difference.code == "renders-otherwise" for difference in self.differences)

    @property
    def lines(self) -> list[str]:
        """For people, a line each."""
        notes = _listed("otherwise here, and without effect:", self.notes)
        if self.identical:
            return [f"identical: {self.title}", *notes]
        found = [f"{difference.what} {difference.message}" for difference in self.differences]
        why = self.reasons if self.reasons or not self.rendered_otherwise else (_NO_REASON,)
        return [
            f"not identical: {self.title}",
            *_listed("", found),
            *_listed("why, as far as can be told:", why),
            *notes,
        ]

    def as_data(self) -> dict[str, object]:
        return {
            "identical": self.identical,
            "title": self.title,
            "differences": [asdict(difference) for difference in self.differences],
            "reasons": list(self.reasons),
            "notes": list(self.notes),
        }


def _listed(title: str, sentences: Sequence[str]) -> list[str]:
    head = [title] if title and sentences else []
    return [*head, *(f"  {sentence}" for sentence in sentences)]
