"""The words by which rules of fair questions know a flaw, for each language. A language without an entry is spared those rules:
what only counts or compares answers still speaks there.

Another language is added here, as a translator would do it: what tips readers off, and how its words are brought to one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_NOTHING = re.compile(r"(?!)")


def _as_it_is(word: str) -> str:
    return word


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a language gives away."""

    catch_all: re.Pattern[str] = _NOTHING
    """An answer that speaks of the other answers: all of the above."""
    absolute: frozenset[str] = frozenset()
    """Words that leave no exception."""
    vague: frozenset[str] = frozenset()
    """Words that each reader takes for another share."""
    negative: re.Pattern[str] = _NOTHING
    """A question for what is not so."""
    commands: frozenset[str] = frozenset()
    """First words of a stem that tells what to do instead of asking."""
    denials: frozenset[str] = frozenset()
    """Words that turn a sentence into its opposite."""
    plain: frozenset[str] = frozenset()
    """Words so common that sharing them tells nothing."""
    stem: Callable[[str], str] = field(default=_as_it_is)
    """A word without its endings, so that `asks` and `asking` are one."""

    @property
    def is_known(self) -> bool:
        """Whether somebody has written the words of this language."""
        return bool(self.plain)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _english_stem(word: str) -> str:
    word = re.sub(r"['’](?:s|re|ll|d|ve|m)?$", "", word)
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("ly", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|would|should|could|can|may|might|must|will)"
_CONTRACTED = r"(?:is|are|was|were|do|does|did|has|have|had|would|should|could|must|wo)n['’]t|can['’]t|cannot"
_NO_CLAUSE = r"(?:(?!\b(?:when|if|because|while|after|before|since|although|unless|so)\b)[^,;:.?!])*?"

_ENGLISH = Words(
    catch_all=re.compile(
        r"^\W*(?:(?:all|none|both|neither|any|either|most) of (?:the )?(?:above|these|those|them|others?|answers|options)\b(?! \w+s\b)"
        r"|(?:both )?[a-f]\W* (?:and|or|&) (?:also )?[a-f]\W*$|(?:all|none|both|neither)(?: are)?(?: right| wrong| true| correct)?\W*$"
        r"|(?:the )?(?:first|last) (?:two|three)\b|both (?:answers|options)\b)",
        re.IGNORECASE,
    ),
    absolute=_listed("always never only all none every everyone everybody nobody nothing must completely entirely totally absolutely ever"),
    vague=_listed("""
        usually often rarely sometimes frequently generally occasionally seldom typically normally commonly mostly probably possibly
        regularly
    """),
    negative=re.compile(
        rf"\b(?:which|what|who|whom|where)\b{_NO_CLAUSE}\b(?:{_VERB}\s+(?:\w+\s+){{0,2}}?not\b|(?:{_CONTRACTED})\b)"
        r"|\b(?:all|each|any|every\w*)\b[^.?!]*\bexcept\b|\bexcept\b\W*$|(?<!\bat )\bleast\s+\w+|\bis (?:false|untrue|incorrect)\b",
        re.IGNORECASE,
    ),
    commands=_listed("choose pick select tick name mark find give put sort match say tell write complete list order place call arrange"),
    denials=_listed(
        "not no never without nor neither none don't don’t doesn't doesn’t isn't isn’t can't can’t won't won’t unless instead except"
    ),
    plain=_listed("""
        a about after again all also am an and any are around as ask at away back be because been before begin being best but by call can
        client clients come could day did do does doing down each every everything feel find first for from get give go going good had
        has have having he her here hers him his how i if in into is it it's its just keep kind know last leave less let like long look
        make many massage may me mean might more most much must my need never new next no nor not nothing now of off on once one only
        open or other our out over own people person put right say says see session she should so some someone something start still
        stop such take tell than that the their them then there these they thing things this those through time to today too
        two under up us use very want was way we well were what when where whether which while who why will with without word words
        work would wrong yes you your therapist therapists
    """),
    stem=_english_stem,
)

LANGUAGES: Mapping[str, Words] = {"en": _ENGLISH}
"""Words by the first part of a language's code."""


def words_of(language: str) -> Words:
    """The words of a language such as `en` or `en-CA`; empty lists for one that nobody has written yet."""
    return LANGUAGES.get(language.split("-")[0].lower(), Words())
