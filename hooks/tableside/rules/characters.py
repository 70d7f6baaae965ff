"""Characters that no font of the handbook draws, told where they stand. Only the typesetter knows which those are; others ask it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ..shelf import File, Shelf
from ..source import Keys
from ..syntax import Mark
from .finding import Finding

_SURELY_DRAWN = re.compile("[\n\x20-\x7e\xa0-\u0148\u014a-\u017e\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026]+")
"""What both fonts of the handbook hold; a test asks the typesetter."""


def unusual(shelf: Shelf) -> frozenset[str]:
    """The characters of all texts and drawings of which it is not plain that they can be drawn."""
    drawings = "".join(data.decode("utf-8", "ignore") for data in shelf.media.values())
    return frozenset(_SURELY_DRAWN.sub("", drawings + "".join(words for _, _, words in _words(shelf))))


def characters_are_drawn(shelf: Shelf, undrawn: Collection[str]) -> Iterator[Finding]:
    """Every character of every text can be printed.

    Args:
        shelf: what was read.
        undrawn: the characters that no font draws.
    """
    for file, keys, words in _words(shelf):
        for sign in sorted(set(undrawn) & set(words)):
            start = words.index(sign)
            yield Finding(
                file=file,
                keys=keys,
                at=(words.count("\n", 0, start) + 1, start - words.rfind("\n", 0, start)),
                message=f"no font of the handbook draws {sign} (U+{ord(sign):04X})",
                advice="write it in letters",
                level="warning" if getattr(file.record, "status", "ready") == "draft" else "error",
            )
    for name, data in shelf.media.items():
        for number, line in enumerate(data.decode("utf-8", "ignore").splitlines(), 1):
            for sign in sorted(set(undrawn) & set(line)):
                yield Finding(
                    file=File(f"media/{name}", None),
                    mark=Mark(number, line.index(sign) + 1),
                    message=f"no font of the handbook draws {sign} (U+{ord(sign):04X})",
                    advice="write it in letters, or draw it",
                )


def _words(shelf: Shelf) -> Iterator[tuple[File[Any], Keys, str]]:
    for file, words in shelf.texts:
        yield file, words.keys, words.words
    for file in shelf.words.values():
        yield from ((file, (key,), value) for key, value in (file.data or {}).items() if isinstance(value, str))
