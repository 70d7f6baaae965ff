"""A finished site is judged before it takes the place of the last good one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tableside import built

FAULTY = {
    "a missing page": ('<a href="gone.html">x</a>', "index.html: the link gone.html leads to nothing"),
    "a missing anchor": (
        '<a href="deep/page.html#no">x</a>',
        "index.html: the link deep/page.html#no leads to a place that is not on that page",
    ),
    "a missing anchor on the page itself": ('<a href="#no">x</a>', "index.html: the link #no leads to a place that is not on that page"),
    "an id used twice": ('<p id="a"></p><p id="a"></p>', "index.html: the id #a stands twice on the page"),
    "a script from elsewhere": (
        '<script src="https://example.org/x.js"></script>',
        "index.html: loads https://example.org/x.js, which is not part of the site",
    ),
    "a style sheet from elsewhere": (
        '<link rel="stylesheet" href="//example.org/x.css">',
        "index.html: loads //example.org/x.css, which is not part of the site",
    ),
    "a missing picture": ('<img src="no.png" alt="">', "index.html: the link no.png leads to nothing"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text(
        '<h2 id="here">x</h2><a href="../index.html#top">up</a><a href="https://example.org/">out</a>'
    )
    return tmp_path


def test_a_good_site_has_no_faults(site: Path) -> None:
    (site / "index.html").write_text(
        '<h1 id="top">x</h1><a href="deep/page.html#here">x</a><a href="#top">x</a><link rel="canonical" href="https://x.org/">'
    )
    assert built.faults(site) == []


def test_a_site_in_a_folder_of_its_host_has_no_faults(site: Path) -> None:
    """The 404 page writes whole paths, and they begin where the site's address says."""
    (site / "index.html").write_text('<h1 id="top">x</h1><link rel="canonical" href="https://example.org/course/index.html">')
    (site / "404.html").write_text('<a href="/course/deep/page.html#here">x</a><a href="/course/">x</a>')
    assert built.faults(site) == []
    (site / "404.html").write_text('<a href="/deep/page.html">x</a>')
    assert built.faults(site) == ["404.html: the link /deep/page.html leads out of the site"]


@pytest.mark.parametrize("what", FAULTY)
def test_each_fault_is_told(site: Path, what: str) -> None:
    html, told = FAULTY[what]
    (site / "index.html").write_text('<h1 id="top">x</h1>' + html)
    assert built.faults(site) == [told]


def test_the_same_folder_packs_to_the_same_bytes(site: Path) -> None:
    (site / "index.html").write_text("one")
    first = built.pack(site, "course", {})
    (site / "index.html").touch()
    assert built.pack(site, "course", {}) == first


def test_a_replaced_file_goes_in_with_its_other_words(site: Path) -> None:
    (site / "index.html").write_text("one")
    with zipfile.ZipFile(BytesIO(built.pack(site, "course", {"index.html": b"two"}))) as archive:
        assert archive.read("course/index.html") == b"two"
        assert sorted(archive.namelist()) == ["course/deep/page.html", "course/index.html"]


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh" / "new").touch()
    built.swap(tmp_path / "fresh", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_folder_comes_back_when_the_new_one_cannot_be_put_in(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    with pytest.raises(OSError):
        built.swap(tmp_path / "missing", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old"]
