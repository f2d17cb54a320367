"""How easy a text is to read, by the formula made for its language.

- Italian: Gulpease, 89 + (300 x sentences - 10 x letters) / words (P. Lucisano, M. E. Piemontese, "GULPEASE: una
  formula per la predizione della difficoltà dei testi in lingua italiana", Scuola e città 39 (3), 1988). Below 80 a
  text is hard for who has left school after the primary, below 60 after the lower secondary, below 40 after the upper
  secondary school.
- English: Flesch, 206.835 - 1.015 x words / sentences - 84.6 x syllables / words (R. Flesch, "A new readability
  yardstick", Journal of Applied Psychology 32 (3), 1948). 60 to 70 is plain English, below 50 difficult, below 30 very
  difficult.
- German: Flesch as T. Amstad fitted it to German, 180 - words / sentences - 58.5 x syllables / words ("Wie verständlich
  sind unsere Zeitungen?", dissertation, Zürich 1978), read on the same scale.

Other languages have no score here. Scores are kept between 0 and 100. Syllables are counted by rules, not by a
dictionary: a few words are one off, which a text of some length does not feel. Digits are read out one by one, up to
four of a number.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Measure = Literal["gulpease", "flesch", "amstad"]
Level = Literal["easy", "hard", "very hard"]

LEAST_WORDS = 25
"""A text of fewer words says too little about itself: the formulas were made for a hundred."""

LIMITS: Mapping[Measure, tuple[int, int]] = {"gulpease": (60, 40), "flesch": (50, 30), "amstad": (50, 30)}
"""Below the first a text is hard, below the second very hard; see the module."""

_MEASURES: Mapping[str, Measure] = {"it": "gulpease", "en": "flesch", "de": "amstad"}

_WORD = re.compile(r"[^\W_]+(?:[’'\-.,/:][^\W_]+)*")
_ITALIAN_WORD = re.compile(r"[^\W_]+(?:[\-.,/:][^\W_]+)*")
_END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s|$)|[:;](?=\s*\n)|\n+")
_DIGITS_SPOKEN = 4

# Words that end in a point within a sentence, in the three languages; numbers and single letters do too.
_ABBREVIATIONS = frozenset({
    "abs", "avv", "bzw", "d.h", "dott", "dr", "e.g", "evtl", "ggf", "i.e", "inkl", "mr", "mrs", "ms", "nr", "prof",
    "rag", "s.p.a", "s.r.l", "sig", "sigg", "spett", "st", "vgl", "z.b", "zzgl",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text is made of."""

    words: int = 0
    sentences: int = 0
    letters: int = 0
    syllables: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.words + other.words, self.sentences + other.sentences, self.letters + other.letters,
            self.syllables + other.syllables,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ease:
    """The score of a text, 100 for the easiest; how hard it is; what was counted."""

    measure: Measure
    score: int
    counts: Counts

    @property
    def level(self) -> Level:
        hard, very_hard = LIMITS[self.measure]
        return "easy" if self.score >= hard else "hard" if self.score >= very_hard else "very hard"


def measure_of(locale: str) -> Measure | None:
    """The formula for the language of a BCP 47 tag; None where there is none here."""
    return _MEASURES.get(locale.split("-")[0])


@lru_cache(maxsize=4096)
def counted(text: str, locale: str) -> Counts:
    """Count the words, sentences, letters and syllables of plain text in a language that has a formula."""
    language = locale.split("-")[0]
    words = (_ITALIAN_WORD if language == "it" else _WORD).findall(text)
    return Counts(
        words=len(words),
        sentences=_sentences(text) if words else 0,
        letters=sum(character.isalnum() for word in words for character in word),
        syllables=sum(syllables(word, language) for word in words),
    )


def ease_of(texts: Iterable[Counts], measure: Measure) -> Ease | None:
    """The ease of texts that are read one after the other; None where they have too few words to tell."""
    whole = sum(texts, Counts())
    if whole.words < LEAST_WORDS:
        return None
    return Ease(measure, round(min(max(_FORMULAS[measure](whole), 0), 100)), whole)


_FORMULAS: Mapping[Measure, Callable[[Counts], float]] = {
    "gulpease": lambda of: 89 + (300 * of.sentences - 10 * of.letters) / of.words,
    "flesch": lambda of: 206.835 - 1.015 * of.words / of.sentences - 84.6 * of.syllables / of.words,
    "amstad": lambda of: 180 - of.words / of.sentences - 58.5 * of.syllables / of.words,
}


@lru_cache(maxsize=16_384)
def syllables(word: str, language: str) -> int:
    """How many syllables a word has when it is read out; at least one."""
    digits = sum(character.isdigit() for character in word)
    letters = "".join(character for character in word.lower() if character.isalpha())
    spoken = _german(letters) if language == "de" else _english(letters) if language == "en" else _vowels(letters)
    return max(spoken + min(digits, _DIGITS_SPOKEN), 1)


_GROUPS = re.compile("[aeiouyàèéìòùáíóúâêîôûäöü]+")
_SILENT = re.compile("(?:[^aeioudtlr]ed|[^aeiouylr]es|[^aeioul]e|[aeiou]le)$|[^aeiou]ements?$")
_SOUNDED_ES = re.compile("(?:[sxz]|ch|sh|[cg])es$")
_APART = re.compile("i[aou]|[aeiouy]ing$|ua(?!r)|eo(?!u|ple)|creat|[dr]ea$")
_TOGETHER = re.compile("[cgst]i[ao]|qua")
_GERMAN_GROUPS = re.compile("aa|ee|oo|ai|au|äu|ei|eu|ie|ey|ay|[aeiouyäöü]")


def _vowels(word: str) -> int:
    return len(_GROUPS.findall(word))


def _english(word: str) -> int:
    """Groups of vowels, without a silent ending, and with those that are spoken apart."""
    groups = _vowels(word)
    if groups > 1 and _SILENT.search(word) and not _SOUNDED_ES.search(word):
        groups -= 1
    return groups + len(_APART.findall(word)) - len(_TOGETHER.findall(word))


def _german(word: str) -> int:
    """Vowels, of which two that sound as one are one."""
    return len(_GERMAN_GROUPS.findall(word))


def _sentences(text: str) -> int:
    """How many sentences there are; whatever the last one ends with."""
    count, start = 0, 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        if not _WORD.search(before):
            start = end.end() if not before.strip() else start
            continue
        if end[0].startswith(".") and _goes_on(before, text[end.end() :].lstrip()):
            continue
        count, start = count + 1, end.end()
    return count + bool(_WORD.search(text[start:]))


def _goes_on(before: str, after: str) -> bool:
    """Whether the point between these words belongs to the last of those before it."""
    if not after or after[0].islower() or after[0].isdigit():
        return bool(after)
    last = before.split()[-1].lstrip("(«„“\"'").lower()
    return last.isdigit() or len(last) == 1 or last in _ABBREVIATIONS
