"""A person walks through a module: with the keyboard alone, and coming back later to find everything as it was left."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from .copies import build_copy, checkout
from .keys import answer_by_keyboard
from .visit import KINDS, RECORD, TYPES, check, give, ids, kept, press, question, say, settle, tab_to, wait_until_kept

# --- by keyboard alone ----------------------------------------------------------------------------------------------------


def key_in(page: Page, asked: Locator) -> None:
    """Answer a question rightly with keys alone, from wherever the focus is above it, and check it."""
    answer_by_keyboard(page, asked)
    kind = asked.get_attribute("data-type")
    button = asked.get_by_role("button", name=say(page, "compare" if kind == "write" else "check"), exact=True)
    tab_to(page, button)
    page.keyboard.press("Enter")


def test_questions_by_keyboard(page: Page, web: str) -> None:
    """Each type is answered with keys alone; the verdict is spoken, the reasons stand there, and the focus stays on the button."""
    page.goto(f"{web}/{KINDS['module']}")
    tops = {kind: question(page, kind).evaluate("e => e.getBoundingClientRect().top") for kind in TYPES}
    for kind in sorted(TYPES, key=tops.__getitem__):
        asked = question(page, kind)
        key_in(page, asked)
        state = "compared" if kind == "write" else "right"
        expect(asked).to_have_attribute("data-state", state)
        said = asked.locator(".ts-status")
        expect(said).to_contain_text(say(page, f"verdict.{state}"))
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == say(page, "compare" if kind == "write" else "check"), f"{kind}: the focus stays put"
        assert asked.locator(".ts-feedback").count() >= 1, kind
        if kind != "write":
            reason = asked.locator(".ts-key .ts-because").first.text_content() or ""
            assert reason, kind
            assert reason not in (said.text_content() or ""), "reasons stand beside the answers and are not read out in one go"
            assert asked.locator(".ts-feedback .ts-because:visible").count() >= 1, kind


def test_hints_by_keyboard(page: Page, web: str) -> None:
    """Hints open one after another, each with a key press."""
    page.goto(f"{web}/{KINDS['module']}")
    asked = page.locator("ts-question:has(.ts-hint ~ .ts-hint)").first
    hints = asked.locator(".ts-hint")
    expect(hints.nth(0)).to_be_visible()
    expect(hints.nth(1)).to_be_hidden()
    tab_to(page, hints.nth(0).locator("summary"))
    page.keyboard.press("Enter")
    expect(hints.nth(0).locator("p").first).to_be_visible()
    expect(hints.nth(1)).to_be_visible()
    tab_to(page, hints.nth(1).locator("summary"))


def test_a_module_by_keyboard(page: Page, web: str) -> None:
    """From the first page to the saved file: into the module, through its quiz, its checklist, the search and one's progress."""
    page.goto(f"{web}/{KINDS['home']}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#ts-content", "the first stop skips to the content"
    page.keyboard.press("Enter")
    tab_to(page, page.locator(f"ts-page a[href$='{KINDS['module']}']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{KINDS['module']}*")

    tab_to(page, page.locator("ts-checklist input[type=checkbox]").first)
    page.keyboard.press("Space")
    quiz = page.locator("ts-quiz").first
    asked = quiz.locator("ts-question:visible")
    for number in range(asked.count()):
        key_in(page, asked.nth(number))
    expect(quiz.locator(".ts-quiz-status")).to_contain_text("100")
    assert quiz.locator(".ts-results li").count() >= 1
    assert quiz.locator(".ts-results li a").count() == 0, "what is known need not be read again"

    tab_to(page, page.locator("[data-md-component=search-query]"), "Shift+Tab")
    page.keyboard.type("draping")
    expect(page.locator("[data-md-component=search-result] li a").first).to_be_visible()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        href = page.evaluate("document.activeElement.href") or ""
        if KINDS["glossary"] in href:
            break
    page.keyboard.press("Enter")
    page.wait_for_url(href)

    page.goto(f"{web}/{KINDS['progress']}")
    tab_to(page, page.locator("ts-progress").get_by_role("button", name=say(page, "save"), exact=True))
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    saved = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    assert len(saved["answers"]) == 10
    assert saved["attempts"][0]["finished"]["earned"] == saved["attempts"][0]["finished"]["possible"]
    assert sum(tick["done"] for tick in saved["ticks"].values()) == 1


def test_preferences_by_keyboard(page: Page, web: str) -> None:
    """Reading preferences are set with keys, change the page at once, and are there on the next page before anything is painted."""
    page.goto(f"{web}/{KINDS['module']}")
    prose = page.locator(".ts-section p").first
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    before = prose.evaluate(size)
    tab_to(page, page.locator("ts-preferences button").first)
    page.keyboard.press("Enter")
    panel = page.locator("#ts-preferences-panel")
    expect(panel).to_be_visible()
    tab_to(page, panel.locator("input[name=size]").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert prose.evaluate(size) > before
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("ts-preferences button").first).to_be_focused()
    page.goto(f"{web}/{KINDS['glossary']}")
    assert page.evaluate("document.documentElement.dataset.tsSize") == "larger"


def test_a_term_by_keyboard(page: Page, web: str) -> None:
    """A term in the prose explains itself when it has the focus, until Escape, and is explained once a page."""
    page.goto(f"{web}/{KINDS['module']}")
    term = page.locator("a.ts-term").first
    tab_to(page, term)
    tip = page.locator(".ts-tip:visible")
    expect(tip).to_have_count(1)
    expect(tip).to_contain_text(term.get_attribute("data-means") or "?")
    page.keyboard.press("Escape")
    expect(page.locator(".ts-tip:visible")).to_have_count(0)
    names = [one.get_attribute("href") for one in page.locator("a.ts-term").all()]
    assert len(names) == len(set(names))


def test_the_quiz_teaches_after_it_is_over(page: Page, web: str) -> None:
    """What was wrong can be tried again; the score counts first tries, by objective, against the pass mark."""
    page.goto(f"{web}/{KINDS['module']}")
    quiz = page.locator("ts-quiz").first
    asked = quiz.locator("ts-question")
    wrong = 3
    for number in range(asked.count()):
        give(asked.nth(number), right=number >= wrong)
        check(page, asked.nth(number))
    said = quiz.locator(".ts-quiz-status").text_content() or ""
    finished = kept(page)["attempts"][0]["finished"]  # type: ignore[index]
    assert finished["earned"] < finished["possible"]
    assert f"{100 * finished['earned'] // finished['possible']:.0f}%" in said
    assert quiz.locator(".ts-results li a").count() >= 1, "the result leads back to what teaches the objectives that were missed"
    press(page, quiz, "retry")
    assert quiz.locator("ts-question:visible").count() == wrong
    for one in quiz.locator("ts-question:visible").all():
        give(one)
        check(page, one)
    again = kept(page)["attempts"][0]["finished"]  # type: ignore[index]
    assert again == finished, "trying again teaches and leaves the score as it is"
    assert {answer["try"] for answer in kept(page)["answers"]} == {1, 2}  # type: ignore[attr-defined]


def test_reasons_that_would_tell_wait_for_the_tries(page: Page, web: str) -> None:
    """A wrong answer gets its own reason and another try; the right one is shown when it is asked for or the tries are used up."""
    page.goto(f"{web}/{KINDS['module']}")
    asked = question(page, "one-answer")
    tries = int(asked.get_attribute("data-tries") or 0)
    right = asked.locator(f"fieldset [data-answer='{ids(asked)[1][0]}']")
    for number in range(1, (tries or 2) + 1):
        give(asked, right=False)
        check(page, asked)
        expect(asked).to_have_attribute("data-state", "wrong")
        if number == tries:
            break
        assert asked.locator(".ts-feedback").count() == 1, "the chosen answer's reason, and no other"
        assert right.locator(".ts-feedback").count() == 0
        press(page, asked, "again")
        expect(asked.locator("fieldset input").first).to_be_focused()
    if not tries:
        give(asked, right=False)
        check(page, asked)
        press(page, asked, "show")
    assert right.locator(".ts-because").is_visible()
    assert right.locator(".ts-outcome").text_content() == say(page, "mark.missed")


def test_an_empty_answer_is_not_marked(page: Page, web: str) -> None:
    """Checking without an answer says what is missing and counts nothing."""
    page.goto(f"{web}/{KINDS['module']}")
    for kind in TYPES:
        asked = question(page, kind)
        check(page, asked)
        expect(asked.locator(".ts-status")).to_have_text(say(page, f"choose.{kind}"))
        assert asked.get_attribute("data-state") is None
    assert not kept(page).get("answers")


def test_a_checklist_is_reset_only_when_sure(page: Page, web: str) -> None:
    """Starting over asks first, and what stands on the checklists page is the same list."""
    page.goto(f"{web}/{KINDS['module']}")
    checklist = page.locator("ts-checklist").first
    key = checklist.get_attribute("data-key")
    boxes = checklist.locator("input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.goto(f"{web}/{KINDS['checklists']}")
    there = page.locator(f"ts-checklist[data-key='{key}']")
    assert [box.is_checked() for box in there.locator("input[type=checkbox]").all()][:3] == [True, False, True]
    press(page, there, "reset")
    press(page, there, "reset.no")
    assert there.locator("input:checked").count() == 2
    press(page, there, "reset")
    press(page, there, "reset.yes")
    assert there.locator("input:checked").count() == 0
    page.goto(f"{web}/{KINDS['module']}")
    assert page.locator("ts-checklist input:checked").count() == 0


# --- coming back ----------------------------------------------------------------------------------------------------------


def work(page: Page) -> None:
    """Leave something of each kind behind: answers of every type, a tick, an unfinished quiz."""
    for kind in TYPES:
        asked = question(page, kind)
        give(asked, right=kind != "many-answers")
        check(page, asked)
    page.locator("ts-checklist input[type=checkbox]").nth(1).check()
    first = page.locator("ts-quiz ts-question").first
    give(first)
    check(page, first)


def assert_there(page: Page) -> None:
    """All that `work` left behind is shown again, and nothing is spoken on arrival."""
    expected = {"one-answer": "right", "many-answers": "wrong", "match": "right", "write": "compared"}
    for kind, state in expected.items():
        asked = question(page, kind)
        expect(asked).to_have_attribute("data-state", state)
        assert not asked.locator(".ts-status").text_content()
        assert asked.locator(".ts-verdict").text_content()
    assert question(page, "write").locator("textarea").input_value().startswith("I would say")
    assert page.locator("ts-checklist input[type=checkbox]").nth(1).is_checked()
    assert page.locator("ts-quiz ts-question[data-state=right]").count() == 1


def test_work_survives_a_reload_and_a_new_tab(page: Page, web: str) -> None:
    """What was done is there again, in this tab and in another one."""
    page.goto(f"{web}/{KINDS['module']}")
    work(page)
    page.reload()
    assert_there(page)
    other = page.context.new_page()
    other.goto(f"{web}/{KINDS['module']}")
    assert_there(other)


def test_who_leaves_in_a_hurry_continues_too(page: Page, web: str) -> None:
    page.goto(f"{web}/modules/consent.html")
    settle(page)
    page.evaluate("document.getElementById('stop').scrollIntoView()")
    settle(page)
    page.wait_for_timeout(100)
    page.goto(f"{web}/index.html")
    expect(page.locator("ts-continue a")).to_have_attribute("href", re.compile(r"modules/consent\.html#stop$"))


def test_who_comes_back_continues_where_they_were(page: Page, web: str) -> None:
    """The first page and the progress page lead to the section that was read last."""
    page.goto(f"{web}/{KINDS['home']}")
    assert page.locator("ts-continue a:visible").count() == 0
    page.goto(f"{web}/{KINDS['module']}")
    heading = page.locator("ts-page h2[id]").nth(3)
    name = heading.get_attribute("id")
    heading.evaluate("element => element.scrollIntoView()")
    wait_until_kept(page, "#")
    page.goto(f"{web}/{KINDS['home']}")
    link = page.locator("ts-continue a:visible")
    link.click()
    page.wait_for_url(f"**/{KINDS['module']}#{name}")
    assert abs(page.locator(f"[id='{name}']").bounding_box()["y"]) < 400  # type: ignore[index]


def test_a_withdrawn_module_is_no_place_to_go_back_to(page: Page, web: str) -> None:
    """The first page leads to it as long as the course has it, and not into nothing after that."""
    page.goto(f"{web}/{KINDS['module']}")
    page.evaluate("document.getElementById('stop').scrollIntoView()")
    wait_until_kept(page, "#stop")
    kept = page.evaluate("name => localStorage.getItem(name)", RECORD)
    page.route("**/index.html", lambda route: route.fulfill(response=(found := route.fetch()), body=without_consent(found.text())))
    page.goto(f"{web}/index.html")
    expect(page.locator("ts-continue")).to_have_js_property("hidden", True)
    assert page.evaluate("name => localStorage.getItem(name)", RECORD) == kept


def without_consent(home: str) -> str:
    """The first page of a course that no longer has the module."""
    changed = re.sub(r"data-modules='(.*?)'", lambda found: found[0].replace("consent", "something-else"), home)
    assert changed != home
    return changed


def reword(copy: Path, identifier: str, *, revision: bool) -> None:
    """Change the words of a question in the module's YAML, and raise its revision if asked to."""
    file = copy / "content" / "modules" / "boundaries" / "consent.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index(f"- id: {identifier}\n")
    ask = re.compile(r"^( +)ask: ", re.M).search(text, start)
    assert ask
    raised = f"{ask[1]}revision: 2\n" if revision else ""
    file.write_text(f"{text[: ask.start()]}{raised}{ask[0]}Reworded. {text[ask.end() :]}", encoding="utf-8")


def test_work_survives_a_rebuilt_and_reworded_site(
    new_context: Callable[..., BrowserContext], site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """New words leave an answer standing; a raised revision asks the question again and says why, and forgets nothing."""
    copy, built = checkout(tmp_path / "copy"), tmp_path / "site"
    shutil.copytree(site, built, ignore=shutil.ignore_patterns("*.pdf", "*.zip"))
    place = serve(built)
    page = new_context(also=place).new_page()
    page.goto(f"{place}/{KINDS['module']}")
    work(page)
    before = kept(page)
    reworded, revised = (question(page, kind).get_attribute("data-key").split("/")[1] for kind in ("one-answer", "match"))  # type: ignore[union-attr]

    reword(copy, reworded, revision=False)
    reword(copy, revised, revision=True)
    shutil.rmtree(built)
    build_copy(copy, built)
    page.reload()
    one, match = question(page, "one-answer"), question(page, "match")
    expect(one.locator("legend")).to_contain_text("Reworded.")
    expect(one).to_have_attribute("data-state", "right")
    expect(match.locator("legend")).to_contain_text("Reworded.")
    assert match.get_attribute("data-state") is None
    expect(match.locator(".ts-verdict")).to_have_text(say(page, "changed"))
    assert kept(page)["answers"] == before["answers"]


def test_work_survives_instant_navigation(new_context: Callable[..., BrowserContext], instant: str) -> None:
    """Where the theme swaps pages without loading them, our elements wake, remember and leave without a trace."""
    page = new_context(also=instant).new_page()
    page.goto(f"{instant}/{KINDS['home']}")
    settle(page)
    page.evaluate("window.sameDocument = true")
    page.locator(f"ts-page a[href$='{KINDS['module']}']").first.click()
    page.locator("ts-quiz").wait_for()
    work(page)
    page.locator(f".ts-nav a[href$='{KINDS['glossary']}']").first.click()
    page.wait_for_url(f"**/{KINDS['glossary']}")
    page.locator("h1", has_text="Glossary").wait_for()
    page.go_back()
    page.locator("ts-quiz").wait_for()
    assert_there(page)
    assert page.evaluate("window.sameDocument") is True, "the page was loaded anew: instant navigation is not on"
    page.evaluate("""() => { window.heard = 0; addEventListener('ts-did', () => window.heard += 1) }""")
    page.locator("ts-checklist input[type=checkbox]").nth(3).check()
    assert page.evaluate("window.heard") == 1
    assert question(page, "one-answer").get_by_role("button", name=say(page, "check"), exact=True).count() == 1
