"""Every dialogue of a course as files for programs that tell stories: Ink and Twine."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Course
from .outputs import Output, ink, twee

KINDS = {"ink": ink.write, "twee": twee.write}
"""How each kind of file is written, by the end of its name."""


def exports(course: Course) -> Iterator[Output]:
    """All stories, beside the pages of their dialogues: practice/<module>/<dialogue>.ink and .twee.

    Raises:
        NoWord: if an interface word is missing.
    """
    for module in course.modules.values():
        for dialogue in module.dialogues:
            for kind, write in KINDS.items():
                yield Output(f"practice/{module.id}/{dialogue.id}.{kind}", write(dialogue, module, course))
