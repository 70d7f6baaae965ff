"""Dialogues on paper: what the script may not tell, where its references lead, and that nothing of a long one is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from test_handbook import (
    ROOT,
    TEMPLATES,
    edition_of,
    elements,
    failures,
    goals,
    indexed,
    set_words,
    small_course,
    squeezed,
    the_course,
    words_of,
)

from tableside import text
from tableside.dialogues import START, Board
from tableside.model import Course, Module
from tableside.model_dialogues import Dialogue, Ending, Reply, Scene
from tableside.outputs import handbook, pages
from tableside.outputs.handbook_dialogues import TURNS, Playing, mixed, solved
from tableside.outputs.handbook_fields import Manifest
from tableside.outputs.handbook_links import BookLinks
from tableside.outputs.handbook_pen import Pen
from tableside.outputs.handbook_source import Edition, write
from tableside.questions import letter
from tableside.render import renderer

WORDS = the_course().words
EVERY_PLAY = [one for one in handbook.editions(the_course()) if one.kind == "role-play"]
SMALL = next(one for one in handbook.editions(small_course()) if one.kind == "role-play")


def of(course: Course, one: Edition) -> tuple[Module, Dialogue]:
    """The module and dialogue of a role-play."""
    module = course.modules[one.module or ""]
    return module, next(each for each in module.dialogues if each.id == one.dialogue)


def telling() -> list[Edition]:
    """The role-plays that may break most: the longest, the shortest, and the longest of those with a notice, on both papers."""

    def length(one: Edition) -> int:
        return len(of(the_course(), one)[1].model_dump_json())

    sensitive = [one for one in EVERY_PLAY if of(the_course(), one)[1].sensitive]
    chosen = {(one.module, one.dialogue) for one in (max(EVERY_PLAY, key=length), min(EVERY_PLAY, key=length), max(sensitive, key=length))}
    return [one for one in EVERY_PLAY if (one.module, one.dialogue) in chosen]


PLAYS = telling()


def the_small() -> Dialogue:
    """The dialogue of the small course."""
    return of(small_course(), SMALL)[1]


def with_dialogue(dialogue: Dialogue) -> Course:
    """The small course with this dialogue alone."""
    course = small_course()
    return replace(course, modules={id: module.model_copy(update={"dialogues": (dialogue,)}) for id, module in course.modules.items()})


@lru_cache(maxsize=64)
def made(one: Edition) -> bytes:
    """A role-play that ships."""
    return handbook.pdf(the_course(), one, TEMPLATES)


def sheets(data: bytes) -> list[str]:
    """The words of each page, without spaces."""
    return [squeezed(sheet) for sheet in words_of(data, spaced=True).split("\f")[:-1]]


def page_of(data: bytes, course: Course, one: Edition, paper: str) -> int:
    """The page, from 1, that one of the papers begins on: by its bookmark."""
    with pikepdf.open(BytesIO(data)) as pdf:
        number_of = {sheet.objgen: number for number, sheet in enumerate(pdf.pages, start=1)}
        named = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
        place = named[f"dialogue-{one.module}--{one.dialogue}--{paper}"]
        return number_of[(place.D if isinstance(place, pikepdf.Dictionary) else place)[0].objgen]


def rescored(dialogue: Dialogue) -> Dialogue:
    """The same to play, with every score, reason, outcome and debrief another."""

    def turned(reply: Reply) -> Reply:
        return reply.model_copy(update={"scores": {skill: -earned for skill, earned in reply.scores.items()}, "because": "Turned."})

    scenes = tuple(scene.model_copy(update={"replies": tuple(map(turned, scene.replies))}) for scene in dialogue.scenes)
    other = {"good": "poor", "mixed": "good", "poor": "mixed"}
    endings = tuple(one.model_copy(update={"outcome": other[one.outcome], "debrief": "Turned."}) for one in dialogue.endings)
    return dialogue.model_copy(update={"scenes": scenes, "endings": endings, "sources": ()})


def long_one(scenes: int = 12, words: int = 30) -> Dialogue:
    """A dialogue of so many scenes with four replies each, every text of it so long that the word `longword` is met again and again."""
    small, more = the_small(), "longword " * words

    def reply(at: int, number: int) -> Reply:
        return Reply(
            id=f"r-{number}",
            say=more,
            do=more if number == 1 else None,
            because=more,
            scores={skill.skill: str((2, 1, -1, -2)[(at + number) % 4]) for skill in small.skills},
            remember=f"fact {at}" if number == 0 and at < 8 else None,
            **({"if": f"fact {at - 1}"} if number == 3 and 0 < at < 9 else {}),
            **({"go": f"s-{at + 1}"} if at < scenes - 1 else {"end": small.endings[number % 3].id}),
        )

    told = tuple(
        Scene(id=f"s-{at}", happens=more, says=more, shows=more, hint=more, replies=tuple(reply(at, number) for number in range(4)))
        for at in range(scenes)
    )
    endings = tuple(Ending(id=one.id, title=one.title, outcome=one.outcome, text=more, debrief=more) for one in small.endings)
    return small.model_copy(update={"scenes": told, "endings": endings, "sensitive": more, "about": more})


# --- what the script may not tell ---------------------------------------------------------------------------------------------


def test_letters_say_nothing_of_which_is_best() -> None:
    """They come from names alone: an author's order, the scores and the reasons may change, and each reply keeps its letter."""
    for one in PLAYS:
        _, dialogue = of(the_course(), one)
        letters = [[reply.id for reply in scene.replies] for scene in mixed(dialogue).scenes]
        turned = rescored(dialogue)
        backwards = tuple(scene.model_copy(update={"replies": scene.replies[::-1]}) for scene in turned.scenes)
        again = mixed(turned.model_copy(update={"scenes": backwards, "endings": turned.endings[::-1]}))
        assert [[reply.id for reply in scene.replies] for scene in again.scenes] == letters
        assert [ending.id for ending in again.endings] == [ending.id for ending in mixed(dialogue).endings]
    shipped = [of(the_course(), one)[1] for one in PLAYS]
    assert any(mixed(one).endings[0] != one.endings[0] for one in shipped)
    firsts = [scene.replies[0] == mixed(one).scenes[at].replies[0] for one in shipped for at, scene in enumerate(one.scenes)]
    assert any(firsts) and not all(firsts)


