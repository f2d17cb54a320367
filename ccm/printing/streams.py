"""Envelopes split into streams: files of at most so many sheets, and no envelope in two of them."""

from collections.abc import Iterable, Iterator

from ccm.printing.document import Envelope, Stream


def streams(envelopes: Iterable[Envelope], sheets: int) -> Iterator[Stream]:
    """The streams of `envelopes`, in their order, each with as many as fit into `sheets`."""
    number, filled = 1, 0
    inside: list[Envelope] = []
    for envelope in envelopes:
        if inside and filled + envelope.sheets > sheets:
            yield Stream(number, tuple(inside))
            number, filled, inside = number + 1, 0, []
        inside.append(envelope)
        filled += envelope.sheets
    if inside:
        yield Stream(number, tuple(inside))
