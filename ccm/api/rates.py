"""How often somebody may ask: a bucket of tokens for each, filled at a steady rate."""

import math
from collections import OrderedDict

MAX_CALLERS = 10_000


class Rates:
    """The buckets of many callers; those who have not asked for longest are forgotten, and have full ones again."""

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second = per_second
        self.burst = burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, now: float) -> int:
        """Take a token at the moment `now`, in seconds; return 0, or after how many seconds there is one."""
        tokens, since = self._buckets.pop(caller, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - since) * self.per_second)
        wait = 0 if tokens >= 1 else math.ceil((1 - tokens) / self.per_second)
        self._buckets[caller] = (tokens if wait else tokens - 1, now)
        while len(self._buckets) > MAX_CALLERS:
            self._buckets.popitem(last=False)
        return wait