@pytest.mark.parametrize("one", PLAYS[::2], ids=lambda one: one.path)
def test_the_script_does_not_depend_on_the_scores(one: Edition) -> None:
    """Turn scores, reasons and outcomes round: script and sheets say the same, with the same fields; the debrief does not."""
    course = the_course()
    module, dialogue = of(course, one)
    others = tuple(rescored(each) if each.id == dialogue.id else each for each in module.dialogues)
    turned = replace(course, modules={**course.modules, module.id: module.model_copy(update={"dialogues": others})})
    assert write(turned, one).manifest == write(course, one).manifest
    before, after = made(one), handbook.pdf(turned, one, TEMPLATES)
    begins = page_of(before, course, one, "debrief")
    assert begins == page_of(after, course, one, "debrief") > 4
    # The first page tells which pages to print, and a debrief may be longer or shorter.
    assert sheets(before)[1 : begins - 1] == sheets(after)[1 : begins - 1]
    assert sheets(before)[begins - 1 :] != sheets(after)[begins - 1 :]


def told_of(dialogue: Dialogue) -> dict[str, Any]:
    """The dialogue as the templates take it."""
    course = with_dialogue(dialogue)
    links = BookLinks(course.modules, course.terms, course.references)
    return Playing(course, Pen(course.words, links), Manifest()).dialogue(next(iter(course.modules.values())), dialogue)


def test_the_students_script_is_written_without_scores() -> None:
    """Nor does anything that is handed to the templates differ before the debrief."""
    plain, turned = told_of(the_small()), told_of(rescored(the_small()))
    assert {name for name in plain if plain[name] != turned[name]} == {"debrief"}


@pytest.mark.parametrize("one", PLAYS, ids=lambda one: one.path)
def test_reasons_stand_in_the_debrief_alone(one: Edition) -> None:
    """Every reason and every ending's debrief is there, and none is beside the replies."""
    _, dialogue = of(the_course(), one)
    begins = page_of(made(one), the_course(), one, "debrief")
    told = sheets(made(one))
    script, debrief = "".join(told[: begins - 1]), "".join(told[begins - 1 :])
    reasons = [reply.because for scene in dialogue.scenes for reply in scene.replies]
    for reason in [squeezed(text.plain(reason.split(" @")[0])) for reason in reasons]:
        # A reason may run over a page's end, where the running head and the folio stand between.
        assert reason in debrief or (reason[:30] in debrief and reason[-20:] in debrief), reason
        assert reason not in script, reason
    assert squeezed(WORDS["handbook.dialogue.debrief_for"]) in told[begins - 1]


