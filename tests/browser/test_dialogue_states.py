"""A conversation in every state: resumed, in two tabs, changed since, without storage, in a file, without its script; and what axe says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from .talks import Talk, hard, kept_plays, lay_down, open_talk, plain, play, play_of, reply_button, talks
from .test_axe import LOOKS, judge, told
from .visit import KINDS, make_trouble, press, say, settle


def offered(page: Page) -> list[str]:
    """The replies of the open turn, as they stand."""
    return list(page.locator(".ts-play__reply").evaluate_all("all => all.map(one => one.dataset.reply)"))


# --- coming back ----------------------------------------------------------------------------------------------------------


def test_a_reload_changes_nothing(page: Page, web: str) -> None:
    """The transcript, the order of the replies and the debrief are there again; nothing is said, and the focus stays where it was."""
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way[:3])
    before = (shown.locator(".ts-play__turns").inner_text(), offered(page))
    page.reload()
    settle(page)
    assert (shown.locator(".ts-play__turns").inner_text(), offered(page)) == before
    assert not shown.get_by_role("status").text_content()
    assert page.evaluate("document.activeElement === document.body")
    for turn in way[3:]:
        reply_button(shown, turn.reply).click()
    debrief = shown.locator(".ts-play__closing").inner_text()
    page.reload()
    settle(page)
    assert shown.locator(".ts-play__closing").inner_text() == debrief


def test_replies_stand_in_an_order_of_the_plays_own(page: Page, web: str) -> None:
    """Over some plays a scene shows its replies in more than one order, so that no place is the best one."""
    talk = plain()
    open_talk(page, web, talk)
    orders = set()
    for number in range(8):
        lay_down(page, {f"play-{number}": play_of(talk, ())})
        orders.add(tuple(offered(page)))
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1


def test_two_tabs_show_one_play(page: Page, web: str) -> None:
    """What is chosen in one tab stands in the other, without a word and without taking the focus there."""
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way[:1])
    other = page.context.new_page()
    there = open_talk(other, web, talk)
    expect(there.locator(".ts-play__turn")).to_have_count(2)
    reply_button(there, way[1].reply).click()
    expect(shown.locator(".ts-play__turn")).to_have_count(3)
    assert way[1].reply.because not in (shown.get_by_role("status").text_content() or "")
    reply_button(shown, way[2].reply).click()
    expect(there.locator(".ts-play__turn")).to_have_count(min(4, len(way)))
    assert len(kept_plays(page)) == 1
    assert len(kept_plays(page)[0]["turns"]) == 3  # type: ignore[arg-type]


GONE = {
    "a scene": (1, "no-such-scene", None),
    "a reply": (1, None, "no-such-reply"),
    "the first scene": (0, "no-such-scene", None),
}


@pytest.mark.parametrize("what", GONE)
def test_what_is_gone_resumes_at_the_nearest_earlier_turn(page: Page, web: str, what: str) -> None:
    """It says so; and the record is as it was until the learner goes on."""
    talk = plain()
    way = talk.to_end()
    number, scene, reply = GONE[what]
    saved = play_of(talk, way)
    turns: list[list[str]] = saved["turns"]  # type: ignore[assignment]
    turns[number] = [scene or turns[number][0], reply or turns[number][1]]
    shown = open_talk(page, web, talk)
    lay_down(page, {"one": saved})
    page.reload()
    settle(page)
    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_visible()
    expect(shown.locator(".ts-play__turn")).to_have_count(number + 1)
    assert kept_plays(page) == [saved]
    reply_button(shown, way[number].reply).click()
    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_hidden()
    assert kept_plays(page)[0] == saved, "one that was played to its end stays"
    assert kept_plays(page)[-1]["turns"] == [[turn.scene.id, turn.reply.id] for turn in way[: number + 1]]


def test_leaving_takes_no_end_away(page: Page, web: str) -> None:
    """A play that came to its end and leads nowhere now stays as it was, also when the learner leaves where they are put."""
    talk = plain()
    saved = {**play_of(talk, talk.to_end()), "turns": [["no-such-scene", "no-such-reply"]]}
    shown = open_talk(page, web, talk)
    lay_down(page, {"one": saved})
    press(page, shown, "dialogue.leave")
    expect(shown.get_by_text(say(page, "dialogue.told.left"))).to_be_visible()
    kept = kept_plays(page)
    assert kept[0] == saved
    assert [(one["how"], one["turns"]) for one in kept[1:]] == [("left", saved["turns"])]


def test_another_revision_begins_anew_and_says_so(page: Page, web: str) -> None:
    """Scenes that meant something else are no way to go on from; what was chosen stays until the learner chooses again."""
    talk = plain()
    way = talk.to_end()
    saved = play_of(talk, way[:2], revision=talk.dialogue.revision + 1)
    shown = open_talk(page, web, talk)
    lay_down(page, {"one": saved})
    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_visible()
    expect(shown.locator(".ts-play__turn")).to_have_count(1)
    press(page, shown, "dialogue.leave")
    press(page, shown, "dialogue.go-on")
    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_visible()
    (kept,) = kept_plays(page)
    assert (kept["turns"], kept["revision"]) == (saved["turns"], saved["revision"])
    reply_button(shown, way[0].reply).click()
    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_hidden()
    (kept,) = kept_plays(page)
    assert (kept["turns"], kept["revision"]) == ([[way[0].scene.id, way[0].reply.id]], talk.dialogue.revision)


def test_a_link_in_a_reply_is_words_in_its_button(page: Page, web: str) -> None:
    """Pressing it takes the reply and leads nowhere; once it is said, the link is one."""
    talk = plain()
    reply = next(one for one in talk.dialogue.scenes[0].replies if one.say)

    def linked(route: Route) -> None:
        before, at, after = route.fetch().text().partition(f'data-reply="{reply.id}"')
        route.fulfill(body=before + at + after.replace("<q>", '<q><a href="../../glossary.html">Well</a>, ', 1), content_type="text/html")

    page.route(f"**/{talk.path}", linked)
    shown = open_talk(page, web, talk)
    play(shown, page, ())
    expect(reply_button(shown, reply)).to_contain_text("Well, ")
    expect(reply_button(shown, reply).locator("a")).to_have_count(0)
    reply_button(shown, reply).get_by_text("Well, ").click(position={"x": 8, "y": 8})
    expect(shown.locator(".ts-play__you a")).to_have_text("Well")


def test_the_debrief_is_there_again_after_a_look_at_a_scene(page: Page, site: Path) -> None:
    """Who goes to a scene from the end and comes back finds the debrief with its map, also where no theme swaps the page."""
    talk = plain()
    shown = open_talk(page, site.as_uri(), talk)
    lay_down(page, {"one": play_of(talk, talk.to_end())})
    expect(shown.locator(".ts-play__end h3")).to_be_visible()
    first = shown.locator(".ts-scene").first.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", first)
    expect(shown.locator(".ts-scene").first).to_be_visible()
    press(page, shown, "dialogue.back")
    expect(shown.locator(".ts-play__end h3")).to_be_visible()
    expect(shown.locator(".ts-play__way .ts-map")).to_have_count(1)


def test_a_reply_that_is_not_offered_any_more(page: Page, web: str) -> None:
    """A turn that now needs a fact which was not remembered counts as gone."""
    for talk in talks():
        for turns in talk.ways():
            for i, turn in enumerate(turns):
                closed = [reply for reply in turn.scene.replies if reply not in turn.offered]
                if closed:
                    shown = open_talk(page, web, talk)
                    saved = play_of(talk, turns[:i])
                    saved["turns"] = [*saved["turns"], [turn.scene.id, closed[0].id]]  # type: ignore[misc]
                    lay_down(page, {"one": saved})
                    expect(shown.get_by_text(say(page, "dialogue.lost"))).to_be_visible()
                    expect(shown.locator(".ts-play__turn")).to_have_count(i + 1)
                    return
    pytest.fail("no conversation offers a reply on a condition")


# --- storage ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", ["refused", "newer", "aside"])
def test_whatever_the_storage_does_it_plays_on(new_context: Callable[..., BrowserContext], web: str, trouble: str) -> None:
    """A play is held until the page is closed where it cannot be kept, and the page says so."""
    context = new_context()
    make_trouble(context, trouble)
    page = context.new_page()
    talk = plain()
    shown = open_talk(page, web, talk)
    way = talk.to_end()
    play(shown, page, way)
    expect(shown.locator(".ts-play__end h3")).to_contain_text(talk.board.endings[str(way[-1].reply.end)].title)
    expect(page.locator(".ts-trouble")).to_contain_text(say(page, f"trouble.{trouble}"))


def saved_file(page: Page) -> str:
    """What the file holds that "My progress" saves."""
    with page.expect_download() as saving:
        press(page, page.locator(".ts-files"), "save")
    return Path(saving.value.path()).read_text(encoding="utf-8")


def test_what_was_chosen_leaves_the_device_only_when_ticked(page: Page, web: str, tmp_path: Path) -> None:
    """The saved file says of a sensitive conversation that it was done, and no more, unless the learner ticks it."""
    talk, open_one = hard(), plain()
    way = talk.to_end()
    shown = open_talk(page, web, open_one)
    play(shown, page, open_one.to_end())
    page.goto(f"{web}/{KINDS['progress']}")
    tick = page.get_by_label(say(page, "dialogue.include"))
    expect(tick).to_be_hidden()
    shown = open_talk(page, web, talk)
    play(shown, page, way)
    kept = kept_plays(page)
    page.goto(f"{web}/{KINDS['progress']}")
    expect(tick).to_be_visible()
    expect(tick).not_to_be_checked()

    text = saved_file(page)
    for turn in way:
        assert f'"{turn.reply.id}"' not in text
    plays = [one for one in json.loads(text)["plays"].values() if one["dialogue"] == talk.key]
    assert [(one["how"], one["turns"], one["ending"], one["skills"]) for one in plays] == [("done", [], None, {})]
    assert f'"{open_one.to_end()[0].reply.id}"' in text
    file = tmp_path / "without.json"
    file.write_text(text, encoding="utf-8")
    page.locator("ts-progress input[type=file]").set_input_files(file)
    expect(page.locator(".ts-files [role=status]")).to_have_text(say(page, "load.nothing"))
    assert kept_plays(page) == kept, "a file that holds less takes nothing away"

    tick.check()
    text = saved_file(page)
    assert all(f'"{turn.reply.id}"' in text for turn in way)
    tick.uncheck()
    with page.expect_download() as saving:
        press(page, page.locator(".ts-files"), "clear")
    assert f'"{way[0].reply.id}"' not in Path(saving.value.path()).read_text(encoding="utf-8")
    expect(page.locator(".ts-confirm")).to_contain_text(say(page, "dialogue.left-out"))


def test_the_way_out_of_trouble_saves_no_choices_either(new_context: Callable[..., BrowserContext], web: str) -> None:
    """The button that saves when nothing can be kept stands on the page of the conversation itself."""
    context = new_context()
    make_trouble(context, "refused")
    page = context.new_page()
    talk = hard()
    shown = open_talk(page, web, talk)
    play(shown, page, talk.to_end())
    with page.expect_download() as saving:
        press(page, page.locator(".ts-trouble"), "save")
    text = Path(saving.value.path()).read_text(encoding="utf-8")
    assert talk.key in text
    assert talk.to_end()[0].reply.id not in text


def test_progress_tells_what_was_practiced(page: Page, web: str) -> None:
    """Done, in the middle or not begun; endings met, but not of a sensitive one; skills added up over the conversations."""
    done, begun, sensitive = plain(), talks()[1], hard()
    page.goto(f"{web}/{KINDS['progress']}")
    settle(page)
    expect(page.get_by_text(say(page, "progress.skills"), exact=True)).to_be_hidden()
    ends = {talk.key: play_of(talk, talk.to_end()) for talk in (done, sensitive)}
    lay_down(page, {"a": ends[done.key], "b": play_of(begun, begun.to_end()[:2]), "c": ends[sensitive.key]})
    met = say(page, "dialogue.endings.one", count=1, of=len(done.dialogue.endings))
    lines = [
        (done, f"{say(page, 'dialogue.state.done')} · {met}"),
        (begun, say(page, "dialogue.state.begun")),
        (sensitive, say(page, "dialogue.state.done")),
    ]
    for talk, line in lines:
        row = page.locator("ts-progress dl > div").filter(has=page.get_by_text(talk.dialogue.title, exact=True))
        expect(row.locator("dd")).to_have_text(line)
        assert row.get_by_role("link", name=talk.dialogue.title, exact=True).evaluate("link => link.href") == f"{web}/{talk.path}"
    added: dict[str, list[int]] = {}
    for one in ends.values():
        for skill, (got, of) in one["skills"].items():  # type: ignore[attr-defined]
            before = added.setdefault(skill, [0, 0])
            added[skill] = [before[0] + got, before[1] + of]
    rows = page.locator("ts-progress .ts-play__skills > li")
    assert rows.count() == sum(1 for _, of in added.values() if of)
    words = {"strong": 0.8, "growing": 0.5, "practice": 0.0}
    levels = sorted(next(word for word, least in words.items() if got >= least * of) for got, of in added.values() if of)
    assert sorted(rows.evaluate_all("all => all.map(one => one.dataset.level)")) == levels


# --- how its script comes ---------------------------------------------------------------------------------------------------


def test_without_its_script_the_page_stays_whole(chromium: Browser, web: str) -> None:
    """A part that never arrives leaves every scene to be read, with its links."""
    context = chromium.new_context()
    context.route("**/tableside-dialogue.js", lambda route: route.abort())
    page = context.new_page()
    shown = open_talk(page, web, plain())
    expect(shown.locator(".ts-scene").first).to_be_visible()
    expect(shown.locator(".ts-without")).to_be_visible()
    assert shown.locator(".ts-play").count() == 0
    context.close()


def test_it_plays_from_a_folder(page: Page, site: Path) -> None:
    """Opened from disk, under file:, the whole way is there, and is there again on the next visit."""
    talk = plain()
    shown = open_talk(page, site.as_uri(), talk)
    way = talk.to_end()
    play(shown, page, way)
    expect(shown.locator(".ts-play__end h3")).to_be_visible()
    page.reload()
    expect(shown.locator(".ts-play__turn")).to_have_count(len(way))


def test_pages_that_are_swapped_leave_nothing_double(new_context: Callable[..., BrowserContext], instant: str) -> None:
    """Its script comes once, on the first page that needs it; away and back, there is one room, one map and one record of each press."""
    page = new_context(also=instant).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "tableside-" in request.url else None)
    talk = plain()
    page.goto(f"{instant}/practice.html")
    settle(page)
    page.evaluate("window.sameDocument = true")
    assert not [url for url in asked if "dialogue" in url]
    link = page.locator(f"ts-page a[href$='{talk.path}']").first
    link.click()
    shown = page.locator("ts-dialogue")
    way = talk.to_end()
    play(shown, page, way)
    page.go_back()
    link.click()
    expect(shown.locator(".ts-play__turn")).to_have_count(len(way))
    assert page.evaluate("window.sameDocument") is True
    assert shown.locator(".ts-play").count() == 1
    assert shown.locator(".ts-map").count() == 1
    assert shown.get_by_role("status").count() == 1
    assert len([url for url in asked if url.endswith("tableside-dialogue.js")]) == 1
    assert page.evaluate("() => { window.heard = 0; addEventListener('ts-did', () => window.heard += 1); return 0 }") == 0
    press(page, shown, "dialogue.again")
    assert page.evaluate("window.heard") == 1
    assert len(kept_plays(page)) == 2


def longest(number: int) -> Talk:
    """The conversation that comes at this place when those with most scenes and endings come first, by turns sensitive and not."""

    def length(talk: Talk) -> int:
        return len(talk.dialogue.scenes) + len(talk.dialogue.endings)

    hard, easy = ([talk for talk in talks() if talk.sensitive is kind] for kind in (True, False))
    return sorted(hard if number % 2 else easy, key=length, reverse=True)[number // 2]


# --- axe --------------------------------------------------------------------------------------------------------------------


def scenes(talk: Talk, page: Page) -> Iterator[tuple[str, bool]]:
    """Bring a conversation to each scene and each ending. Yields the name of where it is, and whether that is an ending."""
    for turns in talk.ways():
        lay_down(page, {"one": play_of(talk, turns)})
        last = turns[-1].reply if turns else None
        yield f"{talk.key}, {last.go or last.end if last else 'begun'}", bool(last and last.end)


@pytest.mark.parametrize(("number", "look"), [(0, LOOKS[0]), (1, LOOKS[3])], ids=lambda value: str(value))
def test_axe_finds_nothing(new_context: Callable[..., BrowserContext], web: str, number: int, look: tuple[str, int]) -> None:
    """In no scene and at no ending of the two longest conversations, one light on a phone, the other dark on a desk.

    The page around it is judged as it opens, at the first ending, and where it is left and read.
    """
    scheme, width = look
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    talk = longest(number)
    shown = open_talk(page, web, talk)
    faults = judge(page, f"{talk.key}, opened")
    ended = False
    for where, ends in scenes(talk, page):
        page.evaluate("document.querySelectorAll('.ts-play details').forEach(one => { one.open = true })")
        faults += judge(page, where, "html" if ends and not ended else ".ts-play")
        ended = ended or ends
    assert ended
    press(page, shown, "dialogue.again")
    press(page, shown, "dialogue.leave")
    faults += judge(page, f"{talk.key}, left")
    press(page, shown, "dialogue.read")
    faults += judge(page, f"{talk.key}, reading")
    page.goto(f"{web}/{KINDS['progress']}")
    lay_down(page, {talk.key.replace("/", "-"): play_of(talk, talk.to_end()) for talk in talks()})
    faults += judge(page, "progress with conversations")
    page.goto(f"{web}/practice.html")
    faults += judge(page, "the list with conversations done")
    assert not faults, told(faults)
