"""Which channels a record gets, and why.

Without preferences in the plan every record gets the channels that were asked for. With them, each record gets what it
prefers, as far as the template has it and the record has what it needs; then what the plan's order says.
"""

from dataclasses import dataclass
from typing import Literal

from ccm.plans.datum import datum
from ccm.plans.plan import Plan, PlanError, Preferences
from ccm.release import Release

Why = Literal["asked-for", "preferred", "fallback"]
Not = Literal["no-channel-here", "nothing-to-send-to", "cannot-be-rendered"]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Channels that the record did not get, and why not. What was named that is no channel here is not quoted."""

    channels: tuple[str, ...]
    why: Not


@dataclass(frozen=True, slots=True)
class Attempt:
    """Channels to try together: `why` these, and what came before them and why not."""

    channels: tuple[str, ...]
    why: Why
    before: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The channels that a record got, why these, and what was passed over before."""

    channels: tuple[str, ...]
    why: Why
    before: tuple[PassedOver, ...] = ()

    def data(self) -> dict[str, object]:
        """The choice as plain data, as the manifest has it. There is no address in it."""
        return {
            "channels": list(self.channels),
            "why": self.why,
            "before": [{"channels": list(passed.channels), "why": passed.why} for passed in self.before],
        }


class NoChannelError(ValueError):
    """A record can get none of the channels; `path` is where it says what it prefers, `reason` a sentence."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class Chooser:
    """Says for each record which of `channels` to try; all of them together where there are no `preferences`."""

    def __init__(self, channels: tuple[str, ...], preferences: Preferences | None) -> None:
        self._asked = (Attempt(channels, "asked-for"),)
        self._preferences = preferences
        self._order = tuple(channel for channel in preferences.order if channel in channels) if preferences else ()
        self.channels = self._order if preferences else channels
        """Every channel that a record may get."""

    def attempts(self, record: object) -> tuple[Attempt, ...]:
        """Sets of channels to try for `record`, one after the other until one renders whole.

        Raises NoChannelError when there is none to try.
        """
        if self._preferences is None:
            return self._asked
        trying = _Trying()
        working: list[str] = []
        wanted = self._wanted(record, self._preferences, trying)
        for channel in wanted:
            if self._sendable(record, channel, self._preferences, trying):
                working.append(channel)
                if self._preferences.take == "first":
                    trying.attempt((channel,), "preferred")
        if self._preferences.take == "all" and working:
            trying.attempt(tuple(working), "preferred")
        for channel in self._order:
            if (channel,) not in trying.tried and (
                channel in working or self._sendable(record, channel, self._preferences, trying)
            ):
                trying.attempt((channel,), "preferred" if channel in wanted else "fallback")
        if not trying.attempts:
            raise NoChannelError(self._preferences.prefer or "", self._nothing(self._preferences))
        return tuple(trying.attempts)

    def _wanted(self, record: object, preferences: Preferences, trying: "_Trying") -> tuple[str, ...]:
        """The channels that the record prefers, first the dearest; what is none of the plan's is passed over."""
        said = datum(record, preferences.prefer) if preferences.prefer else None
        named = said if isinstance(said, list | tuple) else () if said is None else (said,)
        words = [word.strip().lower() if isinstance(word, str) else "" for word in named]
        known = tuple(dict.fromkeys(word for word in words if word in self._order))
        if len(known) < len(set(words)):
            trying.before.append(PassedOver((), "no-channel-here"))
        return known

    def _sendable(self, record: object, channel: str, preferences: Preferences, trying: "_Trying") -> bool:
        """Whether the record has what the channel needs; noted once where it has not."""
        needed = preferences.needs.get(channel)
        if needed is None or datum(record, needed) not in (None, "", [], ()):
            return True
        passed = PassedOver((channel,), "nothing-to-send-to")
        if passed not in trying.before:
            trying.before.append(passed)
        return False

    def _nothing(self, preferences: Preferences) -> str:
        missing = ", ".join(f"{channel} needs {datum}" for channel, datum in preferences.needs.items())
        return (
            f"there is no channel that the record can get: {missing}; give it what one of them needs, or add a channel "
            "that needs nothing (pdf) to the plan's order"
        )


class _Trying:
    """The attempts for a record as they are found, and what was passed over so far."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.tried: set[tuple[str, ...]] = set()
        self.before: list[PassedOver] = []

    def attempt(self, channels: tuple[str, ...], why: Why) -> None:
        self.attempts.append(Attempt(channels, why, tuple(self.before)))
        self.tried.add(channels)
        self.before.append(PassedOver(channels, "cannot-be-rendered"))  # it is, when the next one is tried


def chooser(plan: Plan, release: Release, asked: tuple[str, ...] | None) -> Chooser:
    """The chooser of a job: of the channels `asked` for, of all that the template has when None.

    Raises PlanError when the plan's order has none of them.
    """
    channels = asked if asked is not None else release.template.definition.channels
    found = Chooser(channels, plan.channels)
    if not found.channels:
        raise PlanError(
            f"{plan.where('channels', 'order')}: channels.order: none of them is asked for "
            f"({', '.join(channels)}); ask for one of {', '.join(plan.channels.order if plan.channels else ())}"
        )
    return found


def choice_of(attempt: Attempt) -> Choice:
    """The choice that an attempt is once it has rendered."""
    return Choice(attempt.channels, attempt.why, attempt.before)
