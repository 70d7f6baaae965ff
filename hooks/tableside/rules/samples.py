"""A new lesson comes with sentences that say what to write. None of them may be published."""

from __future__ import annotations

from collections.abc import Iterator

from ..shelf import Shelf
from .finding import Finding, whole_modules

SAMPLES = frozenset(
    {
        "New",
        "Say in a sentence what this lesson is about.",
        "Explain what this lesson is about, in your own words",
        "The first idea",
        "Begin with a situation your reader knows. Then say the one idea of this section.",
        "Say who is there and what is about to happen. Invented people only.",
        "Say what came of it.",
        "A short remark that stands apart.",
        "The one idea of this section, in a sentence.",
        "What is the idea of this section, in your own words?",
        "Write one good answer in full here.",
        "Say what makes it a good answer.",
        "A point that a good answer holds.",
        "Say when and how to use it.",
        "Say why it matters.",
    }
)
"""The sentences of templates/new/module.yml that tell an author what belongs there, by their first paragraph; a test compares."""


def samples_are_replaced(shelf: Shelf) -> Iterator[Finding]:
    """A lesson that is ready holds no sentence of the lesson that it was started from."""
    for file, module in whole_modules(shelf):
        for words in file.texts if module.status == "ready" else ():
            if words.words.split("\n\n")[0].strip() in SAMPLES:
                yield Finding(
                    file=file,
                    keys=words.keys,
                    message="this is still the sample that a new lesson begins with",
                    advice="write your own, or set `status: draft` until it is written",
                )
