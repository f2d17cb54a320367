"""The check and the comparison as rendered, in the worker processes of a server."""

from tests.ccm.api.office_api import Served

LETTER = "/v1/templates/order-letter"


def test_a_version_is_checked_and_compared_as_rendered(press: Served) -> None:
    anna = press.client_as("anna")
    found = anna.get(f"{LETTER}/check?rendered=true").json()
    assert (found["name"], found["ok"]) == ("order-letter@1", True)
    assert found["renderings"] > 0
    press.office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    compared = anna.get(f"{LETTER}/diff/rendered?before=1&sample=first").json()
    shown = [one for one in compared["changes"] if one["view"] == "rendered"]
    assert shown
    assert all("Many thanks" in one["after"] for one in shown if one["after"])
    assert "ginepro@1" in compared["after"]["rendered_with"]
    assert anna.get(f"{LETTER}/diff/rendered?before=1&sample=none").status_code == 422
