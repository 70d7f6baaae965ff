"""What was given in a question and not checked is there again after a reload, on the way back and later on, and goes when it is checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .every_type import ALL_TYPES
from .visit import COURSE, KINDS, check, finish_quiz, give, kept, make_trouble, press, question, say, settle, until
from .visit import TYPES as COURSE_TYPES

DRAFTS = f"tableside:{COURSE}:drafts"
"""The name under which a device keeps drafts."""

WRITTEN = "I would say what I see, and\nwait "


@pytest.fixture
def types(new_context: Callable[..., BrowserContext], every_type: str) -> Page:
    """The page with a question of every type, in a fresh context."""
    address = urlsplit(every_type)
    page = new_context(also=f"{address.scheme}://{address.netloc}").new_page()
    page.goto(every_type)
    settle(page)
    return page


def drafts(page: Page) -> dict[str, dict[str, object]]:
    """The drafts that the device keeps, by question."""
    return json.loads(page.evaluate("name => localStorage.getItem(name)", DRAFTS) or '{"drafts": {}}')["drafts"]  # type: ignore[no-any-return]


def shown(asked: Locator) -> object:
    """What stands in the form of a question: what is chosen and written, by answer, in the order on the page."""
    return asked.evaluate(
        """e => [...e.querySelectorAll('fieldset [data-answer], fieldset :is(input, select, textarea)')]
            .map(node => [node.dataset.answer, node.checked, node.value])"""
    )


def quizzed(page: Page, kind: str) -> Locator:
    """The first question of a type in the quiz."""
    return page.locator(f"ts-quiz ts-question[data-type={kind}]").first


def reload(page: Page) -> None:
    """Load the page again, as a learner does."""
    page.reload()
    settle(page)


# --- every type -----------------------------------------------------------------------------------------------------------


def test_what_was_given_is_there_again_until_it_is_checked(types: Page) -> None:
    """Given and left: there again, in silence. Checked and left: the verdict, and no draft. Tried again and left: the new try."""
    every = {kind: question(types, kind) for kind in ALL_TYPES}
    again = {kind: "edit" if kind == "write" else "again" for kind in ALL_TYPES}
    wrong = {kind: "compared" if kind == "write" else "wrong" for kind in ALL_TYPES}
    empty = {kind: shown(asked) for kind, asked in every.items()}
    for asked in every.values():
        give(asked, right=False)
    given = {kind: shown(asked) for kind, asked in every.items()}
    assert [kind for kind in ALL_TYPES if given[kind] == empty[kind]] == []
    reload(types)
    assert {kind: shown(asked) for kind, asked in every.items()} == given
    assert sorted(drafts(types)) == sorted(str(asked.get_attribute("data-key")) for asked in every.values())
    assert types.locator("ts-question[data-state]").count() == 0, "nothing was checked"
    assert not "".join(types.locator("ts-question .ts-status").all_text_contents()), "nothing is spoken"
    assert types.evaluate("document.activeElement === document.body"), "the focus is where it would be"
    assert not kept(types).get("answers"), "a draft is no answer"

    for left, (kind, asked) in zip(range(len(every) - 1, -1, -1), every.items(), strict=True):
        check(types, asked)
        expect(asked).to_have_attribute("data-state", wrong[kind])
        assert len(drafts(types)) == left, kind
    reload(types)
    for kind, asked in every.items():
        expect(asked).to_have_attribute("data-state", wrong[kind])
        assert shown(asked) == given[kind]
    assert types.evaluate("name => localStorage.getItem(name)", DRAFTS) is None

    for kind, asked in every.items():
        press(types, asked, again[kind])
    reload(types)
    for kind, asked in every.items():
        expect(asked).to_have_attribute("data-state", wrong[kind])
        press(types, asked, again[kind])
        give(asked)
    every["write"].locator("textarea").fill(WRITTEN)
    given = {kind: shown(asked) for kind, asked in every.items()}
    reload(types)
    assert {kind: shown(asked) for kind, asked in every.items()} == given
    for kind, asked in every.items():
        assert asked.get_attribute("data-state") is None, kind
        assert asked.locator(".ts-feedback").count() == 0, kind
        check(types, asked)
        expect(asked).to_have_attribute("data-state", "compared" if kind == "write" else "right")
    assert drafts(types) == {}


def test_all_types_at_once_in_a_quiz_that_nobody_began(types: Page) -> None:
    """The first check opens the attempt, and what was given to the others before belongs to it; the next attempt begins empty."""
    before = {kind: shown(quizzed(types, kind)) for kind in ALL_TYPES}
    for kind in ALL_TYPES:
        give(quizzed(types, kind))
    given = {kind: shown(quizzed(types, kind)) for kind in ALL_TYPES}
    reload(types)
    assert {kind: shown(quizzed(types, kind)) for kind in ALL_TYPES} == given
    first, *others = ALL_TYPES
    check(types, quizzed(types, first))
    expect(quizzed(types, first)).to_have_attribute("data-state", "right")
    assert {kind: shown(quizzed(types, kind)) for kind in ALL_TYPES} == given
    reload(types)
    assert {kind: shown(quizzed(types, kind)) for kind in ALL_TYPES} == given
    assert len(drafts(types)) == len(others)
    for kind in others:
        check(types, quizzed(types, kind))
    assert drafts(types) == {}
    press(types, types.locator("ts-quiz"), "new-attempt")
    for kind in set(ALL_TYPES) - {"put-in-order"}:
        assert in_any_order(shown(quizzed(types, kind))) == in_any_order(before[kind])


def in_any_order(fields: object) -> list[str]:
    """What stands in a form, whatever order its answers are met in."""
    assert isinstance(fields, list)
    return sorted(map(str, fields))


# --- leaving, by every way -------------------------------------------------------------------------------------------------


def write(page: Page, text: str = WRITTEN) -> Locator:
    """Write into the first question that takes own words. Returns its field."""
    field = question(page, "write").locator("textarea")
    field.fill(text)
    return field


@pytest.mark.parametrize("place", ["web", "folder"])
def test_away_and_back(page: Page, web: str, site: Path, place: str) -> None:
    """By a link and Back, at once: from a web address and from a folder."""
    root = web if place == "web" else site.as_uri()
    page.goto(f"{root}/{KINDS['module']}")
    settle(page)
    field = write(page)
    page.goto(f"{root}/{KINDS['privacy']}")
    page.go_back()
    expect(field).to_have_value(WRITTEN)
    page.goto(f"{root}/{KINDS['home']}")
    page.goto(f"{root}/{KINDS['module']}")
    expect(field).to_have_value(WRITTEN)
    assert len(drafts(page)) == 1


def test_a_page_that_wakes_up(page: Page, web: str) -> None:
    """What comes back from the browser's cache shows what was kept meanwhile, and nothing of what was erased."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    field = write(page)
    wake = """() => { dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))
        dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})) }"""
    page.evaluate(wake)
    expect(field).to_have_value(WRITTEN)
    other = page.context.new_page()
    other.goto(f"{web}/{KINDS['module']}")
    settle(other)
    expect(question(other, "write").locator("textarea")).to_have_value(WRITTEN)
    write(other, "Written later")
    other.close()
    until(page, lambda: "Written later" in json.dumps(drafts(page)))
    expect(field).to_have_value(WRITTEN)
    page.evaluate(wake)
    expect(field).to_have_value("Written later")
    page.evaluate("localStorage.clear()")
    page.evaluate(wake)
    expect(field).to_have_value("")


