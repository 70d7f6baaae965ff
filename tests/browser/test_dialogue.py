"""A person plays a conversation: with the keyboard alone, by pointer, back and forth, to its end, and hears what is new."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tableside.dialogues import Turn

from .talks import Talk, hard, kept_plays, open_talk, plain, play, reply_button, talks, telling
from .visit import press, say, tab_to

SAID, WHY = ":scope > p:not([class])", "details > p"
"""What a reply says and why, where it stands for who reads."""


def focused(page: Page) -> str:
    """The words of what has the focus; empty when nothing has it."""
    return str(page.evaluate("document.activeElement === document.body ? '' : document.activeElement.textContent.trim()"))


def told(shown: Locator, turn: Turn, what: str) -> str:
    """Some words of the reply that a turn chose, as the page has them for who reads."""
    return (reply_at(shown, turn).locator(what).text_content() or "").strip()


def reply_at(shown: Locator, turn: Turn) -> Locator:
    """The reply that a turn chose, where it stands for who reads."""
    return shown.locator(f"#scene-{turn.scene.id} [data-reply='{turn.reply.id}']")


def news(shown: Locator) -> str:
    """What was announced last."""
    return shown.get_by_role("status").text_content() or ""


@pytest.mark.parametrize("talk", telling(), ids=lambda talk: talk.key)
def test_a_conversation_by_keyboard(page: Page, web: str, talk: Talk) -> None:
    """From opening the page to the debrief with keys alone: nothing needs a pointer, and the next reply is never far."""
    shown = open_talk(page, web, talk)
    tab_to(page, shown.get_by_role("button", name=say(page, "dialogue.begin"), exact=True))
    page.keyboard.press("Enter")
    way = talk.to_end()
    for turn in way:
        # The hint, then the replies: nothing stands between one's own words and what can be said next.
        tab_to(page, reply_button(shown, turn.reply), most=6)
        page.keyboard.press("Enter")
    expect(shown.locator(".ts-play__turn")).to_have_count(len(way))
    expect(shown.locator(".ts-play__end h3")).to_be_visible()
    road = shown.locator(".ts-play__road summary").first
    tab_to(page, road)
    page.keyboard.press("Enter")
    expect(shown.locator(".ts-play__others").first).to_be_visible()
    tab_to(page, shown.get_by_role("button", name=say(page, "dialogue.again"), exact=True))
    page.keyboard.press("Space")
    expect(shown.locator(".ts-play__turn")).to_have_count(1)
    assert focused(page) == say(page, "dialogue.turn", number=1)


@pytest.mark.parametrize("talk", [plain(), hard()], ids=lambda talk: talk.key)
def test_what_is_new_is_said_once_and_the_focus_stays_with_the_learner(page: Page, web: str, talk: Talk) -> None:
    """After each reply the status tells why, then the next turn; the focus is on one's own words, in the turn where they were chosen."""
    shown = open_talk(page, web, talk)
    status = shown.get_by_role("status")
    expect(status).to_have_count(1)
    page.evaluate("window.statusAtFirst = document.querySelector('ts-dialogue [role=status]')")
    assert not news(shown)
    assert not focused(page), "opening a page moves nothing"
    play(shown, page, ())
    assert focused(page) == say(page, "dialogue.turn", number=1)
    assert say(page, "dialogue.turn", number=1) in news(shown)
    way = talk.to_end()
    for number, turn in enumerate(way, 1):
        reply_button(shown, turn.reply).click()
        assert told(shown, turn, WHY) in news(shown)
        words = told(shown, turn, SAID if turn.reply.say else ".ts-do")
        own = shown.locator(".ts-play__turn").nth(number - 1).locator(".ts-play__you")
        expect(own).to_be_focused()
        assert words in focused(page)
        assert words not in news(shown), "one's own words need not be read back"
        if number < len(way):
            open_turn = shown.locator(".ts-play__turn").last
            for heard in open_turn.locator(".ts-play__heard :is(q, .ts-happens)").all_text_contents():
                assert heard.strip() in news(shown)
            assert news(shown).count(say(page, "dialogue.turn", number=number + 1)) == 1
            assert not re.search(rf"\b{say(page, 'dialogue.turn', number=number)}\b", news(shown)), "the transcript is not read again"
    assert talk.board.endings[str(way[-1].reply.end)].title in news(shown)
    assert page.evaluate("window.statusAtFirst === document.querySelector('ts-dialogue [role=status]')")