# --- references ---------------------------------------------------------------------------------------------------------------


def references(data: bytes) -> list[tuple[int, str, int]]:
    """Every "Go to scene 4, p. 31": the page it stands on, the heading it names, and the page it tells."""
    found = []
    for at, sheet in enumerate(words_of(data, spaced=True).split("\f"), start=1):
        found += [
            (at, f"{kind.capitalize()} {name}", int(to)) for kind, name, to in re.findall(r"Go to (scene|ending) (\w+), p\.\s(\d+)", sheet)
        ]
    return found


@pytest.mark.parametrize("one", PLAYS, ids=lambda one: one.path)
def test_every_reply_leads_to_the_page_it_tells(one: Edition) -> None:
    """One reference a reply, each a link to the page that it prints, where the scene or ending stands."""
    _, dialogue = of(the_course(), one)
    told = references(made(one))
    assert len(told) == sum(len(scene.replies) for scene in dialogue.scenes)
    with pikepdf.open(BytesIO(made(one))) as pdf:
        links = {(at, to) for at, _, _, to in goals(pdf)}
        named = {name: to for _, _, name, to in goals(pdf) if name}
    lines = [sheet.splitlines() for sheet in words_of(made(one), spaced=True).split("\f")]
    for at, heading, to in told:
        assert any(line == heading or line.startswith(f"{heading}:") for line in lines[to - 1]), (at, heading, to)
        assert (at, to) in links
    for number, scene in enumerate(dialogue.scenes[1:], start=2):
        assert ("Scene", named[f"scene-{one.module}--{dialogue.id}--{scene.id}"]) in {
            (kind.split()[0], to) for _, kind, to in told if kind == f"Scene {number}"
        }


def broken_scenes(data: bytes, one: Edition, dialogue: Dialogue) -> list[str]:
    """The scenes of a script whose heading and replies do not all stand on one page."""
    faults, at = [], 0
    whole = "\f".join(sheets(data)[1 : page_of(data, the_course(), one, "sheet") - 1])
    for number, scene in enumerate(mixed(dialogue).scenes, start=1):
        begins = whole.index(f"Scene{number}", at)
        at = begins
        for reply in scene.replies:
            at = whole.index(squeezed(text.plain(reply.say or reply.do or ""))[:12], at)
        if "\f" in whole[begins:at]:
            faults.append(scene.id)
    return faults


@pytest.mark.parametrize("one", PLAYS, ids=lambda one: one.path)
def test_a_scene_stays_on_one_page(one: Edition) -> None:
    """Kept together by the templates and by nothing else."""
    assert broken_scenes(made(one), one, of(the_course(), one)[1]) == []


def test_a_scene_breaks_without_its_frame() -> None:
    """The test above sees a broken scene."""
    loose = {
        **TEMPLATES,
        "dialogue.typ": TEMPLATES["dialogue.typ"].replace("#let scene(it) = together(", "#let scene(it) = together(most: 0%, "),
    }
    loose["dialogue.typ"] = loose["dialogue.typ"].replace("sticky: true", "sticky: false")
    assert any(broken_scenes(handbook.pdf(the_course(), one, loose), one, of(the_course(), one)[1]) for one in PLAYS[:4])


@pytest.mark.parametrize("one", PLAYS, ids=lambda one: one.path)
def test_each_paper_begins_a_page(one: Edition) -> None:
    """So that it can be handed out by itself: below the running head, which tells it too, stands its title."""
    _, dialogue = of(the_course(), one)
    you = Board(dialogue).people[dialogue.you].name
    told = sheets(made(one))
    for paper in ("script", "sheet", "observer", "debrief"):
        title = squeezed(WORDS[f"handbook.dialogue.{paper}"].replace("{you}", you))
        assert told[page_of(made(one), the_course(), one, paper) - 1].startswith(squeezed(dialogue.title) + 2 * title)


# --- the observer's sheet -------------------------------------------------------------------------------------------------------


def pages_of_fields(data: bytes, part: str) -> set[int]:
    """The pages on which the fields with these words in their names stand."""
    found = set()
    with pikepdf.open(BytesIO(data)) as pdf:
        for at, sheet in enumerate(pdf.pages, start=1):
            for box in sheet.get("/Annots", pikepdf.Array()):
                if box.Subtype == pikepdf.Name.Widget and part in str(box.Parent.T if "/Parent" in box else box.T):
                    found.add(at)
    return found


