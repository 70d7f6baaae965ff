"""A final assessment as learners meet it: nothing is told before the end, what is given waits, and the result leads back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .every_type import ALL_TYPES, ASSESSMENT
from .states import widths
from .test_axe import LOOKS, in_looks
from .visit import give, kept, press, say, settle, tab_to

Open = Callable[..., Page]
MARKED = {*ALL_TYPES} - {"write"}


@pytest.fixture
def open_assessment(new_context: Callable[..., BrowserContext], every_type: str) -> Open:
    """A function that opens the assessment in a fresh context."""

    def start(**options: object) -> Page:
        address = urlsplit(every_type)
        page = new_context(also=f"{address.scheme}://{address.netloc}", **options).new_page()
        page.goto(f"{every_type.rsplit('/modules/', 1)[0]}/{ASSESSMENT}")
        # Without script there is nothing to wait for, and nothing to wait with.
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    return start


def asked(page: Page) -> Locator:
    """The questions of the attempt."""
    return page.locator("ts-assessment .ts-questions ts-question")


def keys(page: Page) -> list[str]:
    """Their keys, in order."""
    return [one.get_attribute("data-key") or "" for one in asked(page).all()]


def answer(page: Page, *, right: bool = True) -> None:
    """Give an answer to every question."""
    for one in asked(page).all():
        give(one, right=right)


def finish(page: Page) -> None:
    """Finish, and say so once more."""
    press(page, page.locator("ts-assessment"), "finish")
    press(page, page.locator(".ts-confirm"), "finish.yes")


def test_nothing_is_told_before_the_end_and_everything_after(open_assessment: Open) -> None:
    """All types, by pointer and keyboard; what was given is there after a reload; the result is spoken, and holds the focus."""
    page = open_assessment()
    first = keys(page)
    assert {one.get_attribute("data-type") for one in asked(page).all()} == MARKED
    assert len(first) == len(MARKED) + 1
    assert page.get_by_role("button", name=say(page, "finish")).count() == 0, "nothing is given yet"
    answer(page)
    typed = page.locator("ts-question[data-type=fill-in] fieldset input")
    typed.press("Enter")
    assert page.locator("ts-question[data-state], .ts-key:visible, .ts-feedback").count() == 0
    assert page.locator("ts-assessment button:visible").filter(has_text=say(page, "check")).count() == 0
    assert kept(page)["answers"] == []
    page.reload()
    settle(page)
    assert keys(page) == first
    expect(page.locator(".ts-count")).to_have_text(say(page, "answered.other", count=9, of=9))
    page.get_by_role("button", name=say(page, "finish")).press("Enter")
    assert page.locator(".ts-confirm").get_attribute("aria-label") == say(page, "finish.all")
    tab_to(page, page.get_by_role("button", name=say(page, "finish.yes"), exact=True), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status].ts-quiz-status")).to_contain_text("100%")
    expect(page.locator(".ts-result")).to_be_focused()
    status = page.locator(".ts-quiz-status").bounding_box()
    header = page.locator("header").first.bounding_box()
    assert status
    assert header
    assert status["y"] >= header["y"] + header["height"], "how it went is the first thing to be seen"
    assert page.locator("ts-question[data-state=right]").count() == 9
    assert page.locator(".ts-result .ts-outcome[data-is=right]").count() == 9
    assert page.locator("ts-question .ts-because:visible").count() >= 9, "each question says why"
    (attempt,) = kept(page)["attempts"]  # type: ignore[misc]
    assert (attempt["finished"]["earned"], attempt["finished"]["possible"], len(attempt["finished"]["results"])) == (9, 9, 9)
    page.emulate_media(media="print")
    assert page.locator("ts-assessment :is(button, .ts-result, .ts-key, .ts-keys):visible").count() == 0, "paper is to be filled in"


def test_another_attempt_asks_other_questions_and_leads_back(open_assessment: Open) -> None:
    """What was wrong is named with the section that teaches it; the next attempt asks none of the same; progress knows both."""
    page = open_assessment()
    first = keys(page)
    answer(page, right=False)
    give(asked(page).first)
    finish(page)
    assert page.locator(".ts-result .ts-outcome[data-is=again]").count() == 8
    links = page.locator(".ts-result .ts-results a[href*='modules/']")
    assert links.count() == 8, "what is known need not be read again"
    landing = urljoin(page.url, links.first.get_attribute("href") or "")
    assert page.locator(page.locator(".ts-result .ts-results a[href^='#']").first.get_attribute("href") or "").is_visible()
    press(page, page.locator("ts-assessment"), "retake")
    second = keys(page)
    assert not set(first) & set(second)
    assert page.evaluate("document.activeElement.closest('ts-question').dataset.key") == second[0]
    expect(page.locator(".ts-result")).to_be_hidden()
    assert page.locator("ts-question[data-state]").count() == 0
    give(asked(page).first)
    press(page, page.locator("ts-assessment"), "finish")
    open_ = "2, 3, 4, 5, 6, 7, 8, 9"
    assert page.locator(".ts-confirm").get_attribute("aria-label") == say(page, "finish.ask.other", count=8, numbers=open_)
    press(page, page.locator(".ts-confirm"), "finish.no")
    assert page.evaluate("document.activeElement.closest('ts-question').dataset.key") == second[1], "the first that is open"
    address = page.url
    page.goto(urljoin(address, "../progress.html"))
    finals = page.locator("section:has(h2)", has_text=say(page, "progress.assessments"))
    expect(finals).to_contain_text(say(page, "progress.open"))
    expect(finals).to_contain_text("11%")
    page.goto(landing)
    assert page.locator(f"#{landing.split('#')[1]}").is_visible()
    page.goto(address)
    settle(page)
    finish(page)
    left_open = page.locator("ts-question[data-state=open]")
    expect(left_open).to_have_count(8)
    assert left_open.locator(".ts-key .ts-because:visible").count() >= 8, "what was not answered teaches too"
    assert left_open.locator("fieldset:not([disabled])").count() == 0


def test_a_sensitive_module_can_be_left_out(open_assessment: Open) -> None:
    """Its questions go, are never counted, and the result says so; the choice is kept, and can be taken back."""
    page = open_assessment()
    tick = page.locator("[data-leave] input")
    assert tick.count() == 1
    assert page.locator("[data-leave] details a").count() >= 1, "there is something to read instead"
    facts = page.locator(".ts-facts dd")
    whole = facts.all_inner_texts()
    assert whole[:2] == ["9, one for each objective", "10 minutes"]
    tick.check()
    expect(asked(page)).to_have_count(8)
    expect(facts).to_have_text([say(page, "asked.questions", count=8, of=9), say(page, "asked.minutes", minutes=9), whole[2]])
    tick.uncheck()
    expect(asked(page)).to_have_count(9)
    expect(facts).to_have_text(whole)
    tick.check()
    page.reload()
    settle(page)
    assert tick.is_checked()
    assert not [key for key in keys(page) if key.startswith("kept-hard/")]
    answer(page)
    finish(page)
    expect(page.locator(".ts-quiz-status")).to_contain_text("100%")
    assert page.locator(".ts-left").inner_text() == say(page, "left-out", titles="Kept hard")
    assert tick.is_disabled()
    assert page.locator(".ts-result [data-objective^='kept-hard/']").count() == 0
    press(page, page.locator("ts-assessment"), "retake")
    assert tick.is_checked(), "who left it out once need not say so again"
    assert not [key for key in keys(page) if key.startswith("kept-hard/")]
    assert page.evaluate("document.activeElement.closest('ts-question').dataset.key") == keys(page)[0]


def test_it_wakes_wherever_a_learner_comes_from(open_assessment: Open) -> None:
    """By instant navigation, from a page that has brought the questions' script already, and on to one that needs quizzes."""
    page = open_assessment()
    root = page.url.rsplit("/assessments/", 1)[0]
    page.goto(f"{root}/modules/kept-types.html")
    settle(page)
    page.locator(f"nav a[href$='{ASSESSMENT}']").first.evaluate("link => link.click()")
    page.wait_for_url(f"**/{ASSESSMENT}")
    expect(page.locator("ts-assessment .ts-count")).to_have_text(say(page, "answered.other", count=0, of=9))
    give(asked(page).first)
    expect(page.locator("ts-assessment .ts-count")).to_have_text(say(page, "answered.other", count=1, of=9))
    page.goto(f"{root}/{ASSESSMENT}")
    settle(page)
    page.locator("nav a[href$='kept-types.html']").first.evaluate("link => link.click()")
    page.wait_for_url("**/modules/kept-types.html")
    expect(page.locator("ts-quiz .ts-count")).to_be_visible()


