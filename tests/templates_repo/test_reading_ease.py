"""The formulas give what their authors say, and count as people count."""

import pytest

from templates_repo.reading_ease import Counts, counted, ease_of, measure_of, syllables

ITALIAN = (
    "L’indice considera due variabili linguistiche: la lunghezza della parola e la lunghezza della frase. "
    "Ciò lo rende adatto al calcolo automatico, ai sensi dell’art. 5 del d.lgs. 12/2020. Quando scade il contratto?"
)


@pytest.mark.parametrize(
    ("text", "locale", "words", "sentences"),
    [
        ("The cat sat on the mat. It slept.", "en-GB", 8, 2),
        ("Dr. Smith came at 3.30 p.m. on 1. June. What now? Nothing...", "en-GB", 12, 3),
        ("Your balance is €1,234.50", "en-GB", 4, 1),
        ("Pay by 4 May:\nby transfer", "en-GB", 6, 2),
        (ITALIAN, "it", 34, 3),
        ("Die Rechnung Nr. 4711 vom 3. Mai ist offen, z.B. weil sie nicht ankam. Bitte zahlen Sie!", "de", 17, 2),
        ("“Stop.” He went.", "en", 3, 2),
        ("... !", "en", 0, 0),
        ("", "it", 0, 0),
    ],
)
def test_words_and_sentences_are_counted_as_people_do(text: str, locale: str, words: int, sentences: int) -> None:
    counts = counted(text, locale)
    assert (counts.words, counts.sentences) == (words, sentences)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "the:1 table:2 information:4 statement:2 created:3 asked:1 changes:2 services:3 people:2 idea:3 being:2",
        ),
        (
            "en",
            "customer:3 previous:3 area:3 whole:1 little:2 agree:2 days:1 liable:3 video:3 insurance:3 used:1 2026:4",
        ),
        ("de", "Versicherung:4 Rechnung:2 neue:2 Frau:1 Zeitungen:3 Gebäude:3 Konto:2 Beitrag:2 abonnieren:4"),
    ],
)
def test_syllables_are_those_of_a_dictionary(language: str, words: str) -> None:
    for word, _, number in (pair.partition(":") for pair in words.split()):
        assert syllables(word, language) == int(number), word


def test_the_formulas_are_those_of_their_authors() -> None:
    counts = Counts(words=100, sentences=5, letters=500, syllables=150)
    assert [ease_of([counts], measure).score for measure in ("gulpease", "flesch", "amstad")] == [  # type: ignore[union-attr]
        round(89 + (300 * 5 - 10 * 500) / 100),
        round(206.835 - 1.015 * 20 - 84.6 * 1.5),
        round(180 - 20 - 58.5 * 1.5),
    ]


def test_what_is_read_after_another_counts_with_it_and_a_few_words_say_nothing() -> None:
    half = Counts(words=15, sentences=1, letters=70, syllables=25)
    assert ease_of([half], "flesch") is None
    whole = ease_of([half, half], "flesch")
    assert whole
    assert whole.counts == Counts(30, 2, 140, 50)


@pytest.mark.parametrize(("score_words", "level"), [((10, 150), "easy"), ((20, 170), "hard"), ((35, 200), "very hard")])
def test_what_is_hard_is_called_so(score_words: tuple[int, int], level: str) -> None:
    length, spoken = score_words
    ease = ease_of([Counts(words=100, sentences=100 // length, letters=500, syllables=spoken)], "flesch")
    assert ease
    assert ease.level == level


def test_scores_stay_between_nothing_and_a_hundred() -> None:
    assert ease_of([Counts(100, 1, 2000, 400)], "amstad").score == 0  # type: ignore[union-attr]
    assert ease_of([Counts(100, 100, 100, 100)], "gulpease").score == 100  # type: ignore[union-attr]


def test_a_language_without_a_formula_has_no_score() -> None:
    assert [measure_of(tag) for tag in ("it-CH", "en", "de-AT", "fr", "ar")] == [
        "gulpease", "flesch", "amstad", None, None,
    ]  # fmt: skip
