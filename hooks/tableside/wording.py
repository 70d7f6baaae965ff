"""Interface words: what the site and the handbook say besides the lessons, each under a key such as `quiz.check`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping


class NoWord(Exception):
    """A word that is asked for and not there, in a sentence with its remedy."""


class Wording(dict[str, str]):
    """Words by key. A key that is missing is told, wherever it is asked for; ``in`` asks without complaint."""

    def __missing__(self, key: str) -> str:
        """Tell which word is missing. No LookupError, since Jinja would take that for an empty word."""
        raise NoWord(f"the interface has no word `{key}` — write it in content/words/en.yml")


def fill(words: str, **slots: object) -> str:
    """Words with their {slots} filled, each once. A slot that nothing fills stays as it was written."""
    return re.sub(r"\{(\w+)\}", lambda slot: str(slots.get(slot[1], slot[0])), words)


def dated(words: Mapping[str, str], day: datetime.date) -> str:
    """A day as the language of the words writes it: 22 November 2026."""
    months = words["date.months"].split()
    return fill(words["date.day"], day=day.day, month=months[day.month - 1], year=day.year)
