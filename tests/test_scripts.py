"""The scripts of the site: that they join, say only words that exist, stay small, and do what their own tests in Node say."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tableside.scripts import Unjoinable, join
from tableside.site import PARTS, joined

ROOT = Path(__file__).parent.parent
SCRIPTS = {path.name: path.read_text("utf-8") for path in (ROOT / "templates" / "assets" / "scripts").glob("*.js")}


def node() -> str:
    """The Node that the test tools brought, or the machine's own."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    assert found, "The script tests need Node 22 or newer: make test installs it."
    return found


def test_modules_come_before_those_that_import_them() -> None:
    """Each module stands once, after what it imports, without import and export."""
    files = {
        "main.js": 'import {b} from "./b.js";\nimport {c} from "./c.js";\n\nb(c);\n',
        "b.js": 'import {c} from "./c.js";\n\nexport function b() {\n  return c;\n}\n',
        "c.js": "/** About. */\n\nexport const c = 1; // kept\n",
    }
    assert join(files, "main.js") == ('(() => {\n"use strict";\nconst c = 1; // kept\nfunction b() {\n  return c;\n}\nb(c);\n})();\n')


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "there is no script main.js"),
        ({"main.js": 'import {a} from "./a.js";\n'}, "main.js imports a.js, and there is no such script"),
        (
            {"main.js": 'import {a} from "./a.js";\nexport const m = 1;\n', "a.js": 'import {m} from "./main.js";\nexport const a = 1;\n'},
            "main.js imports a.js imports main.js: break the ring",
        ),
        ({"main.js": 'import {a} from "./a.js";\n', "a.js": "const a = 1;\n"}, "main.js imports a from a.js, which does not export it"),
        (
            {"main.js": 'import {a} from "./a.js";\nconst b = a;\n', "a.js": "export const a = 1;\nfunction b() {}\n"},
            "main.js and a.js both name something `b`: give one of them another name",
        ),
        *(
            ({"main.js": line + "\n"}, f"main.js says `{line}`, which the join does not know: import and export plain names on one line")
            for line in [
                'import a from "./a.js";',
                'import {a as b} from "./a.js";',
                'import "./a.js";',
                "export default 1;",
                "export {a};",
                'export * from "./a.js";',
                "export const {a} = {};",
                'import("./a.js");',
                "import.meta.url;",
            ]
        ),
    ],
)
def test_what_cannot_be_joined_is_said(files: dict[str, str], sentence: str) -> None:
    """A module that the join does not know how to read is refused in a sentence that names it."""
    with pytest.raises(Unjoinable) as refused:
        join(files, "main.js")
    assert str(refused.value) == sentence


def test_a_part_borrows_what_the_main_script_has() -> None:
    """A module of the main script stands in no part of it; what a part imports of one is lent, and nothing else is."""
    files = {
        "main.js": 'import {b} from "./b.js";\nimport {d} from "./d.js";\n\nb(d);\n',
        "b.js": 'import {c} from "./c.js";\n\nexport function b() {\n  return c;\n}\n',
        "c.js": "export const c = 1;\nexport const unused = 2;\n",
        "d.js": "export const d = 3;\n",
        "part.js": 'import {c} from "./c.js";\nimport {e} from "./e.js";\n\ne(c);\n',
        "e.js": 'import {b} from "./b.js";\n\nexport const e = b;\n',
    }
    main = join(files, "main.js", parts=["part.js"])
    assert main.endswith("b(d);\nwindow.tableside ??= Object.freeze({b, c});\n})();\n")
    part = join(files, "part.js", after="main.js")
    assert part == '(() => {\n"use strict";\nconst {b, c} = window.tableside;\nconst e = b;\ne(c);\n})();\n'


def test_a_part_cannot_take_a_name_of_the_main_script() -> None:
    """It would hide what is lent."""
    files = {"main.js": "const a = 1;\n", "part.js": "const a = 2;\n"}
    with pytest.raises(Unjoinable, match=r"part\.js and main\.js both name something `a`"):
        join(files, "part.js", after="main.js")


