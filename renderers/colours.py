"""Arithmetic of colours, as ``#rrggbb``."""


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` in it, channel by channel."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