def test_the_transcript_tells_all_of_every_turn(page: Page, web: str) -> None:
    """Past turns hold what was heard and seen, what one did and said, and why; in the words of the page, and with no id twice."""
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way)
    for number, turn in enumerate(way):
        past = shown.locator(".ts-play__turn").nth(number)
        scene = shown.locator(f"#scene-{turn.scene.id}")
        for part in (".ts-happens", ".ts-says q", ".ts-shows"):
            for words in scene.locator(f".ts-heard > {part}").all_text_contents():
                expect(past.locator(".ts-play__heard")).to_contain_text(words.strip())
        for part in (SAID, ".ts-do"):
            for words in reply_at(shown, turn).locator(part).all_text_contents():
                expect(past.locator(".ts-play__you")).to_contain_text(words.strip())
        expect(past.locator(".ts-play__because")).to_have_text(told(shown, turn, WHY))
        assert past.locator(".ts-when").count() == 0, "conditions are for who reads"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect(shown.locator(".ts-scenes")).to_be_hidden()


def test_asides_and_replies_depend_on_what_went_before(page: Page, web: str) -> None:
    """In every scene that any shortest way leads to, what is offered is what the rules offer."""
    for talk in talks()[:2]:
        shown = open_talk(page, web, talk)
        way = talk.to_end()
        play(shown, page, ())
        for turn in way:
            offered = shown.locator(".ts-play__reply").evaluate_all("all => all.map(one => one.dataset.reply)")
            assert sorted(offered) == sorted(reply.id for reply in turn.offered)
            reply_button(shown, turn.reply).click()


def test_a_hint_is_there_on_request(page: Page, web: str) -> None:
    """It stays folded until somebody asks for it."""
    talk = next(talk for talk in talks() if any(turn.scene.hint for turn in talk.to_end()))
    shown = open_talk(page, web, talk)
    play(shown, page, ())
    for turn in talk.to_end():
        if turn.scene.hint:
            break
        reply_button(shown, turn.reply).click()
    hint = shown.locator(".ts-play__turn .ts-hint")
    expect(hint.locator("p")).to_be_hidden()
    hint.locator("summary").click()
    expect(hint.locator("p")).to_be_visible()


def test_back_to_an_earlier_turn(page: Page, web: str) -> None:
    """The way is cut there, the turn is open again, and its heading has the focus; another reply goes another way."""
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way[:3])
    expect(shown.locator(".ts-play__turn")).to_have_count(4)
    shown.locator(".ts-play__turn").nth(1).get_by_role("button", name=say(page, "dialogue.try")).click()
    expect(shown.locator(".ts-play__turn")).to_have_count(2)
    assert focused(page) == say(page, "dialogue.turn", number=2)
    assert say(page, "dialogue.back-at", number=2) in news(shown)
    [kept] = kept_plays(page)
    assert kept["turns"] == [[way[0].scene.id, way[0].reply.id]]
    other = next(reply for reply in way[1].offered if reply != way[1].reply)
    reply_button(shown, other).click()
    assert kept_plays(page)[0]["turns"][1] == [way[1].scene.id, other.id]  # type: ignore[index]


