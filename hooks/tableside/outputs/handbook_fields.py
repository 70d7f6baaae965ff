"""What can be filled in: one record a field, and the list of all that a file has. Neither typesetting nor PDF is known here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["tick", "choice", "letter", "place", "line", "lines"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One box, circle or line on paper that is a form field on screen."""

    id: str
    """Its name, unique in the file: module, `question`, `checklist` or `dialogue`, its id and the part's, joined by slashes."""
    kind: Kind
    """A tick of its own, one of several choices, one letter, the number of a place, one line of text, or several."""
    says: str
    """What a screen reader speaks when it comes to the field."""
    group: str = ""
    """For a choice: the name that its question's choices share."""
    group_says: str = ""
    """For a choice: what is spoken for the question."""

    @property
    def value(self) -> str:
        """What a ticked field stands for in the file: the last part of its id."""
        return self.id.rsplit("/", 1)[-1]


@dataclass
class Manifest:
    """Every field of one file, in reading order."""

    fields: dict[str, Field] = field(default_factory=dict)

    def add(self, kind: Kind, id: str, says: str, *, group: str = "", group_says: str = "") -> str:
        """Note a field and hand back its id for the drawing.

        Raises:
            ValueError: another field of this file has the id.
        """
        if id in self.fields:
            raise ValueError(f"two fields are called {id}")
        self.fields[id] = Field(id=id, kind=kind, says=" ".join(says.split()), group=group, group_says=" ".join(group_says.split()))
        return id
