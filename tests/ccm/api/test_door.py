"""The way in: what anybody is told of it, and that only a demo tells its passwords."""

from pathlib import Path

from ccm.demo.marker import PASSWORD, DemoPerson, mark_demo
from ccm.settings import settings
from tests.ccm.api.office_api import Served


def test_a_server_tells_its_passwords_only_where_it_is_a_demo(server: Served, tmp_path: Path) -> None:
    object.__setattr__(server.context, "settings", settings({"CCM_HOME": str(tmp_path)}))
    stranger = server.client()
    assert stranger.get("/v1/door").json() == {"provider": None, "refusal": None, "demo": None}
    (tmp_path / "demo.json").write_text('["anna"]')
    assert stranger.get("/v1/door").json()["demo"] is None
    mark_demo(tmp_path, (DemoPerson("anna", "Anna (author)", "author"),))
    told = stranger.get("/v1/door").json()["demo"]
    assert told == {
        "password": PASSWORD, "people": [{"person": "anna", "name": "Anna (author)", "role": "author"}],
    }  # fmt: skip