def test_two_tabs_do_not_disturb_who_is_typing(page: Page, web: str) -> None:
    """What one tab keeps does not show in the other until it is loaded; the later one wins."""
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{web}/{KINDS['module']}")
        settle(tab)
    field = write(page, "In the first tab")
    page.wait_for_timeout(400)
    field_there = question(other, "write").locator("textarea")
    expect(field_there).to_have_value("")
    field_there.press_sequentially("In the second", delay=5)
    give(question(other, "one-answer"))
    expect(field).to_have_value("In the first tab")
    until(page, lambda: "In the second" in json.dumps(drafts(page)) and len(drafts(page)) == 2)
    reload(page)
    expect(field).to_have_value("In the second")
    assert len(drafts(page)) == 2


def test_a_finished_quiz_is_practiced_with_what_was_begun(page: Page, web: str) -> None:
    """To practice the wrong ones takes nothing away from one that is being tried again."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    quiz = finish_quiz(page, wrong=2)
    asked = quiz.locator("ts-question").first
    press(page, asked, "again")
    give(asked)
    given = shown(asked)
    reload(page)
    assert shown(asked) == given
    press(page, quiz, "retry")
    assert shown(asked) == given


# --- what storage can hold ----------------------------------------------------------------------------------------------------


def test_erased_with_the_record_and_in_no_file(page: Page, web: str) -> None:
    """My progress: the file holds no draft, and after clearing nothing of the course is left, nor on the way back."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    for kind in COURSE_TYPES:
        give(question(page, kind))
    field = write(page, "for no file")
    page.goto(f"{web}/{KINDS['progress']}")
    assert len(drafts(page)) == len(COURSE_TYPES)
    files = page.locator(".ts-files")
    with page.expect_download() as saving:
        press(page, files, "clear")
    text = Path(saving.value.path()).read_text(encoding="utf-8")
    assert "for no file" not in text
    assert "drafts" not in text
    press(page, files, "clear.yes")
    expect(files.locator("[role=status]")).to_have_text(say(page, "clear.done"))
    assert [name for name in page.evaluate("Object.keys(localStorage)") if COURSE in name] == []
    page.go_back()
    settle(page)
    expect(field).to_have_value("")