@pytest.mark.parametrize("one", PLAYS, ids=lambda one: one.path)
def test_the_observers_sheet_is_one_page(one: Edition) -> None:
    """All of its fields, and nothing of anything else."""
    (at,) = pages_of_fields(made(one), "/observer/")
    assert at == page_of(made(one), the_course(), one, "observer") == page_of(made(one), the_course(), one, "debrief") - 1


def test_the_observers_sheet_is_set_closer_to_fit() -> None:
    """With every skill of the course it still is one page on Letter, because it is drawn closer; with no other look it is not."""
    course = the_course()
    one = next(each for each in PLAYS if each.paper == "letter")
    module, dialogue = of(course, one)
    taught = tuple(dialogue.skills[0].model_copy(update={"skill": skill}) for skill in course.skills)
    full = module.model_copy(update={"dialogues": (dialogue.model_copy(update={"skills": taught}),)})
    crowded = replace(course, modules={**course.modules, module.id: full})
    assert len(taught) > 5
    assert len(pages_of_fields(handbook.pdf(crowded, one, TEMPLATES), "/observer/")) == 1
    roomy = {**TEMPLATES, "observer.typ": re.sub(r"let looks = \(.*\)", "let looks = ((4pt, 20pt, 40mm),)", TEMPLATES["observer.typ"])}
    assert len(pages_of_fields(handbook.pdf(crowded, one, roomy), "/observer/")) > 1


def test_the_sheet_asks_for_what_the_dialogue_has() -> None:
    """Who played whom, a row a turn, each skill once with three choices that exclude each other, two things to write; a tick a fact."""
    fields = write(small_course(), SMALL).manifest.fields
    dialogue, name = the_small(), f"{SMALL.module}/dialogue/{SMALL.dialogue}"
    facts = Board(dialogue).facts
    assert [id for id, field in fields.items() if field.kind == "tick"] == [f"{name}/fact/{at}" for at in range(1, len(facts) + 1)]
    watched = [id.removeprefix(f"{name}/observer/") for id in fields if "/observer/" in id]
    who = [*(f"who/{person.id}" for person in dialogue.cast), "observer"]
    turns = [f"turn/{turn}/{part}" for turn in range(1, TURNS + 1) for part in ("scene", "reply", "note")]
    skills = [f"skill/{one.skill}/{how}" for one in dialogue.skills for how in ("clearly", "partly", "not_yet")]
    assert watched == [*who, *turns, *skills, "helped", "to-try"]
    groups = {field.group for field in fields.values() if field.kind == "choice"}
    assert groups == {f"{name}/observer/skill/{one.skill}" for one in dialogue.skills}
    assert len({field.says for field in fields.values()}) == len(fields)


# --- the debrief and the key ----------------------------------------------------------------------------------------------------


def test_the_debrief_says_in_words_what_a_reply_does() -> None:
    """Its points by skill, those that it touches and no others, under the letter that it has in the script."""
    told = told_of(the_small())
    for scene, played, debriefed in zip(mixed(the_small()).scenes, told["script"]["scenes"], told["debrief"]["scenes"], strict=True):
        for at, (reply, line, why) in enumerate(zip(scene.replies, played["replies"], debriefed["replies"], strict=True)):
            assert line["letter"] == why["letter"] == letter(at)
            assert line["say"] == why["say"]
            assert {(small_course().skills[skill].title, earned) for skill, earned in reply.scores.items() if earned} == {
                (mark["skill"], mark["points"]) for mark in why["marks"]
            }
    marks = {mark["points"]: mark["words"] for scene in told["debrief"]["scenes"] for each in scene["replies"] for mark in each["marks"]}
    assert [marks[earned] for earned in (2, 1, -1, -2)] == ["helps a lot", "helps", "hurts", "hurts a lot"]


def test_what_to_practise_leads_to_its_section() -> None:
    """In the book with its page; on sheets of its own with the section's name."""
    course = small_course()
    book = words_of(handbook.pdf(course, edition_of(course), TEMPLATES))
    section = next(one for one in course.modules["asking"].sections if one.id == the_small().skills[0].section)
    assert re.search(re.escape(squeezed(section.title)) + r",p\.\d+", book)
    told = squeezed(f"Taught in “{section.title}”, Module {course.modules['asking'].code}")
    assert told in words_of(handbook.pdf(course, SMALL, TEMPLATES))


