"""How every question type is answered with keys alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from .visit import ids, steps_of, tab_to


def move_by_keyboard(page: Page, asked: Locator, order: list[str]) -> None:
    """Bring steps into order with keys alone, from the top down."""
    for place, step in enumerate(order):
        if steps_of(asked).index(step) == place:
            continue
        up = asked.locator(f"[data-answer='{step}'] [data-way=up]")
        tab_to(page, up, key="Shift+Tab" if behind(up) else "Tab")
        while steps_of(asked).index(step) > place:
            page.keyboard.press("Enter")
            expect(up).to_be_focused()


def behind(target: Locator) -> bool:
    """Whether the target stands before what has the focus."""
    return bool(
        target.evaluate("e => Boolean(document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)"),
    )


def answer_by_keyboard(page: Page, asked: Locator) -> None:
    """Answer rightly with keys alone, from wherever the focus is above the question."""
    kind = asked.get_attribute("data-type")
    answers, right = ids(asked)
    if kind in ("one-answer", "true-false"):
        tab_to(page, asked.locator("fieldset input").first)
        page.keyboard.press("Space")
        for _ in answers:
            if page.evaluate("document.activeElement.value") == right[0]:
                break
            page.keyboard.press("ArrowDown")
            assert not asked.locator(".ts-status").text_content(), "an arrow key must not submit"
        assert asked.locator("input:checked").get_attribute("value") == right[0]
    elif kind == "many-answers":
        for answer in answers:
            if answer in right:
                tab_to(page, asked.locator(f"[data-answer='{answer}'] input"))
                page.keyboard.press("Space")
    elif kind in ("match", "sort-into-groups"):
        for row, choice in zip(answers, answers if kind == "match" else right, strict=True):
            select = asked.locator(f"[data-answer='{row}'] select")
            tab_to(page, select)
            for _ in range(len(answers) + 1):
                if select.input_value() == choice:
                    break
                page.keyboard.press("ArrowDown")
            assert select.input_value() == choice
    elif kind == "put-in-order":
        move_by_keyboard(page, asked, right)
    else:
        tab_to(page, asked.locator("fieldset :is(input, textarea)"))
        page.keyboard.type({"fill-in": "draping", "number": "50"}.get(str(kind), "I felt your foot move."))
