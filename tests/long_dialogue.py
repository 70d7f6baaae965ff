"""A dialogue as long as one gets: so many scenes of three replies, twelve turns deep, made up the same at every call.

For measuring and for looking at. The words are real, the sentences are not: they are drawn at random, which packs worse than prose.
"""

from __future__ import annotations

import re
from random import Random

from tableside.model_dialogues import Dialogue

TURNS = 12
WORDS = re.findall(
    r"\w+",
    "the a your my this that her his table towel shoulder neck back calf hand breath pressure door form plan oil sheet room "
    "hour minute lighter slower deeper warm sore quiet early late ready sure fine better more less same stop wait ask tell "
    "feel like want need know see hear hold lift turn move leave stay start begin finish check change choose agree mean say "
    "work rest and but so if when because before after again now then today here there not never always only still even just "
    "really with without about from into over under",
)


def long_dialogue(scenes: int = 60) -> Dialogue:
    """A dialogue with ``scenes`` scenes: most of them lead one turn on, some back, some out, some mend, some remember."""
    chance = Random(scenes)  # noqa: S311 - it is to be foreseen
    wide = -(-scenes // TURNS)

    def words(least: int, most: int) -> str:
        said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))
        return f"{said[0].upper()}{said[1:]}."

    def reply(scene: int, at: int) -> dict[str, object]:
        row, column = divmod(scene, wide)
        there = (row + 1) * wide + min(wide - 1, max(0, column + chance.choice((-1, 0, 0, 1))))
        back = scene > wide and chance.random() < 0.02
        leads = {"go": f"scene-{scene - wide}"} if back else {"go": f"scene-{there}"} if there < scenes else {"end": f"ending-{at}"}
        if at == 2 and chance.random() < 0.05:
            leads = {"end": "ending-2"}
        made: dict[str, object] = {"id": f"reply-{at}", "say": words(8, 22), "because": words(14, 34), **leads}
        made["scores"] = {skill: str(chance.choice((-2, -1, 1, 2))) for skill in chance.sample(("one", "two", "three"), 2)}
        if at == 1 and scene % 10 == 3:
            made["remember"] = f"fact {scene // 10}"
        if at == 1 and scene % 10 == 8:
            made["if"] = f"fact {scene // 10}"
        if at == 0 and scene % 7 == 6:
            made["repairs"] = "yes"
        return made

    return Dialogue.model_validate(
        {
            "id": "long",
            "title": "A long one",
            "minutes": "30",
            "about": words(40, 60),
            "you": "kim",
            "cast": [
                {"id": id, "name": id.title(), "pronouns": "they/them", "role": "one of two", "about": words(6, 9)} for id in ("kim", "bo")
            ],
            "skills": [{"skill": skill, "section": "before"} for skill in ("one", "two", "three")],
            "scenes": [
                {
                    "id": f"scene-{at}",
                    "says": words(8, 24),
                    **({"shows": words(6, 16)} if at % 2 else {}),
                    **({"hint": words(8, 14)} if at % 3 == 0 else {}),
                    "replies": [reply(at, number) for number in range(3)],
                }
                for at in range(scenes)
            ],
            "endings": [
                {"id": f"ending-{at}", "title": words(3, 5), "outcome": outcome, "text": words(30, 50), "debrief": words(40, 80)}
                for at, outcome in enumerate(("good", "mixed", "poor"))
            ],
        }
    )
