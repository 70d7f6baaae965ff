"""How hard a text is to read: the school grade of the United States by the formula of Flesch and Kincaid. English only.

    grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59

from Kincaid, Fishburne, Rogers and Chissom 1975, "Derivation of new readability formulas for Navy enlisted personnel". It was found on
passages of some hundred words, so that of a few sentences it tells little, and it sees length alone: whether a text is clear, it cannot
know. Syllables are counted by a library's word list; no other file knows that library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import syllapy  # type: ignore[import-untyped]

FEWEST = 100
"""Words that a text needs before its grade says anything."""

_ABBREVIATIONS = r"(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|cf|approx|[A-Z]|a\.m|p\.m)"
# What opens and closes may be quotation marks, brackets and an author's signs of emphasis, one within the other.
_END = re.compile(r"([.!?…][”’\")\]*]*)\s+(?=[“‘\"(\[*]*[^\W_a-z])")
_ENDS_SHORT = re.compile(rf"(?:^|[\s(“\"*]){_ABBREVIATIONS}\.\**$")
_ENDS_NUMBER = re.compile(r"(?:^|[\s(“\"*])No\.$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Level:
    """What was counted in a text."""

    sentences: tuple[str, ...]
    """Its sentences, in order."""
    words: int
    """How many words it has."""
    syllables: int
    """How many syllables they have."""

    @property
    def grade(self) -> float:
        """The school grade; 0 for a text without words."""
        return _grade(self.words, len(self.sentences), self.syllables)

    def hardest(self, most: int = 2) -> list[str]:
        """The sentences that raise the grade most, the hardest first. One or two long words alone are no sentence to mend."""
        whole = [sentence for sentence in self.sentences if len(_WORD.findall(sentence)) > 4]
        return sorted(whole, key=_weight, reverse=True)[:most]


def level(text: str) -> Level:
    """Count a plain text. A line end closes a sentence, so that an entry of a list is one."""
    found = tuple(sentence for line in text.split("\n") for sentence in sentences(line))
    words = [word for sentence in found for word in _WORD.findall(sentence)]
    return Level(found, len(words), sum(map(syllables, words)))


def sentences(line: str) -> list[str]:
    """The sentences of one paragraph, plain or as an author writes it. What holds no word is none."""
    found: list[str] = []
    for piece in _END.sub(r"\1\n", line.strip()).split("\n"):
        # Before a number it is short for number; elsewhere somebody says no.
        if found and (_ENDS_SHORT.search(found[-1]) or (_ENDS_NUMBER.search(found[-1]) and piece[:1].isdigit())):
            found[-1] = f"{found[-1]} {piece}"
        elif _WORD.search(piece):
            found.append(piece)
    return found


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """Syllables of one word, at least one. A number or an abbreviation in capitals counts as one: it is seen, not spelled out."""
    if re.search(r"\d", word) or (len(word) > 1 and word.isupper()):
        return 1
    spoken = re.sub(r"'s$", "", word.replace("’", "'"))
    return sum(max(1, _spoken(part.lower())) for part in spoken.split("-"))


def _spoken(word: str) -> int:
    """Syllables by the list. It may know the stem of a word that it lacks: `draped` is `drape`, `politely` is `polite` and one more."""
    if word not in syllapy.WORD_DICT:
        if re.search(r"[^tdi]ed$", word):
            return int(syllapy.count(word[:-1]))
        if word.endswith("ly") and len(word) > 4:
            return int(syllapy.count(word[:-2])) + 1
    return int(syllapy.count(word))


def _grade(words: int, sentences: int, of_syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * of_syllables / words - 15.59 if words and sentences else 0.0


def _weight(sentence: str) -> float:
    words = _WORD.findall(sentence)
    return _grade(len(words), 1, sum(map(syllables, words)))
