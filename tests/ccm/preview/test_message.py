from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.preview.message import message_runs, segment_of_each
from content_blocks.document import Block, Paragraph
from content_blocks.inline import Link, Text
from renderers.base import Artifact, Part
from renderers.sms.renderer import SmsRenderer
from renderers.sms.segments import count
from tests.ccm.preview.samples import LOCKED, document, sms

GSM_TEXT = st.text(st.sampled_from("abc €[]{}~^|\\àèé£@\n"), max_size=700)


def test_runs_say_segment_and_block() -> None:
    runs = message_runs(sms(), document())
    assert "".join(run.text for run in runs) == sms().parts[0].body.decode()
    assert "".join(run.text for run in runs if run.block == "deposit-guarantee@3") == LOCKED
    assert sorted({run.segment for run in runs}) == [1, 2]
    assert sum(len(run.text) for run in runs if run.segment == 1) == 153


def test_a_short_form_with_a_link_is_found_in_what_the_renderer_made() -> None:
    (block,) = document().content
    assert isinstance(block, Block)
    short = (Text("Deposits are safe: "), Link((Text("read more"),), "https://www.ginepro.example/d"), Text(" today."))
    changed = replace(document(), content=(replace(block, short=short), replace(block, id="again", short=short)))
    artifact = SmsRenderer().render(changed)
    runs = message_runs(artifact, changed)
    assert "".join(run.text for run in runs) == artifact.parts[0].body.decode()
    locked = "".join(run.text for run in runs if run.block)
    assert locked.count("https://www.ginepro.example/d") == 2


def test_a_block_that_is_not_there_is_not_marked() -> None:
    other = Artifact("sms", (Part("sms.txt", "text/plain", b"Something else"),))
    assert {run.block for run in message_runs(other, document())} == {None}
    assert {run.block for run in message_runs(sms(), None)} == {None}


@given(st.one_of(GSM_TEXT, st.text(st.characters(exclude_categories=["Cs"]), max_size=400)))
def test_segments_are_those_that_are_counted(text: str) -> None:
    segments = segment_of_each(text)
    counted = count(text)
    assert len(segments) == len(text)
    assert segments == sorted(segments)
    assert max(segments, default=0) == counted.segments


@pytest.mark.parametrize("locale", ["en-GB", "de"])
def test_the_mark_of_a_draft_is_shown_and_not_counted(locale: str) -> None:
    made = replace(document(locale), draft=True)
    (block,) = made.content
    made = replace(made, content=(block, Paragraph(id="more", content=(Text("x" * 200),))))
    artifact, plain = SmsRenderer().render(made), SmsRenderer().render(replace(made, draft=False))
    head, *runs = message_runs(artifact, made)
    assert (head.text, head.segment, head.block) == ("ENTWURF: " if locale == "de" else "DRAFT: ", 1, None)
    assert runs == message_runs(plain, replace(made, draft=False))
    assert "".join(run.text for run in (head, *runs)) == artifact.parts[0].body.decode()
    assert max(run.segment for run in runs) == dict(artifact.facts)["segments"]
