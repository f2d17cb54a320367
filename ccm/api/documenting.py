"""What routes say of themselves in the description of the API."""

from typing import Any


def shown(example: Any, status: int = 200, description: str = "Done.") -> dict[int | str, dict[str, Any]]:
    """For `responses`: an example of what is answered, with the status."""
    return {status: {"description": description, "content": {"application/json": {"example": example}}}}
