"""Text that is spaced wider, as WCAG 1.4.12 lets readers do, or set as large as it goes: nothing is cut, covered, pushed out or lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from .states import pages, states, widths
from .visit import KINDS, settle

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""

WIDTHS = (390, 1280)

# Text nodes that a reader sees, each with the boxes of its lines.
SEEN = """
const ears = new Map()
const forEars = e => {
    if (!e) return false
    if (!ears.has(e)) ears.set(e, getComputedStyle(e).clipPath === 'inset(50%)' || forEars(e.parentElement))
    return ears.get(e)
}
const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !e.closest('script, style, template') && !forEars(e)
const texts = () => {
    const found = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walk.nextNode()); ) {
        if (!node.data.trim() || !shown(node.parentElement) || node.parentElement.closest('option')) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1)
        if (boxes.length) found.push({node: node.parentElement, text: node.data.trim(), boxes})
    }
    return found
}
"""

WORDS = f"() => {{ {SEEN} return texts().map(one => one.text) }}"

SPACE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = css ? [sheet] : [] }"""

FAULTS = f"""() => {{
    {SEEN}
    const faults = []
    const told = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 130)
    const wide = document.documentElement.clientWidth
    // A page that scrolls sideways, or a letter beyond its edge.
    if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${{document.documentElement.scrollWidth - wide}} px too wide`)

    // A box that hides what does not fit. An excerpt of a hit is cut on purpose.
    for (const e of document.body.querySelectorAll('*')) {{
        if (!shown(e) || e.matches('svg *, select, input, iframe, .md-search-result__article') || !e.textContent.trim()) continue
        const s = getComputedStyle(e)
        const hides = [s.overflowX, s.overflowY].map(one => one === 'hidden' || one === 'clip')
        const over = [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]
        if (s.display !== 'inline' && hides.some((one, i) => one && over[i] > 1)) faults.push(`cut off by ${{over}}: ${{told(e)}}`)
    }}

    // What lies over the page on purpose is judged by itself.
    const OVER = '#__search:checked ~ .ts-header .ts-search__box, .ts-panel, .ts-tip, [popover]:popover-open, .ts-header, .ts-toc, .ts-skip'
    const layer = e => e.closest(`${{OVER}}, .ts-nav`) ?? document.body
    const all = texts()
    for (const {{node, text, boxes}} of all) {{
        const svg = node.closest('svg')
        const edge = svg && svg.getBoundingClientRect()
        for (const box of boxes) {{
            const scrolls = node.closest('.ts-search__scroll, pre, .ts-nav, .ts-toc')
            if (!scrolls && (box.left < -1 || box.right > wide + 1)) faults.push(`beyond the window: ${{text}}`)
            if (edge && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1))
                faults.push(`beyond its drawing: ${{text}}`)
        }}
    }}
    // Words on words, and controls on words or on each other.
    const boxes = all.filter(one => !one.node.closest('.md-search-result__article'))
        .flatMap(({{node, text, boxes}}) => boxes.map(box => ({{node, text, box}})))
    for (const e of document.querySelectorAll('button, input, select, textarea, .ts-brand')) {{
        // What clears the search stands in the field, which keeps room for it.
        if (shown(e) && !e.matches('.ts-load input, .ts-search__clear'))
            boxes.push({{node: e, text: told(e), box: e.getBoundingClientRect(), control: true}})
    }}
    boxes.sort((a, b) => a.box.top - b.box.top)
    boxes.forEach((one, i) => {{
        for (let j = i + 1; j < boxes.length && boxes[j].box.top < one.box.bottom - 2; j++) {{
            const other = boxes[j]
            if (one.node === other.node || one.node.contains(other.node) || other.node.contains(one.node)) continue
            if (layer(one.node) !== layer(other.node)) continue
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
            const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
            // In a drawing, a line of text stands as near to the next as it was put.
            const near = one.node.closest('svg') && other.node.closest('svg') ? 6 : 3
            if (across > 2 && down > near)
                faults.push(`one on the other by ${{Math.round(across)}}×${{Math.round(down)}}: ${{one.text}} / ${{other.text}}`)
        }}
    }})
    return faults
}}"""