HOSTILE = {
    "torn": '{"schema": 1, "drafts": {',
    "a list": "[1]",
    "nothing": "null",
    "not ours": '{"schema": 1, "drafts": {"consent/x": {"given": {"a": {"toString": 1}}}, "": null}}',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_draft_breaks_nothing(page: Page, web: str, what: str) -> None:
    """The page works, and what is given next is kept."""
    page.goto(f"{web}/{KINDS['privacy']}")
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [DRAFTS, HOSTILE[what]])
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    field = write(page)
    reload(page)
    expect(field).to_have_value(WRITTEN)
    expect(page.locator(".ts-trouble")).to_be_empty()


def test_a_draft_of_another_kind_breaks_no_question(types: Page) -> None:
    """Whatever kind of answer stands there under a question's name, its form takes what it can, and it can be answered."""
    keys = {kind: question(types, kind).get_attribute("data-key") for kind in ALL_TYPES}
    for given in ("<img src=x onerror=window.ran=1>", ["a", "b"], {"a": "b"}, [], ""):
        odd = {key: {"revision": 1, "attempt": 1, "after": None, "given": given} for key in keys.values()}
        types.evaluate("([name, text]) => localStorage.setItem(name, text)", [DRAFTS, json.dumps({"schema": 1, "drafts": odd})])
        reload(types)
    assert types.evaluate("window.ran") is None
    for kind in ALL_TYPES:
        asked = question(types, kind)
        give(asked)
        check(types, asked)
        expect(asked).to_have_attribute("data-state", "compared" if kind == "write" else "right")


def test_drafts_of_a_later_version_and_of_another_revision(page: Page, web: str) -> None:
    """The first are left alone; one of another revision is not shown, and goes."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    field = write(page)
    reload(page)
    text = page.evaluate("name => localStorage.getItem(name)", DRAFTS)
    older = text.replace('"revision":1', '"revision":0')
    assert older != text
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [DRAFTS, older])
    reload(page)
    expect(field).to_have_value("")
    assert drafts(page) == {}
    newer = text.replace('"schema":1', '"schema":2')
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [DRAFTS, newer])
    reload(page)
    expect(field).to_have_value("")
    write(page)
    page.goto(f"{web}/{KINDS['privacy']}")
    assert page.evaluate("name => localStorage.getItem(name)", DRAFTS) == newer


def test_storage_that_is_refused_keeps_no_drafts(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Questions are answered as ever; what was not checked is gone with the page."""
    context = new_context()
    make_trouble(context, "refused")
    page = context.new_page()
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    field = write(page)
    page.wait_for_timeout(300)
    asked = question(page, "one-answer")
    give(asked)
    check(page, asked)
    expect(asked).to_have_attribute("data-state", "right")
    expect(field).to_have_value(WRITTEN)
    reload(page)
    expect(field).to_have_value("")


# --- instant navigation -----------------------------------------------------------------------------------------------------


def test_instant_navigation(new_context: Callable[..., BrowserContext], instant: str) -> None:
    """Where the theme swaps pages without loading them, what was typed a moment ago is kept as well, and comes back."""
    page = new_context(also=instant).new_page()
    page.goto(f"{instant}/{KINDS['module']}")
    settle(page)
    page.evaluate("window.sameDocument = true")
    given = []
    for kind in COURSE_TYPES:
        give(question(page, kind))
        given.append(shown(question(page, kind)))
    page.locator(f".ts-nav a[href$='{KINDS['glossary']}']").first.evaluate("link => link.click()")
    page.locator("h1", has_text="Glossary").wait_for()
    page.go_back()
    page.locator("ts-quiz").wait_for()
    assert [shown(question(page, kind)) for kind in COURSE_TYPES] == given
    assert page.evaluate("window.sameDocument") is True, "the page was loaded anew: instant navigation is not on"
