"""What is approved is bound by one digest, through everything it is made of."""

from dataclasses import replace

import pytest

from approval.digests import digest_of
from approval.standing import unapproved_parts
from approval.subject import Subject, SubjectError
from tests.approval.examples import block

BRAND = Subject("brand", "ginepro", 1, digest_of("green"))
COMPLAIN = replace(block(locked=True), tags=frozenset({"consumer-credit"}))
LETTER = Subject("template", "reminder", 7, digest_of("Please pay."), parts=(COMPLAIN, BRAND))


@pytest.mark.parametrize(
    "changed",
    [
        replace(LETTER, content=digest_of("Pay now.")),
        replace(LETTER, version=8),
        replace(LETTER, tags=frozenset({"bank"})),
        replace(LETTER, jurisdictions=frozenset({"IT"})),
        replace(LETTER, locked=True),
        replace(LETTER, parts=(COMPLAIN,)),
        replace(LETTER, parts=(replace(COMPLAIN, content=digest_of("Do not complain.")), BRAND)),
        replace(LETTER, parts=(replace(COMPLAIN, locked=False), BRAND)),
        replace(LETTER, parts=(replace(COMPLAIN, parts=(BRAND,)), BRAND)),
    ],
)
def test_every_change_gives_another_digest(changed: Subject) -> None:
    assert changed.digest != LETTER.digest


def test_the_order_of_parts_is_no_matter() -> None:
    assert replace(LETTER, parts=(BRAND, COMPLAIN)).digest == LETTER.digest


def test_the_tags_of_blocks_are_known_to_the_template() -> None:
    assert LETTER.block_tags == {"consumer-credit"}
    assert LETTER.tags == frozenset()


def test_a_translation_of_locked_words_takes_two_people() -> None:
    translation = Subject("translation", "right-to-complain/it", 1, digest_of("Reclami"), parts=(COMPLAIN,))
    assert translation.needs_two_people
    assert not replace(translation, parts=(block(),)).needs_two_people
    assert not LETTER.needs_two_people, "the block was approved by two; the letter around it is not locked"


def test_parts_that_nobody_approved_are_found() -> None:
    assert unapproved_parts(LETTER, {BRAND.digest, LETTER.digest}) == (COMPLAIN,)
    assert unapproved_parts(LETTER, {BRAND.digest, COMPLAIN.digest}) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "letter"}, "'letter' is no kind of subject; it is one of template, block, brand, translation"),
        ({"key": ""}, "has no key"),
        ({"version": 0}, "versions count from 1"),
        ({"content": "sha256:abc"}, "give the digest"),
    ],
)
def test_a_subject_says_exactly_what_it_is(change: dict[str, object], says: str) -> None:
    fields: dict[str, object] = {"kind": "block", "key": "x", "version": 1, "content": digest_of("x")}
    with pytest.raises(SubjectError, match=says):
        Subject(**{**fields, **change})  # type: ignore[arg-type]