def test_without_script_there_is_the_first_draw_and_a_fold_with_answers(open_assessment: Open) -> None:
    """Every question of the first attempt can be read, and every answer opened."""
    page = open_assessment(java_script_enabled=False, viewport={"width": 390, "height": 800})
    assert page.locator("ts-question:visible").count() == 9
    assert page.locator("ts-assessment button:visible, ts-assessment .ts-key:visible").count() == 0
    page.locator(".ts-keys > summary").click()
    assert page.locator(".ts-keys .ts-key:visible").count() == 9
    assert page.locator(".ts-objectives-tested a:visible").count() >= 9


def test_no_state_has_a_fault_that_axe_knows(open_assessment: Open) -> None:
    """As it opens, while it asks whether to finish, and with its result, light on a phone and dark on a desk."""
    phone, desk = LOOKS[0], LOOKS[3]
    page = open_assessment(viewport={"width": 390, "height": 900})
    faults = in_looks(page, "begun", [phone, desk])
    page.locator("[data-leave] summary").click()
    answer(page, right=False)
    give(asked(page).first)
    press(page, page.locator("ts-assessment"), "finish")
    faults += in_looks(page, "asked", [desk, phone], "ts-assessment")
    press(page, page.locator(".ts-confirm"), "finish.yes")
    faults += in_looks(page, "finished", [phone, desk], "ts-assessment")
    assert not faults, "\n".join(faults)
    for width in widths(page, (390, 1280)):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"at {width} px nothing runs off the page"