def test_a_double_click_chooses_once(page: Page, web: str) -> None:
    """Its second half would fall on whatever came in the place of the first."""
    shown = open_talk(page, web, plain())
    play(shown, page, ())
    reply = shown.locator(".ts-play__reply").first
    reply.dblclick()
    # Wherever the second half fell: if there is a reply in its place, it is not chosen by it.
    reply.evaluate("reply => reply.dispatchEvent(new MouseEvent('click', {bubbles: true, detail: 2}))")
    assert len(kept_plays(page)[0]["turns"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("talk", telling(), ids=lambda talk: talk.key)
def test_the_debrief(page: Page, web: str, talk: Talk) -> None:
    """The ending, what led there, the way on the map and in words, the road not taken, and skills as the rules score them."""
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way)
    ending = talk.board.endings[str(way[-1].reply.end)]
    expect(shown.locator(".ts-play__end h3")).to_contain_text(ending.title)
    expect(shown.locator(".ts-play__end .ts-debrief")).to_be_visible()

    scores = talk.board.score(way)
    [kept] = kept_plays(page)
    assert (kept["how"], kept["ending"]) == ("played", ending.id)
    assert kept["skills"] == {skill: [score.got, score.of] for skill, score in scores.items()}
    rows = shown.locator(".ts-play__score .ts-play__skills > li")
    assert rows.evaluate_all("all => all.map(one => one.dataset.level)") == [score.level for score in scores.values()]
    levels = [say(page, f"dialogue.level.{score.level}") for score in scores.values()]
    assert rows.locator(".ts-skills__level").all_text_contents() == levels
    weak = [skill for skill, score in scores.items() if score.level in ("growing", "practice")]
    links = shown.locator(".ts-play__practice a")
    assert links.count() == min(2, len(weak))
    for href in links.evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        assert re.search(rf"modules/{talk.key.split('/')[0]}\.html#[\w-]+$", href)

    assert shown.locator(".ts-play__outline > li").count() == len(way)
    drawn = shown.locator(".ts-play__way .ts-map")
    expect(drawn.locator("svg")).to_be_visible()
    assert drawn.locator(".ts-edges > [data-taken]").count() == len(way)
    assert drawn.locator("svg > g[data-taken]").count() == len({turn.scene.id for turn in way}) + 1
    assert drawn.locator(".ts-edges > [data-taken]").evaluate_all("all => all.map(one => one.dataset.taken).sort((a, b) => a - b)") == [
        str(number) for number in range(1, len(way) + 1)
    ]

    roads = shown.locator(".ts-play__road")
    assert roads.count() == len(way)
    for number, turn in enumerate(way):
        roads.nth(number).locator("summary").click()
        expect(roads.nth(number).locator(".ts-play__others > li")).to_have_count(len(turn.offered) - 1)
        expect(roads.nth(number).locator(".ts-because")).to_have_count(len(turn.offered) - 1)

    roads.nth(1).get_by_role("button").click()
    expect(shown.locator(".ts-play__turn")).to_have_count(2)
    expect(shown.locator(".ts-play__closing")).to_be_hidden()
    assert len(kept_plays(page)) == 2, "what was played to its end stays as it was"
    assert kept_plays(page)[0] == kept


def test_the_map_lies_at_its_place_again(page: Page, web: str) -> None:
    """After playing once more, who reads finds it below the scenes, closed and unmarked."""
    talk = plain()
    shown = open_talk(page, web, talk)
    play(shown, page, talk.to_end())
    shown.get_by_role("button", name=say(page, "dialogue.again"), exact=True).click()
    assert shown.locator(":scope > .ts-map").count() == 1
    assert shown.locator("[data-taken], .ts-turn").count() == 0
    assert shown.locator(".ts-map details[open]").count() == 0


def test_paper_shows_the_way_as_it_was_played(page: Page, web: str) -> None:
    """So far with the replies on offer, at the end with what led there and the marked map; before it begins all scenes."""
    talk = hard()
    shown = open_talk(page, web, talk)
    page.emulate_media(media="print")
    scenes, played = shown.locator(".ts-scene:visible"), shown.locator(".ts-play__turn:visible")
    assert (scenes.count(), played.count()) == (len(talk.dialogue.scenes), 0), "nothing is played yet"
    first, *others = talk.to_end()
    page.emulate_media(media="screen")
    play(shown, page, (first,))
    page.emulate_media(media="print")
    assert (scenes.count(), played.count()) == (0, 2)
    assert shown.locator(".ts-play__you:visible, .ts-play__because:visible").count() == 2
    assert shown.locator(".ts-play__reply:visible").count() == len(others[0].offered)
    assert shown.locator("button:visible:not(.ts-play__reply), .ts-play__leave:visible").count() == 0
    assert shown.locator(":scope > :not(.ts-play):visible").count() == 0
    page.emulate_media(media="screen")
    for turn in others:
        reply_button(shown, turn.reply).click()
    shown.locator(".ts-play__road summary").first.click()
    page.emulate_media(media="print")
    assert (scenes.count(), played.count()) == (0, len(others) + 1)
    assert shown.locator(".ts-play__end .ts-debrief:visible, .ts-play__way .ts-map:visible").count() == 2
    assert shown.locator(".ts-play__way .ts-map [data-taken]").first.is_visible()
    assert shown.locator(".ts-play__road:visible").count() == 1, "what is folded on the screen is not on paper"
    assert shown.locator("button:visible").count() == 0
    page.emulate_media(media="screen")
    press(page, shown, "dialogue.again")
    page.emulate_media(media="print")
    assert scenes.count() == len(talk.dialogue.scenes), "begun anew, nothing is played yet"


def test_skills_so_far_only_on_request(page: Page, web: str) -> None:
    """While playing, no level stands there until one asks; then it follows every turn."""
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way[:1])
    assert shown.locator(".ts-skills__level").count() == 0
    shown.get_by_text(say(page, "dialogue.so-far"), exact=True).click()
    rows = shown.locator(".ts-play__so-far .ts-play__skills > li")
    for taken in (1, 2):
        levels = [score.level for score in talk.board.score(way[:taken]).values()]
        expect(rows).to_have_count(len(levels))
        assert rows.evaluate_all("all => all.map(one => one.dataset.level)") == levels
        reply_button(shown, way[taken].reply).click()