@pytest.mark.parametrize("one", PLAYS[::2], ids=lambda one: one.path)
def test_the_key_tells_a_way_that_can_be_played(one: Edition) -> None:
    """Each turn it names is offered, scores best where it is taken, and the last leads to a good ending."""
    module, dialogue = of(the_course(), one)
    told = solved(module, dialogue, Pen(WORDS, BookLinks({}, {}, {})))
    board, state = Board(mixed(dialogue)), START
    for turn in told["turns"]:
        number, at = re.fullmatch(r"scene (\d+) ([A-D])", turn["words"]).groups()
        assert state[0] == int(number) - 1
        reply = board.dialogue.scenes[state[0]].replies["ABCD".index(at)]
        offered = board.offered(state)
        assert reply in offered
        assert sum(reply.scores.values()) == max(sum(each.scores.values()) for each in offered)
        after = board.after(state, reply)
        state = after if isinstance(after, tuple) else state
    assert isinstance(after, Ending)
    assert after.outcome == "good"
    assert after.title in told["ending"]["words"]


def test_only_the_instructors_book_has_the_key_to_a_dialogue() -> None:
    """Both books have the script and the debrief; the reasons stand on the loose sheets."""
    course = small_course()
    for audience in ("student", "instructor"):
        one = next(each for each in handbook.editions(course) if each.audience == audience)
        told = words_of(handbook.pdf(course, one, TEMPLATES))
        assert (squeezed(WORDS["handbook.dialogue.best_way"]) in told) is (audience == "instructor")
        assert squeezed(the_small().scenes[0].replies[0].say or "") in told
        assert squeezed(the_small().endings[-1].debrief) in told
        assert squeezed(the_small().scenes[0].replies[0].because) not in told


# --- how it is set --------------------------------------------------------------------------------------------------------------


def test_the_bookmarks_of_a_role_play() -> None:
    """The dialogue, its papers below it, their scenes below them; in the book the scenes, and its debrief at the back."""
    headings = {}
    for one in (SMALL, edition_of(small_course())):
        with pikepdf.open(BytesIO(handbook.pdf(small_course(), one, TEMPLATES))) as pdf:
            headings[one.kind] = [(int(str(each.S)[2:]), str(each.T)) for each in elements(pdf) if re.fullmatch(r"/H[1-6]", str(each.S))]
    scenes = [f"Scene {number}" for number in range(1, len(the_small().scenes) + 1)]
    papers = {name: WORDS[f"handbook.dialogue.{name}"] for name in ("script", "observer", "debrief")}
    levels = {level: [title for at, title in headings["role-play"] if at == level] for level in (1, 2)}
    assert levels[1] == [f"Role-play: {the_small().title}"]
    assert levels[2][:4] == [papers["script"], "Replies for Kim", papers["observer"], papers["debrief"]]
    assert [title for at, title in headings["role-play"] if at == 3 and title in scenes] == scenes * 3
    book = headings["handbook"]
    at = book.index((3, f"Role-play: {the_small().title}"))
    assert [title for level, title in book[at:] if level == 4 and title in scenes] == scenes
    assert book[at:].index((1, WORDS["handbook.debriefs"])) < book[at:].index((3, the_small().title))


def test_what_may_be_hard_is_said_with_the_ways_out() -> None:
    """Before the script; and nothing of it where nothing is hard."""
    ways = squeezed(WORDS["handbook.dialogue.sensitive_ways"])
    told = words_of(handbook.pdf(small_course(), SMALL, TEMPLATES))
    assert told.index(squeezed(the_small().sensitive or "")) < told.index(ways) < told.index("Scene1")
    calm = with_dialogue(the_small().model_copy(update={"sensitive": None}))
    assert ways not in words_of(handbook.pdf(calm, SMALL, TEMPLATES))


def test_conditions_are_told_in_the_words_of_what_is_ticked() -> None:
    """An aside and a reply that depend on a fact name it as its box does."""
    told = words_of(handbook.pdf(small_course(), SMALL, TEMPLATES), spaced=True)
    fact = "told the plan"
    assert told.count(f"Only if ticked: {fact}.") == 3
    assert told.count(f"Only if not ticked: {fact}.") == 3
    assert told.count(f"Tick: {fact}.") == 1


