"""Pages that are not read as Markdown again come out as Python-Markdown and Material's search would have them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
import synthetic
from material.plugins.search.plugin import Parser, SearchIndex
from mkdocs.structure.pages import _RawHTMLPreprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from tableside import course, examples, ready
from tableside.outputs import pages
from tableside.render import renderer

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"


def drawn(content: Path) -> dict[str, str]:
    """Every page of a course by path, as Markdown without its front matter."""
    loaded = course.load(content).course
    assert loaded
    shown = examples.read((TEMPLATES / examples.PATH).read_bytes())
    made = pages.build(loaded, renderer(TEMPLATES, loaded.words), [], shown)
    return {output.path: get_data(output.data.decode())[0] for output in made if output.path.endswith(".md")}


@pytest.fixture(scope="module")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the real course, and of a made-up one that has every part and question."""
    folder = tmp_path_factory.mktemp("made-up")
    synthetic.write(folder, 3)
    return {**drawn(ROOT / "content"), **{f"made-up/{path}": page for path, page in drawn(folder).items()}}


def by_markdown(page: str) -> tuple[str, list[Any], set[str]]:
    """The HTML, table of contents and anchors of a page, as MkDocs makes them of Markdown."""
    reader = markdown.Markdown(extensions=["attr_list", "toc"], extension_configs={"toc": {"permalink": False, "toc_depth": "1-2"}})
    raw = _RawHTMLPreprocessor()
    raw._register(reader)
    return reader.convert(page), reader.toc_tokens, raw.present_anchor_ids  # type: ignore[attr-defined]


def nested(tokens: list[Any]) -> list[tuple[int, str, str, Any]]:
    return [(each["level"], each["id"], each["name"], nested(each["children"])) for each in tokens]


def entries(html: str, tokens: list[Any]) -> list[dict[str, str]]:
    """What Material's search takes from a page."""
    index = SearchIndex()
    page = SimpleNamespace(content=html, toc=get_toc(tokens), url="page.html", meta={}, title="Title")
    index.add_entry_from_context(page)
    return list(index.entries)


def test_every_page_of_ours_is_known(every_page: dict[str, str]) -> None:
    assert len(every_page) > 20
    assert not [path for path, page in every_page.items() if ready.page(page) is None]


def test_pages_are_what_markdown_would_make_of_them(every_page: dict[str, str]) -> None:
    """To the byte, but for empty lines between blocks."""
    for path, page in every_page.items():
        html, tokens, anchors = by_markdown(page)
        found = ready.page(page)
        assert found, path
        assert [line for line in found.html.split("\n") if line] == [line for line in html.split("\n") if line], path
        assert nested(found.toc) == nested(tokens), path
        assert anchors <= found.anchors, path


def test_search_finds_what_material_would_find(every_page: dict[str, str]) -> None:
    for path, page in every_page.items():
        html, tokens, _ = by_markdown(page)
        found = ready.page(page)
        assert found, path
        expected = [(entry["location"], entry["title"], entry["text"]) for entry in entries(html, tokens)]
        assert [(f"page.html#{hit.anchor}".rstrip("#"), hit.title, hit.text) for hit in found.hits] == expected, path


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>two</b>\n three</p><p></p><p> </p><ul><li>a &lt;b&gt; &amp; c</li></ul>",
        "<pre><code>  a\n\n  b</code></pre><script>no</script><div data-search-exclude><p>no</p><p>no</p></div><p>yes</p>",
        "<ul><li> </li></ul><p></p><ol><li>a</li></ol>",
        '<div data-search-exclude><svg><path d="M0 0"/><text>no</text></svg></div><p>yes</p>',
        '<p title="a > b">in<br>two<input disabled> <code>c</code></p> <table><tr><td>d</td></tr></table>',
    ],
)
def test_words_are_taken_from_html_as_material_takes_them(html: str) -> None:
    parser = Parser()
    parser.feed(f'<h1 id="top">Title</h1>\n{html}')
    assert "".join(ready._words(html)).strip() == "".join(parser.data[0].text).strip()


@pytest.mark.parametrize(
    "page",
    [
        "Words without a heading",
        "# Title {#top}\n\nWords that are Markdown",
        "# Title {#top}\n\n<div>\n</div>\n\n## Odd *heading* {#odd}\n\n<p></p>",
        '# Title {#top}\n\n<div><h3 id="inside">Found by search</h3></div>',
        "## Begins below {#below}\n\n<p></p>",
    ],
)
def test_a_page_of_another_shape_is_left_to_markdown(page: str) -> None:
    assert ready.page(page) is None


def test_what_an_author_types_is_no_heading() -> None:
    page = "# Title {#top}\n\n<div>\n<pre><code>\n\n## Not one {#not-one}\n\n</code></pre>\n</div>"
    found = ready.page(page)
    assert found is None or "<h2" not in found.html
