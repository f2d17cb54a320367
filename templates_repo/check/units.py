"""Units of measurement that CLDR knows."""

from functools import lru_cache

from babel.units import UnknownUnitError, get_unit_name

from templates_repo.check.problem import UnfitExpressionError


@lru_cache(maxsize=256)
def _is_unit(name: str) -> bool:
    try:
        return get_unit_name(name, locale="en") is not None
    except UnknownUnitError:
        return False


def check_unit(name: str) -> None:
    """Whether CLDR has a unit of this name. Raises UnfitExpressionError."""
    if not _is_unit(name):
        raise UnfitExpressionError(
            "unknown-unit", f"CLDR has no unit {name[:40]!r}; write a name of CLDR such as 'kilowatt-hour' or 'day'"
        )