def test_the_index_names_a_dialogue() -> None:
    """By its title, and among the role-plays."""
    found = indexed(small_course())
    assert found[the_small().title]["spans"] == [f"dialogue-{SMALL.module}--{SMALL.dialogue}"]
    assert [one["words"] for one in found[WORDS["handbook.index.dialogues"]]["below"]] == [the_small().title]


def test_no_two_role_plays_are_one_file() -> None:
    """Also where the name of a lesson goes on as that of a dialogue does."""
    (module,) = small_course().modules.values()

    def lesson(id: str, dialogue: str) -> Module:
        return module.model_copy(update={"id": id, "dialogues": (the_small().model_copy(update={"id": dialogue}),)})

    both = replace(small_course(), modules={"care": lesson("care", "first-talk"), "care-first": lesson("care-first", "talk")})
    paths = [one.path for one in handbook.editions(both)]
    assert len(set(paths)) == len(paths)


def test_a_role_play_is_listed_by_its_title() -> None:
    """On the downloads page and on its module's, and the book says what role-plays are, if it has any."""
    module, dialogue = of(the_course(), PLAYS[0])
    listed = pages.Download(path=f"downloads/{PLAYS[0].path}", size=1, kind="role-play", paper="a4", module=module.id, title=dialogue.title)
    book = pages.Download(path="downloads/book.pdf", size=1, kind="handbook.student", paper="a4")
    told = {one.path: one.data.decode() for one in pages.build(the_course(), renderer(ROOT / "templates", WORDS), [book, listed])}
    for page in ("downloads.md", f"modules/{module.id}.md"):
        assert re.search(rf'{re.escape(PLAYS[0].path)}" download>Role-play: {re.escape(dialogue.title)}, A4<', told[page]), page
    guide = squeezed(WORDS["handbook.way.dialogues_means"])
    bare = replace(small_course(), modules={id: one.model_copy(update={"dialogues": ()}) for id, one in small_course().modules.items()})
    books = [words_of(handbook.pdf(course, edition_of(course), TEMPLATES)) for course in (small_course(), bare)]
    assert [guide in book for book in books] == [True, False]


@pytest.mark.parametrize(("words", "kind"), [(12, "role-play"), (12, "handbook"), (400, "role-play")])
def test_nothing_of_a_long_dialogue_runs_off_the_paper(words: int, kind: str) -> None:
    """Twelve scenes with four replies each, some words long or each longer than a page: every word can be read, and the file conforms."""
    dialogue = long_one(12 if words < 100 else 2, words)
    course = with_dialogue(dialogue)
    one = next(each for each in handbook.editions(course) if each.kind == kind and each.paper == "letter")
    data = handbook.pdf(course, one, TEMPLATES)
    replies = [reply for scene in dialogue.scenes for reply in scene.replies]
    # Situation and notice; in a scene what happens, is said and shown, and the hint; each ending's text and debrief.
    texts = 2 + 4 * len(dialogue.scenes) + 2 * len(dialogue.endings)
    once = sum(1 + (reply.do is not None) for reply in replies)
    # Loose sheets have the replies on the learner's own sheet too, and in the debrief, with their reasons.
    texts += once if kind == "handbook" else 3 * once + len(replies)
    with pikepdf.open(BytesIO(data)) as pdf:
        width, height = (float(number) for number in pdf.pages[0].MediaBox[2:])
    found = [word for word in set_words(data) if "longword" in word.words]
    inside = [word for word in found if word.left > 50 and word.right < width - 50 and word.bottom < height - 60]
    assert len(inside) == len(found) == texts * words
    assert failures(data, "ua1") == failures(data, "2a") == []


def test_a_long_title_stays_within_its_band() -> None:
    """The first words of the situation stand below the title, however many lines that takes."""
    course = with_dialogue(the_small().model_copy(update={"title": "A title that goes on " * 8, "about": "Firstwords."}))
    found = [word for word in set_words(handbook.pdf(course, SMALL, TEMPLATES)) if word.line[0] == 1]
    (first,) = [word for word in found if word.words == "Firstwords."]
    title = [word for word in found if word.words == "goes"]
    assert len(title) == 8
    assert max(word.bottom for word in title) < first.bottom - 20


def test_a_role_play_is_the_same_at_every_build() -> None:
    """Byte for byte."""
    assert handbook.pdf(the_course(), PLAYS[0], TEMPLATES) == made(PLAYS[0])
