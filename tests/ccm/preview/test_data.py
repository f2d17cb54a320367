from ccm.preview.data import language_names, view_data
from ccm.preview.pages import PageRange
from renderers.base import Artifact, Finding, Part
from tests.ccm.preview.samples import view


def test_channels_come_in_one_order_and_failures_among_them() -> None:
    error = Finding("", "email.failed", "error", "It cannot be carried.")
    data = view_data(view(failures={"email": (error,)}), PageRange(1))
    assert [channel["channel"] for channel in data["channels"]] == ["pdf", "email", "sms", "mobile"]
    assert [channel["failed"] for channel in data["channels"]] == [False, True, False, False]
    assert data["channels"][1]["findings"][0]["message"] == "It cannot be carried."


def test_a_channel_from_outside_is_shown_by_its_parts() -> None:
    shown = view()
    fax = Artifact("fax", (Part("fax.tiff", "image/tiff", b"x" * 2000),))
    given = type(shown)(record="A", locale="it", artifacts={**shown.artifacts, "fax": fax})
    data = view_data(given, PageRange(1))
    assert data["channels"][-1]["channel"] == "fax"
    assert data["channels"][-1]["parts"] == [{"name": "fax.tiff", "bytes": 2000}]


def test_languages_are_named_with_their_territory_only_where_two_share_one() -> None:
    assert language_names(["en-GB", "it"]) == {"en-GB": "English", "it": "Italian"}
    assert language_names(["de-AT", "de-CH", "it"])["de-AT"] == "German (Austria)"
    assert language_names(["xx-nowhere"]) == {"xx-nowhere": "xx-nowhere"}
