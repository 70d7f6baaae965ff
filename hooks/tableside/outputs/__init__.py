"""What a course becomes. One file an output, all with the same door: ``build(course, …) -> Iterable[Output]``.

No disk, no clock and no randomness inside, so the same course gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """One file of an output."""

    path: str
    """Where it goes, below the output's own folder, with forward slashes."""
    data: bytes
    """What is in it."""
