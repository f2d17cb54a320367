"""Entity tags (RFC 9110, 8.8.3): which state of a thing somebody saw, and whether it still is in that state."""

from dataclasses import dataclass

from ccm.api.problems import ApiError


def etag_of(*state: object) -> str:
    """The tag of a state: of a revision, a digest, or whatever else changes when the thing does."""
    return '"' + "-".join(str(part).replace('"', "").replace("sha256:", "") for part in state) + '"'


@dataclass(frozen=True)
class Match:
    """The states (If-Match) that a change is to be made on top of."""

    header: str

    def check(self, etag: str) -> None:
        """Go on if the thing is in one of them: `etag` is that of now. Raises ApiError (412)."""
        wanted = [tag.strip() for tag in self.header.split(",")]
        if "*" not in wanted and etag not in wanted:
            raise ApiError(
                412,
                "stale",
                f"it has changed since {self.header[:100]}: it is at {etag} now; read it again and make the change on "
                "top of that",
                title="Changed meanwhile",
                headers={"ETag": etag},
            )


def match_of(header: str | None) -> Match:
    """Raises ApiError (428) when a change names no state."""
    if header is None or not header.strip():
        raise ApiError(
            428, "if-match", "say with If-Match which ETag the change is made on top of, so that nobody's work is lost"
        )
    return Match(header)
