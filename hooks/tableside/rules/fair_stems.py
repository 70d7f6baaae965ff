"""Rules of fair questions about what is asked: it can be answered by itself, and it does not hold the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import text
from ..faults import listed, short
from ..model import FillIn, ManyAnswers, NumberQuestion, OneAnswer
from .fair import HALADYNA, NBME, Bank, Item, tokens
from .finding import Finding

FEWEST = 6
"""With fewer words hardly anything can be asked that a reader could answer without the answers."""
MOST = 70
"""With more words a question tests patience."""
RARE = 5
"""Shorter words, without their endings, are too common to point anywhere."""
_NO_VERBS = frozenset({"during", "nothing", "something", "anything", "everything", "morning", "evening", "according", "regarding"})

# The rows of the other types say what it is about.
_ASKING = (OneAnswer, ManyAnswers, FillIn, NumberQuestion)


def stems_stand_alone(item: Item) -> Iterator[Finding]:
    """What is asked can be answered before the answers are read: a whole question, in six words or more."""
    if not isinstance(item.question, _ASKING) or not item.language.is_known:
        return
    keys = (*item.keys, "ask")
    words = item.stem.split()
    blank = re.search(r"_{2,}|…|\.\.\.", item.stem)
    if "?" not in item.stem and not blank and "".join(words[:1]).casefold().strip("“") not in item.language.commands:
        told = "nothing is asked here, so readers learn only from the answers what they should think about"
        yield item.finding(told, f"write a whole question with a question mark ({HALADYNA}, rules 14 and 15; {NBME})", keys)
    elif len(words) < FEWEST:
        yield item.finding(
            f"{len(words)} {'word is' if len(words) == 1 else 'words are'} hardly enough to be answered without reading on",
            f"say who does what and where, and then ask ({HALADYNA}, rules 14 and 15; {NBME})",
            keys,
        )


def stems_are_short(item: Item) -> Iterator[Finding]:
    """What is asked is no longer than it takes."""
    number = len(item.stem.split())
    if number > MOST:
        yield item.finding(
            f"this question takes {number} words to ask",
            f"leave out what nobody needs for the answer ({HALADYNA}, rules 13 and 16; {NBME})",
            (*item.keys, "ask"),
            "note",
        )


def stems_ask_for_what_is_so(item: Item) -> Iterator[Finding]:
    """What is asked is what to do or what is so, not what is not; where it must be, the `not` is stressed."""
    if not isinstance(item.question, _ASKING):
        return
    # A stress that a reader sees is mark enough.
    unstressed = text.plain(re.sub(r"(\*+|_+)(?:\S[^*_]*)\1", " ", item.question.ask))
    if found := item.language.negative.search(unstressed):
        yield item.finding(
            f"`{short(found[0], 50)}` asks for what is not so, and hurried readers overlook the turn",
            f"turn the question round; if it must be, stress the word, as in **not** ({HALADYNA}, rule 17; {NBME})",
            (*item.keys, "ask"),
        )


def stems_do_not_echo_the_key(item: Item) -> Iterator[Finding]:
    """What is asked shares no rare word with the right answer alone."""
    key = item.key
    if not key or len(item.options) < 3 or not item.language.is_known:
        return
    asked = item.telling(item.stem)
    by = dict(zip(item.options, item.telling_of_options, strict=True))
    if any(by[option] & asked for option in item.others):
        return
    if echo := frozenset(word for word in by[key] & asked if len(word) >= RARE):
        named = listed(item.as_written(echo, key.words), 3, "and")
        yield item.finding(
            f"of all answers only the right one takes up {named} of the question, which points to it",
            f"say it in other words, or let a wrong answer take it up too ({HALADYNA}, rule 28b; {NBME})",
            key.keys,
        )


def grammar_gives_nothing_away(item: Item) -> Iterator[Finding]:
    """Every answer fits the question's grammar, not the right one alone."""
    key = item.key
    if not key or len(item.options) < 3 or not item.language.is_known:
        return
    article = re.search(r"\b(an?)\W*$", item.stem, re.IGNORECASE)
    if article:
        fits = [option.words.lstrip('“"‘')[:1].casefold() in "aeiou" for option in item.options]
        if len(set(fits)) > 1:
            yield item.finding(
                f"the question ends with `{article[1]}`, which not every answer can follow",
                f"begin each answer with its own `a` or `an` ({HALADYNA}, rule 28c; {NBME})",
                (*item.keys, "ask"),
                "note",
            )
        return
    forms = {option: _form(option.words) for option in item.options}
    if forms[key] not in {forms[option] for option in item.others} and len({forms[option] for option in item.others}) == 1:
        yield item.finding(
            f"only the right answer {forms[key]}, and the others {forms[item.others[0]].replace('begins', 'begin').replace('is', 'are')}",
            f"give all answers the same form ({HALADYNA}, rules 23 and 28c)",
            key.keys,
            "note",
        )


def _form(words: str) -> str:
    """How an answer begins, as far as its first word shows it."""
    first = words.split()[0].casefold() if words.split() else ""
    if words[:1] in '“"‘':
        return "is what somebody says"
    if re.fullmatch(r"\w{3,}ing", first) and first not in _NO_VERBS:
        return "begins with a word in -ing"
    if first == "to":
        return "begins with `to`"
    if first[:1].isdigit():
        return "begins with a number"
    return "begins with another kind of word"


def questions_do_not_answer_each_other(bank: Bank) -> Iterator[Finding]:
    """No question of a quiz, or of what an assessment draws from, tells the answer to another one."""
    if bank.is_course:
        return
    which = "quiz" if bank.owner else "reserve"
    stems = [f" {' '.join(tokens(item.stem))} " for item in bank.items]
    for item, own in zip(bank.items, stems, strict=True):
        for words in _answers(item):
            run = tokens(words)
            # Two words in a row can meet by chance unless both are telling.
            if not item.language.is_known or len(run) < 2 or len(item.telling(words)) < 2:
                continue
            needle = f" {' '.join(run)} "
            for other, stem in zip(bank.items, stems, strict=True):
                if needle in stem and needle not in own:
                    where = "" if other.file.path == item.file.path else f" ({other.file.path})"
                    yield item.finding(
                        f"the question `{other.question.id}` of the same {which}{where} says `{short(words, 50)}`, which answers this one",
                        f"put it another way in one of the two ({HALADYNA}, rule 4; {NBME})",
                    )


def _answers(item: Item) -> Iterator[str]:
    if item.key:
        yield item.key.words
    elif isinstance(item.question, FillIn):
        yield from (text.plain(answer.right) for answer in item.question.answers if answer.right is not None)
