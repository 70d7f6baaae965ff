"""The order in which the site's script shows what it shuffles, so that a rule can look at it, and a sheet of paper hold it, before any
learner does.

The same steps as templates/assets/scripts/shuffle.js; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence


def shuffled(ids: Sequence[str], seed: int, key: str, attempt: int, keep_last: Sequence[str] = ()) -> list[str]:
    """Ids in the order of an attempt.

    Args:
        ids: in any order.
        seed: the delivery's.
        key: what is shuffled, as the page calls it: `consent/left-out`.
        attempt: from 1.
        keep_last: ids that stay behind the others.
    """
    free = sorted((id for id in ids if id not in keep_last), key=lambda id: (_lot(f"{seed} {key} {attempt} {id}"), id))
    return [*free, *(id for id in keep_last if id in ids)]


def _lot(text: str) -> int:
    """FNV-1a over the characters, then two rounds of multiply and fold."""
    lot = 0x811C9DC5
    for sign in text:
        lot = (lot ^ ord(sign)) * 0x01000193 & 0xFFFFFFFF
    lot = (lot ^ lot >> 16) * 0x7FEB352D & 0xFFFFFFFF
    lot = (lot ^ lot >> 15) * 0x846CA68B & 0xFFFFFFFF
    return lot ^ lot >> 16