def test_nothing_with_a_state_stands_twice_on_a_page() -> None:
    """One recorder, one memory, one set of words: their files are in the main script alone."""
    scripts = joined(SCRIPTS)
    for name in ("openMemory(", "openDrafts(", "localStorage", "function say(", 'addEventListener("ts-did"'):
        assert name in scripts["tableside.js"], name
        assert not [part for part in PARTS if name in scripts[f"tableside-{part}.js"]], name


@pytest.mark.parametrize("name", joined(SCRIPTS))
def test_the_scripts_join_to_what_parses(name: str, tmp_path: Path) -> None:
    """What the browser gets is one classic script without import, export or comment block."""
    script = tmp_path / "joined.js"
    script.write_text(joined(SCRIPTS)[name], "utf-8")
    assert not re.search(r"^(import|export)\b|/\*\*", script.read_text("utf-8"), re.MULTILINE)
    checked = subprocess.run([node(), "--check", script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_every_part_is_fetched_where_it_is_needed() -> None:
    """The main script knows each part by the element that it defines."""
    fetched = re.findall(r'"(ts-[a-z-]+)": "tableside-([a-z]+)\.js"', SCRIPTS["parts.js"])
    assert sorted({part for _, part in fetched}) == sorted(PARTS)
    for element, part in fetched:
        assert f'customElements.define("{element}"' in SCRIPTS[f"{part}-part.js"]


@pytest.mark.parametrize("part", PARTS)
def test_the_scripts_stay_small(part: str) -> None:
    """A phone with a poor network gets all that a page needs in a few packets."""
    scripts = joined(SCRIPTS)
    always = [scripts["tableside-early.js"], scripts["tableside.js"]]
    beside = [path.read_text("utf-8") for path in (ROOT / "templates" / "site" / "assets").glob("*.js")]
    assert len(beside) == 2
    assert packed(always[0]) < 1_500
    assert sum(packed(text) for text in (*always, *beside, scripts[f"tableside-{part}.js"])) < 25_500


def packed(text: str) -> int:
    """What a text weighs on its way, in bytes."""
    return len(gzip.compress(text.encode(), mtime=0))


def test_only_store_touches_storage() -> None:
    """One file is the door to the browser's storage, so that its troubles are met in one place."""
    users = {name for name, text in SCRIPTS.items() if re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.", text)}
    assert users == {"store.js"}


def test_nothing_is_written_as_markup_or_fetched() -> None:
    """Words reach the page as words, and no script asks the network for anything."""
    for name, text in SCRIPTS.items():
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|sendBeacon", text
        )
        assert not found, f"{name}: {found[0] if found else ''}"


def test_every_word_that_scripts_say_exists_and_is_said() -> None:
    """A word without its key would show the key; a key without its word is left over."""
    words = {key.removeprefix("js.") for key in yaml.safe_load((ROOT / "content/words/en.yml").read_text("utf-8")) if key.startswith("js.")}
    text = "\n".join(SCRIPTS.values())
    calls = re.findall(r"""\bsay\(((?:[^()]|\([^()]*\))*)""", text)
    exact = {key for call in calls for key in re.findall(r'"([a-z][\w.-]*)"', call)}
    starts = {start for call in calls for start in re.findall(r"`([\w.-]+)\$\{", call)}
    plain = {re.sub(r"\.(one|other)$", "", word) for word in words}
    assert {key for key in exact if key not in plain and key not in {"write"}} == set()
    assert {start for start in starts if not any(word.startswith(start) for word in plain)} == set()
    assert {word for word in plain if word not in exact and not word.startswith(tuple(starts))} == set()


def test_the_scripts_own_tests_pass() -> None:
    """Grading, shuffling, the record and its merging are tested in Node, without a browser."""
    tests = sorted((ROOT / "tests" / "scripts").glob("*.test.js"))
    assert tests
    ran = subprocess.run([node(), "--test", *tests], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
