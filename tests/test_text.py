"""Prose is read once and cannot become anything but prose, whatever an author types."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tableside import text
from tableside.text import Target


class Everything:
    """Links that all land."""

    def module(self, module: str, section: str | None) -> Target:
        return Target(f"{module}.html" + (f"#{section}" if section else ""))

    def term(self, term: str) -> Target:
        return Target(f"glossary.html#{term}", means='what "it" means')

    def cite(self, key: str) -> Target:
        return Target(f"#ref-{key}", label=key.upper())


class Nothing(Everything):
    """Links that lead nowhere."""

    def module(self, module: str, section: str | None) -> None:  # type: ignore[override]
        return None

    term = cite = lambda self, id: None  # type: ignore[assignment]


HTML = [
    ("plain words", "<p>plain words</p>"),
    ("*soft* and **strong**", "<p><em>soft</em> and <strong>strong</strong></p>"),
    ("a\nb", "<p>a b</p>"),
    ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
    ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
    ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
    ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
    ("# not a heading", "<p>not a heading</p>"),
    ("[go](module:consent#ask-first)", '<p><a href="consent.html#ask-first">go</a></p>'),
    (
        "[cover](term:draping)",
        '<p><a class="ts-term" href="glossary.html#draping" data-means="what &quot;it&quot; means">cover</a></p>',
    ),
    ("Asked @a_key.", '<p>Asked (<a class="ts-cite" href="#ref-a_key">A_KEY</a>).</p>'),
    (
        "Asked @a_key @b_key.",
        '<p>Asked (<a class="ts-cite" href="#ref-a_key">A_KEY</a>; <a class="ts-cite" href="#ref-b_key">B_KEY</a>).</p>',
    ),
    ("me@example.org", "<p>me@example.org</p>"),
    ("[x](javascript:alert(1))", "<p>x</p>"),
    ("[x](data:text/html,hi)", "<p>x</p>"),
    ("[x](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>'),
    ("![alt](https://example.org/x.png)", "<p>alt</p>"),
]


@pytest.mark.parametrize(("source", "expected"), HTML)
def test_prose_becomes_html(source: str, expected: str) -> None:
    assert text.html(source, Everything()) == expected


def test_links_that_lead_nowhere_leave_their_words() -> None:
    assert text.html("[a](module:x) [b](term:y)", Nothing()) == "<p>a b</p>"


def test_a_line_of_backticks_cannot_open_a_fence_for_a_later_reader() -> None:
    assert "`" not in text.html("    ```\n    code", Everything())


def test_plain_words_keep_no_marks_and_no_citations() -> None:
    assert text.plain("Say *what* you [plan](term:plan) @a_key.\n\n- one\n- two") == "Say what you plan.\none\ntwo"


def test_mentions_know_their_line_and_column() -> None:
    found = text.mentions("Say [so](term:draping).\nAsk @a_key and <i>see</i>\n[it](module:consent#ask-first)")
    assert [(mention.kind, mention.id, mention.section, mention.line, mention.column) for mention in found] == [
        ("term", "draping", None, 1, 10),
        ("cite", "a_key", None, 2, 5),
        ("html", "<i>", None, 2, 16),
        ("html", "</i>", None, 2, 22),
        ("module", "consent", "ask-first", 3, 6),
    ]


ALLOWED = {
    "p": set(),
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "hr": set(),
    "br": set(),
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope"},
    "td": set(),
    "div": {"class", "tabindex", "role", "aria-label"},
    "a": {"href", "class", "data-means"},
}


class Judge(HTMLParser):
    """Refuses any tag or attribute that prose has no business with."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            if name == "href":
                assert re.match(r"(https?://|mailto:|[\w./-]*(\.html)?(#|$))", value or "", re.IGNORECASE), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


HOSTILE = st.text(alphabet=st.sampled_from(list("<>&\"'`#[](){}!@:*_-|\\/= \n\tabscript1.")), max_size=120) | st.text(max_size=80)


@given(HOSTILE)
def test_no_prose_can_write_markup_of_its_own(source: str) -> None:
    for written in (text.html(source, Everything()), text.line_html(source, Everything())):
        judge = Judge()
        judge.feed(written)
        judge.close()


@given(HOSTILE)
def test_a_typst_string_reads_back_as_the_same_words(source: str) -> None:
    literal = text.typst_string(source)
    assert re.fullmatch(r'"(?:[^"\\\x00-\x1f]|\\["\\]|\\u\{[0-9a-f]+\})*"', literal)
    read = re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[2], literal[1:-1])
    assert read == source


@given(HOSTILE)
def test_typst_code_holds_strings_and_calls_of_ours_alone(source: str) -> None:
    code = re.sub(r'"(?:[^"\\]|\\.)*"', "S", text.typst(source, Everything()), flags=re.DOTALL)
    assert re.fullmatch(r"(?:[S{};, ()]|md-[a-z]+|linebreak|start: \d+)*", code), code


@given(HOSTILE)
def test_mentions_point_into_the_text(source: str) -> None:
    lines = source.split("\n")
    for mention in text.mentions(source):
        assert 1 <= mention.line <= len(lines)
        assert 1 <= mention.column <= len(lines[mention.line - 1]) + 1
