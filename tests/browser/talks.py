"""The conversations of the built course, as the browser tests play them: their pages, every way through, and the moves of a learner."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Locator, Page

from tableside.course import load
from tableside.dialogues import START, Board, Turn
from tableside.model_dialogues import Dialogue, Ending, Reply

from .visit import COURSE, RECORD, ROOT, say, settle


@dataclass(frozen=True)
class Talk:
    """One conversation of the course."""

    key: str
    """Its module and its id."""
    board: Board
    """Its rules, as Python has them."""

    @property
    def path(self) -> str:
        """Its page, below the site."""
        return f"practice/{self.key}.html"

    @property
    def dialogue(self) -> Dialogue:
        """What the author wrote."""
        return self.board.dialogue

    @property
    def sensitive(self) -> bool:
        """Whether it may be hard."""
        return self.dialogue.sensitive is not None

    def ways(self) -> list[tuple[Turn, ...]]:
        """A shortest way to each scene and to each ending: the turns before it, the first one empty."""
        found: dict[str, tuple[Turn, ...]] = {}
        states = {START}
        waiting = deque([(START, ())])
        while waiting:
            state, turns = waiting.popleft()
            found.setdefault(self.dialogue.scenes[state[0]].id, turns)
            for reply in self.board.offered(state):
                there = self.board.after(state, reply)
                taken = (*turns, Turn(self.dialogue.scenes[state[0]], self.board.offered(state), reply))
                if isinstance(there, Ending):
                    found.setdefault(f"ending {there.id}", taken)
                elif there and there not in states:
                    states.add(there)
                    waiting.append((there, taken))
        return list(found.values())

    def to_end(self) -> tuple[Turn, ...]:
        """The longest of the shortest ways to an ending."""
        return max((way for way in self.ways() if way and way[-1].reply.end), key=len)


@cache
def talks() -> tuple[Talk, ...]:
    """Every conversation, those that may be hard last."""
    course = load(ROOT / "content").course
    assert course
    found = [Talk(f"{id}/{each.id}", Board(each)) for id, module in course.modules.items() for each in module.dialogues]
    return tuple(sorted(found, key=lambda talk: talk.sensitive))


def telling() -> tuple[Talk, ...]:
    """Six that between them show what all do: with the fewest and the most scenes, the most endings and facts, one plain and one hard."""

    def size(talk: Talk) -> int:
        return len(talk.dialogue.scenes)

    every = talks()
    found = [min(every, key=size), max(every, key=size), max(every, key=lambda talk: len(talk.dialogue.endings))]
    found.append(max(every, key=lambda talk: len(talk.board.facts)))
    return tuple({talk.key: talk for talk in (*found, plain(), hard())}.values())


def plain() -> Talk:
    """One that is not sensitive."""
    return talks()[0]


def hard() -> Talk:
    """One that is."""
    assert talks()[-1].sensitive
    return talks()[-1]


def open_talk(page: Page, web: str, talk: Talk) -> Locator:
    """Open the page of a conversation. Returns its element."""
    page.goto(f"{web}/{talk.path}")
    settle(page)
    return page.locator("ts-dialogue")


def reply_button(shown: Locator, reply: Reply) -> Locator:
    """The button of a reply in the open turn."""
    return shown.locator(f".ts-play__reply[data-reply='{reply.id}']")


def play(shown: Locator, page: Page, turns: tuple[Turn, ...]) -> None:
    """Begin, and take a way by pointer."""
    shown.get_by_role("button", name=say(page, "dialogue.begin"), exact=True).click()
    for turn in turns:
        reply_button(shown, turn.reply).click()


def play_of(talk: Talk, turns: tuple[Turn, ...], **more: object) -> dict[str, object]:
    """A play that took a way, as a device keeps it."""
    ending = turns[-1].reply.end if turns else None
    return {
        "dialogue": talk.key,
        "revision": talk.dialogue.revision,
        "started": "2026-01-01T00:00:00.000Z",
        "date": "2026-01-01T00:00:01.000Z",
        "turns": [[turn.scene.id, turn.reply.id] for turn in turns],
        "how": "played" if ending else "playing",
        "ending": ending,
        "skills": {skill: [score.got, score.of] for skill, score in talk.board.score(turns).items()} if ending else {},
        "sensitive": talk.sensitive,
        **more,
    }


def lay_down(page: Page, plays: dict[str, dict[str, object]]) -> None:
    """Put plays into the device's memory, as if they had been played, and let the page know."""
    record = {"schema": 1, "course": COURSE, "answers": [], "attempts": [], "ticks": {}, "place": None, "plays": plays}
    page.evaluate(
        "([name, text]) => { localStorage.setItem(name, text); document.dispatchEvent(new Event('ts-changed')); }",
        [RECORD, json.dumps(record)],
    )


def kept_plays(page: Page) -> list[dict[str, object]]:
    """The plays that the device keeps, in the order in which they were begun."""
    record = json.loads(page.evaluate("name => localStorage.getItem(name)", RECORD) or "{}")
    return sorted(record.get("plays", {}).values(), key=lambda one: one["started"])