def test_reading_it_instead_counts_the_same(page: Page, web: str) -> None:
    """Every scene stands there, one says when it is read, and it is done; the focus goes there and back."""
    talk = hard()
    shown = open_talk(page, web, talk)
    expect(shown.locator(".ts-scenes")).to_be_hidden()
    press(page, shown, "dialogue.read")
    assert focused(page) == say(page, "dialogue.reading")
    expect(shown.locator(".ts-scenes")).to_be_visible()
    expect(shown.locator(".ts-endings")).to_be_visible()
    press(page, shown, "dialogue.back")
    expect(shown.locator(".ts-scenes")).to_be_hidden()
    assert not kept_plays(page), "opening it is not reading it"
    press(page, shown, "dialogue.read")
    press(page, shown, "dialogue.have-read")
    expect(shown.locator(".ts-play__told")).to_have_text(say(page, "dialogue.told.read"))
    expect(shown.locator(".ts-play__told")).to_be_focused()
    [kept] = kept_plays(page)
    assert (kept["how"], kept["turns"]) == ("read", [])
    play(shown, page, talk.to_end()[:1])
    press(page, shown, "dialogue.leave")
    expect(shown.locator(".ts-play__told")).to_have_text(say(page, "dialogue.told.left"))
    expect(shown.locator(".ts-play__opening")).to_contain_text(say(page, "dialogue.told.read"))
    page.goto(f"{web}/practice.html")
    expect(page.locator(f"[data-dialogue='{talk.key}'] .ts-done")).to_have_text(say(page, "dialogue.state.done"))
    for one in talks():
        facts = page.locator(f"[data-dialogue='{one.key}'] .ts-card__facts").inner_text()
        assert ("sensitive" in facts) is one.sensitive, "one knows before opening it"


def test_a_link_to_a_scene_leads_to_it(page: Page, web: str) -> None:
    """Whoever was given the address of a scene reads it there, also while a conversation is played."""
    talk = plain()
    shown = open_talk(page, web, talk)
    anchor = shown.locator(".ts-scene").nth(2).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{web}/{talk.path}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    page.goto("about:blank")
    shown = open_talk(page, web, talk)
    play(shown, page, ())
    page.evaluate("id => { location.hash = id }", anchor)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    press(page, shown, "dialogue.back")
    assert focused(page) == say(page, "dialogue.turn", number=1)


@pytest.mark.parametrize("talk", [plain(), hard()], ids=lambda talk: talk.key)
def test_a_way_out_at_every_scene(page: Page, web: str, talk: Talk) -> None:
    """Leaving is one press at every turn; it is taken up again where it was left."""
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, ())
    for turn in way[:-1]:
        leave = shown.get_by_role("button", name=say(page, "dialogue.leave"), exact=True)
        expect(leave).to_be_visible()
        expect(shown.get_by_text(say(page, "dialogue.may-leave"))).to_have_count(1 if talk.sensitive else 0)
        reply_button(shown, turn.reply).click()
    leave.click()
    expect(shown.locator(".ts-play__told")).to_be_focused()
    expect(shown.locator(".ts-play__turn").first).to_be_hidden()
    assert kept_plays(page)[0]["how"] == "left"
    press(page, shown, "dialogue.go-on")
    expect(shown.locator(".ts-play__turn")).to_have_count(len(way))
    assert focused(page) == say(page, "dialogue.turn", number=len(way))


def test_at_the_end_ways_lead_on(page: Page, web: str) -> None:
    """To another conversation and back to the lesson; every link leads somewhere."""
    talk = plain()
    shown = open_talk(page, web, talk)
    play(shown, page, talk.to_end())
    links = shown.locator(".ts-play__closing > .ts-acts a")
    assert links.count() == 2
    for href in links.evaluate_all("all => all.map(one => one.href)"):
        assert page.request.get(href).ok, href
