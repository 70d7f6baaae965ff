"""Every question type in a real browser: by keyboard and by pointer, in all its states, and when what is remembered of it is nonsense."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tableside.model import Question

from .every_type import ALL_TYPES
from .keys import answer_by_keyboard
from .test_axe import LOOKS, judge, told
from .test_reflow import SIDEWAYS, SMALL
from .visit import RECORD, check, give, ids, kept, press, put_in_order, question, say, settle, steps_of, tab_to

SCORED = tuple(kind for kind in ALL_TYPES if kind != "write")
PARTLY = ("many-answers", "match", "put-in-order", "sort-into-groups")
"""Types whose answers can be right in part."""


@pytest.fixture
def open_types(new_context: Callable[..., BrowserContext], every_type: str) -> Callable[..., Page]:
    """A function that opens the page of all types in a fresh context."""
    address = urlsplit(every_type)

    def start(**options: object) -> Page:
        page = new_context(also=f"{address.scheme}://{address.netloc}", **options).new_page()
        page.goto(every_type)
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    return start


def give_partly(asked: Locator) -> None:
    """Give an answer that is right in part."""
    kind = asked.get_attribute("data-type")
    give(asked)
    _, right = ids(asked)
    if kind == "many-answers":
        asked.locator(f"fieldset [data-answer='{right[0]}'] input").uncheck()
    elif kind == "put-in-order":
        put_in_order(asked, [right[1], right[0], *right[2:]])
    else:
        select = asked.locator("select").last
        other = select.locator(f"option:not([value='']):not([value='{select.input_value()}'])").first.get_attribute("value")
        select.select_option(other)


# --- by keyboard, by pointer ----------------------------------------------------------------------------------------------


def test_by_keyboard_alone(open_types: Callable[..., Page]) -> None:
    """Tab, arrows, Space and Enter answer and check; the verdict is spoken in the one status, and the focus stays on the button."""
    page = open_types()
    for kind in ALL_TYPES:
        asked = question(page, kind)
        answer_by_keyboard(page, asked)
        assert asked.get_attribute("data-state") is None, f"{kind}: nothing but Check checks"
        button = asked.get_by_role("button", name=say(page, "compare" if kind == "write" else "check"), exact=True)
        tab_to(page, button, most=30)
        page.keyboard.press("Enter")
        state = "compared" if kind == "write" else "right"
        expect(asked).to_have_attribute("data-state", state)
        expect(asked.locator("[role=status]")).to_have_count(1)
        expect(asked.locator("[role=status]")).to_contain_text(say(page, f"verdict.{state}"))
        expect(button).to_be_focused()
        assert asked.locator(".ts-feedback :visible").count() >= 1, kind


@pytest.mark.parametrize("kind", ["fill-in", "number"])
def test_enter_in_a_field_checks(open_types: Callable[..., Page], kind: str) -> None:
    """Who writes a word may press Enter; who wrote nothing stays in the field."""
    page = open_types()
    asked = question(page, kind)
    field = asked.locator("fieldset input")
    field.press("Enter")
    expect(asked.locator(".ts-status")).to_have_text(say(page, f"choose.{kind}"))
    expect(field).to_be_focused()
    give(asked)
    field.press("Enter")
    expect(asked).to_have_attribute("data-state", "right")
    expect(asked.get_by_role("button", name=say(page, "check"), exact=True)).to_be_focused()


def test_wrong_then_right_and_remembered(open_types: Callable[..., Page]) -> None:
    """Wrong, shown, tried again, right; after a reload it stands there as it was left, and nothing is spoken."""
    page = open_types()
    all_of_them = {kind: question(page, kind) for kind in SCORED}
    given = {kind: answered_wrong(page, asked) for kind, asked in all_of_them.items()}
    page.reload()
    for kind, asked in all_of_them.items():
        expect(asked).to_have_attribute("data-state", "wrong")
        assert reading(asked) == given[kind]
        assert not asked.locator(".ts-status").text_content(), kind
        assert asked.locator(".ts-verdict").text_content(), kind
        press(page, asked, "again")
        there = asked.evaluate("e => e.querySelector('fieldset').contains(document.activeElement)")
        assert there, f"{kind}: the focus is where the answer is given"
        give(asked)
        given[kind] = reading(asked)
        check(page, asked)
        expect(asked).to_have_attribute("data-state", "right")
    page.reload()
    for kind, asked in all_of_them.items():
        expect(asked).to_have_attribute("data-state", "right")
        assert reading(asked) == given[kind]
        assert asked.locator(".ts-feedback .ts-because").count() >= 1, kind
        tries = [answer["try"] for answer in kept(page)["answers"] if answer["question"] == asked.get_attribute("data-key")]  # type: ignore[attr-defined]
        assert tries == [1, 2], kind


def answered_wrong(page: Page, asked: Locator) -> str:
    """Answer wrong and have the right answer shown, where it does not show at once. Returns what the form then holds."""
    give(asked, right=False)
    given = reading(asked)
    check(page, asked)
    expect(asked).to_have_attribute("data-state", "wrong")
    expect(asked.locator("fieldset")).to_have_js_property("disabled", True)
    told_at_once = asked.get_attribute("data-type") == "true-false"
    expect(asked.locator(".ts-status")).to_contain_text(say(page, "verdict.wrong" if told_at_once else "verdict.not-yet"))
    show = asked.get_by_role("button", name=say(page, "show"), exact=True)
    assert show.is_visible() is not told_at_once
    if not told_at_once:
        before = asked.locator(".ts-feedback .ts-because").count()
        show.click()
        assert asked.locator(".ts-feedback .ts-because").count() > before
        expect(show).to_be_focused()
    return given


def reading(asked: Locator) -> str:
    """What the form of a question holds, as text."""
    return str(
        asked.evaluate(
            """e => JSON.stringify([...e.querySelectorAll('fieldset [data-answer], fieldset :is(input, select)')]
                .map(x => x.matches('[data-answer]') ? x.dataset.answer : [x.checked, x.value]))"""
        )
    )


def test_a_partly_right_answer_says_what_its_points_come_of(open_types: Callable[..., Page]) -> None:
    """Beside the points stand the numbers that they come of, in the one status."""
    page = open_types()
    come_of = {
        "many-answers": "0.67 of 1 point. 2 of 3 right answers chosen.",
        "match": "0.67 of 1 point. 3 of 4 rows right.",
        "put-in-order": "0.8 of 1 point. 9 of 10 pairs of steps stand the right way round.",
        "sort-into-groups": "0.5 of 1 point. 4 of 5 rows right.",
    }
    for kind in PARTLY:
        asked = question(page, kind)
        give_partly(asked)
        check(page, asked)
        expect(asked).to_have_attribute("data-state", "partly")
        why = "" if kind == "many-answers" else f" {say(page, f'part-why.{kind}', largest=3)}"
        assert asked.locator(".ts-status").text_content() == f"Partly right. {come_of[kind]}{why}"


def test_a_wrong_choice_among_right_ones_is_counted(open_types: Callable[..., Page]) -> None:
    """What takes away from the score is told."""
    page = open_types()
    asked = question(page, "many-answers")
    answers, right = ids(asked)
    for answer in [*right, next(one for one in answers if one not in right)]:
        asked.locator(f"fieldset [data-answer='{answer}'] input").check()
    check(page, asked)
    expect(asked.locator(".ts-status")).to_have_text(
        "Partly right. 0.5 of 1 point. 3 of 3 right answers chosen. 1 of 2 others were chosen too, and they take away from it."
    )


def test_an_empty_answer_is_told_and_is_no_try(open_types: Callable[..., Page]) -> None:
    """Checking nothing says what is missing."""
    page = open_types()
    for kind in ALL_TYPES:
        asked = question(page, kind)
        check(page, asked)
        expect(asked.locator(".ts-status")).to_have_text(say(page, f"choose.{kind}"))
        assert asked.get_attribute("data-state") is None, kind
        assert not kept(page).get("answers"), kind


# --- what is peculiar to a type -------------------------------------------------------------------------------------------


def test_a_slip_is_forgiven_and_told(open_types: Callable[..., Page]) -> None:
    """A misspelled word counts, and the verdict spells it."""
    page = open_types()
    asked = question(page, "fill-in")
    asked.locator("fieldset input").fill("drapping")
    check(page, asked)
    expect(asked.locator(".ts-status")).to_have_text("Right. Spelled: Draping. 1 of 1 point.")
    press(page, asked, "again")
    assert asked.locator("fieldset input").input_value() == "drapping", "words stay, to be worked on"
    asked.locator("fieldset input").fill("DRAPING!")
    check(page, asked)
    expect(asked.locator(".ts-status")).to_have_text("Right. 1 of 1 point.")


@pytest.mark.parametrize(("kind", "written"), [("fill-in", "undresing"), ("number", "60")])
def test_a_known_wrong_answer_has_its_reason_at_once(open_types: Callable[..., Page], kind: str, written: str) -> None:
    """A near miss is met with its own reason before the right answer may be told."""
    page = open_types()
    asked = question(page, kind)
    asked.locator("fieldset input").fill(written)
    check(page, asked)
    expect(asked).to_have_attribute("data-state", "wrong")
    wrong = asked.locator(".ts-key [data-is=wrong] .ts-because").first.text_content()
    expect(asked.locator(".ts-feedback .ts-because")).to_have_text([wrong or "?"])
    press(page, asked, "show")
    right = asked.locator(".ts-key [data-is=right] .ts-because").first.text_content()
    expect(asked.locator(".ts-feedback .ts-because")).to_have_text([wrong or "?", right or "?"])


@pytest.mark.parametrize(("written", "word"), [("a lot", "number-unread"), ("1,200", "number-thousands"), ("50 hours", "number-unit")])
def test_what_is_no_number_is_no_try(open_types: Callable[..., Page], written: str, word: str) -> None:
    """Nonsense is told and stays in the field; with its unit a number is read."""
    page = open_types()
    asked = question(page, "number")
    asked.locator("fieldset input").fill(written)
    check(page, asked)
    expect(asked.locator(".ts-status")).to_have_text(say(page, f"choose.{word}"))
    assert not kept(page).get("answers")
    asked.locator("fieldset input").fill("47,5 min")
    check(page, asked)
    expect(asked).to_have_attribute("data-state", "right")


def test_a_step_moves_under_the_focus(open_types: Callable[..., Page]) -> None:
    """Each press moves a step by one and says where it is; at the end the button rests and keeps the focus."""
    page = open_types()
    asked = question(page, "put-in-order")
    step = steps_of(asked)[2]
    words = (asked.locator(f"[data-answer='{step}'] label").text_content() or "").strip()
    up = asked.get_by_role("button", name=say(page, "move.up", step=words), exact=True)
    expect(asked.get_by_role("button", name=say(page, "move.down", step=words), exact=True)).to_have_count(1)
    up.focus()
    for place in (2, 1, 1):
        page.keyboard.press("Space")
        expect(up).to_be_focused()
        assert steps_of(asked)[place - 1] == step
        expect(asked.locator(".ts-status")).to_have_text(f"{words}: place {place} of 5")
    expect(up).to_have_attribute("aria-disabled", "true")
    assert asked.locator("[data-way][aria-disabled=true]").count() == 2, "the first step's way up, the last one's way down"
    assert asked.locator("select:visible").count() == 0


def test_an_untouched_order_is_asked_about_once(open_types: Callable[..., Page]) -> None:
    """The order that was dealt is no answer; who means it presses Check twice."""
    page = open_types()
    asked = question(page, "put-in-order")
    assert steps_of(asked) != ids(asked)[1]
    check(page, asked)
    expect(asked.locator(".ts-status")).to_have_text(say(page, "choose.put-in-order"))
    assert asked.get_attribute("data-state") is None
    check(page, asked)
    assert asked.get_attribute("data-state") in ("partly", "wrong")


@pytest.mark.parametrize("how", ["mouse", "touch", "escape"])
def test_a_step_can_be_dragged(open_types: Callable[..., Page], how: str) -> None:
    """Dragging by the number is extra: it lands where it is let go, says where, and Escape takes it back."""
    page = open_types(viewport={"width": 390, "height": 900}, has_touch=how == "touch")
    asked = question(page, "put-in-order")
    asked.scroll_into_view_if_needed()
    before = steps_of(asked)
    grips = asked.locator(".ts-grip")
    boxes = [grips.nth(number).bounding_box() or {} for number in range(5)]
    x = boxes[0]["x"] + boxes[0]["width"] / 2
    start, end = (boxes[at]["y"] + boxes[at]["height"] / 2 for at in (0, 3))
    path = [start + (end + 12 - start) * part / 10 for part in range(11)]
    if how == "touch":
        touch = page.context.new_cdp_session(page)
        send = lambda kind, points: touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})  # noqa: E731
        send("touchStart", [{"x": x, "y": path[0]}])
        for y in path:
            send("touchMove", [{"x": x, "y": y}])
        send("touchEnd", [])
    else:
        page.mouse.move(x, path[0])
        page.mouse.down()
        for y in path:
            page.mouse.move(x, y)
        assert steps_of(asked) != before, "it moves while it is dragged"
        if how == "escape":
            page.keyboard.press("Escape")
        page.mouse.up()
    if how == "escape":
        assert steps_of(asked) == before
        assert not asked.locator(".ts-status").text_content()
    else:
        assert steps_of(asked) == [*before[1:4], before[0], before[4]]
        expect(asked.locator(".ts-status")).to_contain_text("place 4 of 5")
    assert asked.locator("[data-dragged]").count() == 0


def test_rows_that_were_right_stay_for_another_try(open_types: Callable[..., Page]) -> None:
    """Trying again, only what was not right is to be chosen anew."""
    page = open_types()
    for kind in ("match", "sort-into-groups"):
        asked = question(page, kind)
        give_partly(asked)
        check(page, asked)
        press(page, asked, "again")
        chosen = [select.input_value() for select in asked.locator("select").all()]
        assert chosen[-1] == ""
        assert all(chosen[:-1])


def test_a_quiz_mixes_steps_and_shows_them_when_the_tries_are_used_up(open_types: Callable[..., Page]) -> None:
    """Each attempt deals its own order, the same after a reload and never the right one; the last try tells."""
    page = open_types()
    asked = page.locator("ts-quiz ts-question[data-type=put-in-order]")
    dealt = steps_of(asked)
    page.reload()
    assert steps_of(asked) == dealt != ids(asked)[1]
    tries = int(asked.get_attribute("data-tries") or 0)
    assert tries > 1
    for number in range(1, tries + 1):
        if number > 1:
            press(page, asked, "again")
        give(asked, right=False)
        check(page, asked)
        assert asked.locator(".ts-feedback .ts-partner").count() == (4 if number == tries else 0)


# --- what comes back ------------------------------------------------------------------------------------------------------


def change_record(page: Page, change: str) -> None:
    """Change every answer in the record by a script of `answer`, and load the page again."""
    page.evaluate(
        f"""name => {{
            const record = JSON.parse(localStorage.getItem(name))
            for (const answer of record.answers) {{ {change} }}
            localStorage.setItem(name, JSON.stringify(record)) }}""",
        RECORD,
    )
    page.reload()
    settle(page)


def test_an_answer_to_an_older_revision_is_not_shown(open_types: Callable[..., Page]) -> None:
    """It says that the question changed, and can be answered."""
    page = open_types()
    for kind in SCORED:
        give(question(page, kind))
        check(page, question(page, kind))
    change_record(page, "answer.revision = 0")
    for kind in SCORED:
        asked = question(page, kind)
        expect(asked.locator(".ts-verdict")).to_have_text(say(page, "changed"))
        assert asked.get_attribute("data-state") is None
        give(asked)
        check(page, asked)
        expect(asked).to_have_attribute("data-state", "right")


STRANGE = ['"words"', "[]", '["gone", "ask"]', "{}", '{"free": "specific", "gone": "gone"}', '"' + "x" * 15000 + '"']
"""What a record may hold as an answer; each type meets every third of them."""


@pytest.mark.parametrize("first", range(3))
def test_an_answer_of_another_kind_breaks_nothing(open_types: Callable[..., Page], first: int) -> None:
    """Whatever a record holds, the question is shown, can be tried again and answered."""
    page = open_types()
    for kind in ALL_TYPES:
        give(question(page, kind))
        check(page, question(page, kind))
    given = [STRANGE[(first + at) % 3 :: 3][at % 2] for at in range(len(ALL_TYPES))]
    change_record(page, f"answer.given = [{', '.join(given)}][record.answers.indexOf(answer)]")
    for kind in ALL_TYPES:
        asked = question(page, kind)
        assert asked.get_attribute("data-state") in ("wrong", "partly", "compared")
        press(page, asked, "edit" if kind == "write" else "again")
        give(asked)
        check(page, asked)
        expect(asked).to_have_attribute("data-state", "compared" if kind == "write" else "right")


# --- every state, judged --------------------------------------------------------------------------------------------------


def states(page: Page) -> dict[str, Callable[[], None]]:
    """Each state of the questions by its name, with what leads to it from the one before."""

    def each(kinds: tuple[str, ...], act: Callable[[Locator], None], first: str | None = None) -> Callable[[], None]:
        def run() -> None:
            for kind in kinds:
                asked = question(page, kind)
                if first and not (first == "again" and kind == "write"):
                    press(page, asked, first)
                act(asked)

        return run

    def wrong(asked: Locator) -> None:
        give(asked, right=False)
        check(page, asked)

    def partly(asked: Locator) -> None:
        give_partly(asked)
        check(page, asked)

    def right(asked: Locator) -> None:
        give(asked)
        check(page, asked)

    return {
        "unanswered": lambda: None,
        "lacking": each(ALL_TYPES, lambda asked: check(page, asked)),
        "wrong": each(ALL_TYPES, wrong),
        "shown": each(tuple(kind for kind in SCORED if kind != "true-false"), lambda asked: press(page, asked, "show")),
        "partly": each(PARTLY, partly, "again"),
        "right": each(SCORED, right, "again"),
        "remembered": lambda: page.reload() and None,
    }


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: f"{look[0]}-{look[1]}")
def test_axe_in_every_state(open_types: Callable[..., Page], look: tuple[str, int]) -> None:
    """Nothing against any type in any state, light on a phone and dark on a desk."""
    scheme, width = look
    page = open_types(color_scheme=scheme, viewport={"width": width, "height": 900})
    faults = []
    for name, lead in states(page).items():
        lead()
        faults += judge(page, name)
    assert not faults, told(faults)


def test_a_small_window_in_every_state(open_types: Callable[..., Page]) -> None:
    """At 320 px nothing scrolls sideways, and every target can be hit."""
    page = open_types(viewport={"width": 320, "height": 640})
    faults = []
    for name, lead in states(page).items():
        lead()
        settle(page)
        found = page.evaluate(SIDEWAYS)
        if found["over"] > 0 or found["out"]:
            faults.append(f"{name}: {found}")
        faults += [f"{name}: {small}" for small in page.evaluate(SMALL)]
    assert not faults, "\n".join(faults)


# --- without script, on paper, in forced colors ---------------------------------------------------------------------------


def test_without_script(open_types: Callable[..., Page]) -> None:
    """Fields of the browser's own take the answer, and the key below tells it."""
    page = open_types(java_script_enabled=False)
    for kind in ALL_TYPES:
        asked = question(page, kind)
        fields = asked.locator("fieldset :is(input, select, textarea)")
        assert fields.count() >= 1, kind
        for field in fields.all():
            expect(field).to_be_visible()
            labeled = field.evaluate("e => Boolean(e.labels.length && e.labels[0].innerText.trim())")
            assert labeled, f"{kind}: each field has its label"
        for select in asked.locator("select").all():
            select.select_option(index=1)
        assert asked.locator("button:visible").count() == 0, kind
        asked.locator(".ts-key > summary").click()
        expect(asked.locator(".ts-key .ts-because").first).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_on_paper(open_types: Callable[..., Page], scripted: bool) -> None:
    """Circles for true and false, a line to write on, a box for each place, and nothing that tells."""
    page = open_types(java_script_enabled=scripted)
    if scripted:
        for kind in SCORED:
            give(question(page, kind), right=False)
            check(page, question(page, kind))
            if kind != "true-false":
                press(page, question(page, kind), "show")
    page.emulate_media(media="print")
    assert page.locator("ts-question :is(button, .ts-because, .ts-outcome, .ts-status, .ts-verdict):visible").count() == 0
    assert question(page, "true-false").locator("input[type=radio]:visible").count() == 2
    expect(question(page, "number").locator(".ts-unit")).to_be_visible()
    for kind, places in {"put-in-order": 5, "sort-into-groups": 5, "match": 4}.items():
        boxes = question(page, kind).locator("select")
        assert boxes.count() == places
        for box in boxes.all():
            expect(box).to_be_visible()
            assert (box.bounding_box() or {})["height"] >= 20
    expect(question(page, "sort-into-groups").locator(".ts-group").first).to_be_visible()
    line = question(page, "fill-in").locator("fieldset input")
    assert (line.bounding_box() or {})["width"] > 200
    assert line.evaluate("e => getComputedStyle(e).color") == "rgba(0, 0, 0, 0)", "what was written on the screen is not printed"


def test_the_types_of_the_page_are_all_there_are(open_types: Callable[..., Page]) -> None:
    """A new type has to be added to the page that all of this is tried on."""
    page = open_types()
    there = page.locator("ts-question").evaluate_all("all => all.map(e => e.dataset.type)")
    assert set(there) == set(ALL_TYPES)
    models = get_args(get_args(Question)[0])
    assert {get_args(model.model_fields["type"].annotation)[0] for model in models} == set(ALL_TYPES)
