from dataclasses import replace

import gsm0338
from hypothesis import given
from hypothesis import strategies as st

from ccm.preview.message import message_runs, segment_of_each
from content_blocks.document import Block
from content_blocks.inline import Link, Text
from renderers.base import Artifact, Part
from tests.ccm.preview.samples import LOCKED, document, sms

CODEC = gsm0338.Codec()
GSM_TEXT = st.text(st.sampled_from("abc €[]{}~^|\\àèé£@\n"), max_size=700)


def test_runs_say_segment_and_block() -> None:
    runs = message_runs(sms(), document())
    assert "".join(run.text for run in runs) == sms().parts[0].body.decode()
    assert "".join(run.text for run in runs if run.block == "deposit-guarantee@3") == LOCKED
    assert sorted({run.segment for run in runs}) == [1, 2]
    assert sum(len(run.text) for run in runs if run.segment == 1) == 153


def test_a_short_form_with_a_link_is_found() -> None:
    (block,) = document().content
    assert isinstance(block, Block)
    short = (Text("Deposits are safe: "), Link((Text("read more"),), "https://www.ginepro.example/d"), Text(" today."))
    changed = replace(document(), content=(replace(block, short=short),))
    text = "Hello. Deposits are safe: read more (https://www.ginepro.example/d) today. Bye."
    runs = message_runs(Artifact("sms", (Part("sms.txt", "text/plain", text.encode()),)), changed)
    locked = "".join(run.text for run in runs if run.block)
    assert locked == "Deposits are safe: read more (https://www.ginepro.example/d) today."


def test_without_a_document_nothing_is_marked() -> None:
    assert {run.block for run in message_runs(sms(), None)} == {None}


@given(GSM_TEXT)
def test_no_segment_holds_more_than_its_septets(text: str) -> None:
    segments = segment_of_each(text, unicode=False)
    assert segments == sorted(segments)
    whole = len(CODEC.encode(text)[0])
    assert (max(segments, default=1) == 1) == (whole <= 160)
    if whole > 160:
        for number in set(segments):
            part = "".join(character for character, segment in zip(text, segments, strict=True) if segment == number)
            assert len(CODEC.encode(part)[0]) <= 153


@given(st.text(max_size=400))
def test_no_segment_holds_more_than_its_code_units(text: str) -> None:
    segments = segment_of_each(text, unicode=True)
    most = 70 if max(segments, default=1) == 1 else 67
    for number in set(segments):
        part = "".join(character for character, segment in zip(text, segments, strict=True) if segment == number)
        assert len(part.encode("utf-16-le", "surrogatepass")) // 2 <= most
