"""Which channels a record gets: what it prefers, as far as it can be had, and then what the plan says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.plans.choice import Attempt, Chooser, NoChannelError, PassedOver, choice_of, chooser
from ccm.plans.plan import Plan, PlanError, Preferences, plan_of
from ccm.run import draft_rendering

ALL = ("pdf", "email", "sms", "mobile")
NEEDS = {"email": "customer.email", "sms": "customer.phone"}
BOTH = {"email": "ada@example.org", "phone": "+391"}


def _choosing(take: str = "first", order: tuple[str, ...] = ("email", "sms", "pdf")) -> Chooser:
    rules = {"prefer": "customer.channels", "order": list(order), "needs": NEEDS, "take": take}
    return Chooser(ALL, Preferences.model_validate(rules))


def _tried(attempts: tuple[Attempt, ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(attempt.channels, attempt.why) for attempt in attempts]


def test_without_preferences_every_record_gets_what_was_asked_for() -> None:
    attempts = Chooser(("pdf", "sms"), None).attempts({"customer": {"channels": ["email"]}})
    assert attempts == (Attempt(("pdf", "sms"), "asked-for"),)


def test_a_record_gets_what_it_prefers_and_else_what_the_plan_says() -> None:
    attempts = _choosing().attempts({"customer": {"channels": ["sms"], **BOTH}})
    assert _tried(attempts) == [(("sms",), "preferred"), (("email",), "fallback"), (("pdf",), "fallback")]
    assert attempts[1].before == (PassedOver(("sms",), "cannot-be-rendered"),)


def test_what_it_has_no_address_for_is_passed_over_and_that_is_said() -> None:
    attempts = _choosing().attempts({"customer": {"channels": ["email", "sms"], "phone": "+391", "email": ""}})
    assert _tried(attempts)[0] == (("sms",), "preferred")
    assert choice_of(attempts[0]).data() == {
        "channels": ["sms"],
        "why": "preferred",
        "before": [{"channels": ["email"], "why": "nothing-to-send-to"}],
    }


def test_one_preference_may_be_a_text_in_any_case() -> None:
    assert _tried(_choosing().attempts({"customer": {"channels": " PDF "}}))[0] == (("pdf",), "preferred")


def test_what_is_no_channel_of_the_plan_is_not_quoted() -> None:
    attempts = _choosing().attempts({"customer": {"channels": ["my phone 0123", "mobile", "sms"], **BOTH}})
    assert attempts[0] == Attempt(("sms",), "preferred", (PassedOver((), "no-channel-here"),))


def test_all_that_it_prefers_is_tried_together_then_each_alone() -> None:
    attempts = _choosing("all").attempts({"customer": {"channels": ["sms", "email"], **BOTH}})
    assert _tried(attempts) == [
        (("sms", "email"), "preferred"),
        (("email",), "preferred"),
        (("sms",), "preferred"),
        (("pdf",), "fallback"),
    ]


def test_a_record_without_preferences_gets_the_first_of_the_order_that_it_can_get() -> None:
    assert _tried(_choosing().attempts({"customer": {"phone": "+391"}}))[0] == (("sms",), "fallback")
    assert _tried(_choosing().attempts("nothing like a record")) == [(("pdf",), "fallback")]


def test_a_record_that_can_get_nothing_is_told_what_is_missing() -> None:
    with pytest.raises(NoChannelError, match=r"email needs customer\.email, sms needs customer\.phone") as caught:
        _choosing(order=("email", "sms")).attempts({"customer": {"channels": ["ada@example.org"]}})
    assert "ada" not in str(caught.value)
    assert caught.value.path == "customer.channels"


_junk = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(ALL),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["channels", "email", "phone"]), inner),
    max_leaves=8,
)


@given(_junk, st.sampled_from(["first", "all"]))
@settings(max_examples=50)
def test_whatever_a_record_says_only_channels_of_the_plan_are_tried_each_set_once(customer: Any, take: str) -> None:
    attempts = _choosing(take).attempts({"customer": customer})
    tried = [attempt.channels for attempt in attempts]
    assert len(set(tried)) == len(tried)
    assert {channel for channels in tried for channel in channels} <= {"email", "sms", "pdf"}
    assert ("pdf",) in tried


def _plan(order: list[str]) -> Plan:
    return plan_of({"plan": 1, "channels": {"order": order}})


def test_what_is_asked_for_narrows_the_plan() -> None:
    release = draft_rendering(Path("nowhere"), "appointment-reminder", ("sms",)).release
    assert chooser(_plan(["email", "sms"]), release, ("sms", "pdf")).channels == ("sms",)
    assert chooser(_plan(["email"]), release, None).channels == ("email",)
    assert chooser(plan_of({"plan": 1}), release, None).channels == release.template.definition.channels
    with pytest.raises(PlanError, match=r"channels.order: none of them is asked for \(pdf\); ask for one of email"):
        chooser(_plan(["email"]), release, ("pdf",))
