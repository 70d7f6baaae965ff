"""Rules about prose: structure has keys of its own, so Markdown needs neither headings nor HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..shelf import Shelf
from .finding import Finding, mentioned

_ADVICE = {
    "heading": ("a heading inside prose has no place in the page's order", "give it a section of its own, or make it bold"),
    "image": ("a picture inside prose is not shown", "put the drawing in media/ and show it with a part of `type: figure`"),
    "html": (
        "HTML is shown as the characters you typed",
        "use Markdown, such as **bold** or a list; to show the characters, put them between backticks",
    ),
}

_MARKDOWN = re.compile(r"\*\*[^*]+\*\*|(?<![\w*])\*[^\s*][^*]*\*(?![\w*])|\[[^\]]+\]\([^)]+\)|`[^`]+`")


def prose_is_plain(shelf: Shelf) -> Iterator[Finding]:
    """Prose has no headings, pictures or HTML, and a line is a line."""
    for file, words in shelf.texts:
        if words.form == "plain":
            continue
        told: set[str] = set()
        for mention in mentioned(words.words):
            # A line is read as inline Markdown: "# 1 rule" is no heading there.
            if mention.kind in _ADVICE and mention.kind not in told and not (mention.kind == "heading" and words.form == "line"):
                told.add(mention.kind)
                message, advice = _ADVICE[mention.kind]
                yield Finding(file=file, keys=words.keys, at=(mention.line, mention.column), message=message, advice=advice)
        if words.form == "line" and "\n\n" in words.words:
            yield Finding(
                file=file,
                keys=words.keys,
                message=f"`{_key(words.keys)}` is a single line, so its paragraphs run together",
                advice="keep it to a sentence or two; longer text belongs in a section",
            )


def plain_words_have_no_markdown(shelf: Shelf) -> Iterator[Finding]:
    """Titles and names are plain words."""
    for file, words in shelf.texts:
        if words.form == "plain" and (found := _MARKDOWN.search(words.words)):
            yield Finding(
                file=file,
                keys=words.keys,
                at=(words.words.count("\n", 0, found.start()) + 1, found.start() - words.words.rfind("\n", 0, found.start())),
                message=f"`{_key(words.keys)}` holds plain words, so `{found[0][:40]}` is shown just like that",
                advice="take the marks out",
                level="warning",
            )


def _key(keys: tuple[str | int, ...]) -> str:
    return next((key for key in reversed(keys) if isinstance(key, str)), "")
