"""What the browser tests share: the guard over a page, and the moves of a person who walks through the site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

ROOT = Path(__file__).resolve().parents[2]

COURSE = re.search(r"^id: (\S+)$", (ROOT / "content" / "course.yml").read_text(encoding="utf-8"), re.M)[1]  # type: ignore[index]
"""The id of the course that is built."""

RECORD = f"tableside:{COURSE}:record"
"""The name under which a device keeps what a learner did."""

KINDS = {
    "home": "index.html",
    "track": "tracks/boundaries.html",
    "assessment": "assessments/boundaries.html",
    "module": "modules/consent.html",
    "practice": "practice.html",
    "dialogue": "practice/consent/quick-yes.html",
    "paths": "paths.html",
    "path": "paths/new-therapist.html",
    "claims": "where-this-course-comes-from.html",
    "exam": "exam-map.html",
    "glossary": "glossary.html",
    "references": "references.html",
    "checklists": "checklists.html",
    "downloads": "downloads.html",
    "progress": "progress.html",
    "for educators": "for-educators.html",
    "question types": "question-types.html",
    "for clinics": "for-clinics.html",
    "hosting": "hosting.html",
    "privacy": "privacy.html",
    "accessibility": "accessibility.html",
    "not found": "404.html",
}
"""One page of each kind. A test compares it with what was built, so that no kind goes unjudged."""

TYPES = ("one-answer", "many-answers", "match", "write")
"""The question types, by the names that the pages carry."""


class Guard:
    """Watches everything that a context does, and fails the test when the site reaches out or something breaks in it."""

    def __init__(self, context: BrowserContext, allowed: tuple[str, ...]) -> None:
        self.context = context
        self.allowed = (*allowed, "data:", "blob:", "about:")
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.allowed):
            self.faults.append(f"request beyond the site: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def judge(self) -> None:
        """Fail if anything went wrong since the context was opened."""
        assert not self.faults, "\n".join(self.faults)


def settle(page: Page) -> None:
    """Wait until the page is loaded and our elements have woken up."""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def say(page: Page, key: str, **slots: object) -> str:
    """The interface word that the scripts use for a key, with its slots filled, as the page brings it."""
    words = json.loads(page.locator("#ts-words").text_content() or "{}")
    text = words[f"js.{key}"]
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def press(page: Page, where: Locator, key: str) -> None:
    """Press the button in `where` that carries the word of a key."""
    where.get_by_role("button", name=say(page, key), exact=True).click()


def question(page: Page, kind: str) -> Locator:
    """The first question of a type that stands in a section."""
    return page.locator(f"ts-question[data-type={kind}]:not(ts-quiz ts-question)").first


def ids(asked: Locator) -> tuple[list[str], list[str]]:
    """The ids of a question's answers (of its rows, where it has rows), and of the right ones: of steps in order, of groups row by row."""
    right = json.loads(asked.get_attribute("data-right") or "[]")
    rows = asked.locator("fieldset [data-answer]")
    answers = [rows.nth(number).get_attribute("data-answer") or "" for number in range(rows.count())]
    if asked.get_attribute("data-type") == "sort-into-groups":
        return answers, [right[row] for row in answers]
    return answers, right if isinstance(right, list) else list(right["right"])


def give(asked: Locator, *, right: bool = True) -> None:
    """Fill in an answer, fully right or fully wrong, by pointer."""
    kind = asked.get_attribute("data-type")
    answers, right_ids = ids(asked)
    if kind == "write":
        asked.locator("textarea").fill("I would say what I plan, and wait.")
    elif kind in ("fill-in", "number"):
        known = json.loads(asked.get_attribute("data-right") or "{}")
        first = next(iter(known["right"].values()))
        told = first if kind == "fill-in" else f"{first[0]:g}"
        asked.locator("fieldset input").fill(told if right else "something quite different" if kind == "fill-in" else "98765")
    elif kind == "match":
        for number, row in enumerate(answers):
            partner = row if right else answers[number - 1]
            asked.locator(f"[data-answer='{row}'] select").select_option(partner)
    elif kind == "sort-into-groups":
        groups = list(dict.fromkeys(right_ids))
        for row, group in zip(answers, right_ids, strict=True):
            other = next(one for one in groups if one != group)
            asked.locator(f"[data-answer='{row}'] select").select_option(group if right else other)
    elif kind == "put-in-order":
        put_in_order(asked, right_ids if right else right_ids[::-1])
    else:
        wrong = [answer for answer in answers if answer not in right_ids]
        for answer in right_ids if right else wrong[:1]:
            asked.locator(f"fieldset [data-answer='{answer}'] input").check()


