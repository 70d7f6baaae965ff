"""Rules about the interface words in content/words/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..faults import did_you_mean, listed
from ..shelf import Shelf
from .finding import Finding

_SLOT = re.compile(r"\{[a-z_]+\}")


def words_exist(shelf: Shelf) -> Iterator[Finding]:
    """The course's language has its words, as flat keys; a translation has the keys and slots of the English file."""
    about = shelf.course.record
    if about and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", about.language):
        told = f"`{about.language}` is not the code of a language"
        yield Finding(file=shelf.course, keys=("language",), message=told, advice="write a code such as en, fr or pt-BR")
    elif about and about.language not in shelf.words:
        yield Finding(
            file=shelf.course,
            keys=("language",),
            message=f"the interface has no words in `{about.language}`: words/{about.language}.yml is missing",
            advice="copy words/en.yml to that name and translate what stands after the colons",
        )
    english = shelf.words["en"].data if "en" in shelf.words else None
    for language, file in shelf.words.items():
        for key, value in (file.data or {}).items():
            if not isinstance(value, str) or not value.strip():
                what = "is empty" if isinstance(value, str) else "should hold words"
                yield Finding(file=file, keys=(key,), message=f"`{key}` {what}", advice="write the words right after the key, on one line")
            elif not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+", key):
                told = f"`{key}` is not an area and a name with a point between"
                yield Finding(file=file, keys=(key,), message=told, advice="write it like `quiz.check`")
            elif language != "en" and english is not None and key not in english:
                told = f"words/en.yml has no `{key}`, so nothing shows these words"
                yield Finding(file=file, keys=(key,), message=told, advice=did_you_mean(key, english) or "take it out", level="warning")
            elif language != "en" and english is not None and set(_SLOT.findall(value)) != set(_SLOT.findall(str(english[key]))):
                slots = ", ".join(sorted(set(_SLOT.findall(str(english[key]))))) or "none"
                told = f"the slots in curly brackets differ from the English words ({slots})"
                yield Finding(file=file, keys=(key,), message=told, advice="keep every slot just as it is in English")
        missing = [key for key in english or {} if file.data is not None and key not in file.data] if language != "en" else []
        if missing:
            yield Finding(
                file=file,
                message=f"{listed(missing, 3, 'and')} {'is' if len(missing) == 1 else 'are'} not translated yet",
                advice="copy what is missing from words/en.yml and translate it; until then it is shown in English",
                level="warning",
            )