def judge(page: Page, where: str) -> list[str]:
    """What is wrong with the page as it stands, once its text is spaced."""
    before = page.evaluate(WORDS)
    page.evaluate(SPACE, SPACING)
    faults = page.evaluate(FAULTS)
    after = set(page.evaluate(WORDS))
    page.evaluate(SPACE, "")
    faults += [f"lost: {text}" for text in before if text not in after]
    return [f"{where}: {fault}" for fault in faults]


def test_pages_can_be_spaced(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Every kind of page, on a phone and on a desk."""
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    faults = []
    for where in pages(page, web):
        for width in widths(page, WIDTHS):
            faults += judge(page, f"{where} at {width} px")
    assert not faults, "\n".join(faults)


def test_questions_can_be_spaced(new_context: Callable[..., BrowserContext], web: str) -> None:
    """A question of every type in every state, the quiz, the checklist, and whatever opens over the page, on a phone and on a desk."""
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    faults = []
    for where in states(page, web):
        # The menu opens over the page on a phone alone.
        for width in widths(page, WIDTHS[:1] if where == "menu open" else WIDTHS):
            faults += judge(page, f"{where} at {width} px")
    assert not faults, "\n".join(faults)


def test_the_largest_text_has_room(new_context: Callable[..., BrowserContext], web: str) -> None:
    """With the largest text and the widest lines of the reading preferences, also when spaced, in windows from narrow to wide."""
    context = new_context(viewport={"width": 320, "height": 900})
    context.add_init_script(
        """location.protocol === "about:" || (localStorage["tableside:preferences"] = '{"size": "largest", "spacing": "wider"}')"""
    )
    page = context.new_page()
    faults = []
    for kind in ("home", "module", "checklists", "progress"):
        page.goto(f"{web}/{KINDS[kind]}")
        settle(page)
        assert page.evaluate("document.documentElement.dataset.tsSize") == "largest"
        for width in widths(page, (320, *WIDTHS)):
            where = f"{kind} at {width} px"
            faults += [f"{where}: {fault}" for fault in page.evaluate(FAULTS)] + judge(page, f"{where}, spaced")
    assert not faults, "\n".join(faults)


WORDS_THAT_FIT = "Words that fill their line"

PLANTED = {
    "cut off": f"<div style='height: 1.9em; overflow: hidden'>{WORDS_THAT_FIT}</div>",
    "one on the other": f"<div style='height: 1.6em'>{WORDS_THAT_FIT}</div><p>The next</p>",
    "beyond the window": f"<div style='white-space: nowrap'>{WORDS_THAT_FIT}</div>",
}
"""Boxes that fit their words as they come, by what becomes of them once text is spaced."""

PLANT = """html => {
    const holder = document.createElement('template')
    holder.innerHTML = html
    const all = [...holder.content.children]
    document.querySelector('h1').after(...all)
    const e = all[0]
    e.style.width = 'max-content'
    const { width, right } = e.getBoundingClientRect()
    e.style.width = `${Math.ceil(width)}px`
    if (e.style.whiteSpace) e.style.marginInlineStart = `${document.documentElement.clientWidth - right - 4}px`
    return all
}"""


def test_the_judge_finds_faults(new_context: Callable[..., BrowserContext], web: str) -> None:
    """A box of a fixed height that cuts, one that does not, and words that must not wrap are found, and each only once text is spaced."""
    page = new_context(viewport={"width": 500, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"{web}/{KINDS['privacy']}")
    settle(page)
    for fault, box in PLANTED.items():
        planted = page.evaluate_handle(PLANT, box)
        assert page.evaluate(FAULTS) == [], fault
        assert [found for found in judge(page, "spoilt") if fault in found], fault
        planted.evaluate("all => all.forEach(one => one.remove())")
    assert judge(page, "mended") == []
