"""How one file's words are written: prose and interface words as Typst code. Which words it has is not known here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from .. import text
from ..wording import dated, fill
from .handbook_links import BookLinks
from .handbook_typst import Code, value


class Pen:
    """Writes for one file, whose links lead where that file has a place for them."""

    def __init__(self, words: Mapping[str, str], links: BookLinks) -> None:
        self.words, self.links = words, links
        self.longest = 0
        """Signs in the longest line that was written so far."""

    def prose(self, source: str, form: str = "prose") -> Code:
        """An author's Markdown; `form` is "line" for a single line."""
        if form == "line":
            self.longest = max(self.longest, len(source))
        return Code((text.line_typst if form == "line" else text.typst)(source, self.links))

    def line(self, source: str) -> Code:
        """A single line of an author's Markdown."""
        return self.prose(source, "line")

    def say(self, key: str, **slots: object) -> str:
        """The interface words of a key with its {slots} filled."""
        return fill(self.words[key], **slots)

    def day(self, day: datetime.date) -> str:
        """A day as people write it."""
        return dated(self.words, day)

    def cites(self, keys: Iterable[str]) -> Code | None:
        """References as "(CMTO, 2021; …)", or None if there are none."""
        joined = " ".join("@" + key for key in keys)
        return self.line(joined) if joined else None

    def cite(self, key: str) -> Code:
        """One reference without brackets."""
        target = self.links.cite(key)
        return value("@" + key) if target is None else Code(f"md-cite({value(target.href)}, {value(target.label)})")
