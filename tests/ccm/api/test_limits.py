"""The limits of a server are those that its environment sets, and the usual ones."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from ccm.api.limits import Limits, limits, variable
from ccm.settings import SettingsError

PAGE = Path(__file__).parents[3] / "docs" / "server.md"


def test_what_is_set_counts_and_what_is_not_is_as_usual() -> None:
    environment = {"CCM_API_BODY": "1000000", "CCM_API_PER_SECOND": "0.5", "CCM_API_REQUESTS": "", "CCM_HOME": "x"}
    assert limits(environment) == replace(Limits(), body=1_000_000, per_second=0.5)
    assert limits({}) == Limits()


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "nan", "1e99", "١٢"])
def test_what_is_no_limit_is_refused_by_its_name(said: str) -> None:
    with pytest.raises(SettingsError, match=r"CCM_API_REQUESTS is .* set a whole number above 0, such as 200"):
        limits({"CCM_API_REQUESTS": said})
    if said not in ("1.5",):
        with pytest.raises(SettingsError, match="CCM_API_BODY_SECONDS is"):
            limits({"CCM_API_BODY_SECONDS": said})


def test_every_limit_is_documented_with_what_is_usual() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for field in fields(Limits):
        assert f"| `{variable(field.name)}` | {field.default} |" in text