def steps_of(asked: Locator) -> list[str]:
    """The ids of the steps of a question that is put in order, as they stand."""
    return [row.get_attribute("data-answer") or "" for row in asked.locator("fieldset [data-answer]").all()]


def put_in_order(asked: Locator, order: list[str]) -> None:
    """Bring steps into an order by pressing the buttons that move them."""
    touched = False
    for place, step in enumerate(order):
        while steps_of(asked).index(step) > place:
            asked.locator(f"[data-answer='{step}'] [data-way=up]").click()
            touched = True
    if not touched:
        asked.locator(f"[data-answer='{order[0]}'] [data-way=down]").click()
        asked.locator(f"[data-answer='{order[0]}'] [data-way=up]").click()


def check(page: Page, asked: Locator) -> None:
    """Press the button that checks (or, for own words, compares)."""
    press(page, asked, "compare" if asked.get_attribute("data-type") == "write" else "check")


def finish_quiz(page: Page, *, wrong: int = 0) -> Locator:
    """Answer the whole quiz by pointer, the first `wrong` questions wrongly. Returns the quiz."""
    quiz = page.locator("ts-quiz").first
    asked = quiz.locator("ts-question")
    for number in range(asked.count()):
        one = asked.nth(number)
        give(one, right=number >= wrong)
        check(page, one)
    return quiz


def tab_to(page: Page, target: Locator, key: str = "Tab", most: int = 400) -> None:
    """Go on by keyboard until the target has the focus."""
    there = target.element_handle()
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("element => element === document.activeElement", there):
            return
    raise AssertionError(f"{most} presses of {key} do not lead to {target}")


def kept(page: Page) -> dict[str, object]:
    """The record that the device keeps, as it stands in storage; empty when there is none."""
    return json.loads(page.evaluate("name => localStorage.getItem(name)", RECORD) or "{}")


def until(page: Page, happened: Callable[[], bool], most: int = 450) -> None:
    """Wait until something holds. Playwright's own waiting evaluates strings in the page, which the site's policy forbids."""
    for _ in range(most):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"It never came: {happened}")


def wait_until_kept(page: Page, part: str) -> None:
    """Wait until the record holds some text."""
    until(page, lambda: part in json.dumps(kept(page)))


def search(page: Page, words: str) -> Locator:
    """Type into the search field. Returns the hits, once the search has answered."""
    field = page.locator("[data-md-component=search-query]")
    field.focus()
    field.fill("")
    status = page.locator("[data-md-component=search-result] [role=status]")
    # The hits of an earlier search go a moment later, and two searches may find equally much.
    expect(page.locator("[data-md-component=search-result] li")).to_have_count(0)
    before = status.text_content()
    field.press_sequentially(words)
    expect(status).not_to_have_text(before or "")
    return page.locator("[data-md-component=search-result] li a")


TROUBLE = {
    "refused": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})",
    "newer": f'if (!localStorage[\'{RECORD}\']) localStorage[\'{RECORD}\'] = \'{{"schema": 99, "course": "{COURSE}", "news": 1}}\'',
    "aside": f"localStorage['{RECORD}'] = '{{\"schema\": 1, \"answers\": torn'",
}
"""What makes each trouble with the memory: a script that runs before the page's own."""


def make_trouble(context: BrowserContext, trouble: str) -> None:
    """Let the pages of a context meet a trouble with their storage."""
    context.add_init_script(f"if (location.protocol !== 'about:') {{ {TROUBLE[trouble]} }}")
