"""Who acts: the one named, else the one in the environment, else the one at the machine."""

import pytest

from ccm.commands.identity import acting


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CCM_USER", raising=False)
    monkeypatch.setattr("ccm.commands.identity.getuser", lambda: "Ida")


def test_the_one_named_acts_then_the_environment_then_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert acting(None).person == "ida"
    monkeypatch.setenv("CCM_USER", "Bruno")
    assert acting(None).person == "bruno"
    assert acting("Carla").person == "carla"


def test_the_act_has_its_moment_and_its_way_in() -> None:
    act = acting("anna")
    assert act.at.utcoffset() is not None
    assert act.where.origin == "cli"
