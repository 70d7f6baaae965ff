"""What the records of the model share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from .scalars import Line, Text


class Record(BaseModel):
    """The base of every record: it cannot change, and it refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class AcceptedFinding(Record):
    """What a check advises, and why it may stand: beside a question, a quiz, a dialogue or the course."""

    rule: Text
    """The name of the rule, as the check prints it."""
    because: Line
    """Why it is better left as it is. Readers do not see it."""
