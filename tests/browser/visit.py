"""What the browser tests share: the guard over a page, and the moves of a person who walks through the site."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request


class Guard:
    """Watches everything that a context does, and fails the test when the site reaches out or something breaks in it."""

    def __init__(self, context: BrowserContext, allowed: tuple[str, ...]) -> None:
        self.context = context
        self.allowed = (*allowed, "data:", "blob:", "about:")
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.allowed):
            self.faults.append(f"request beyond the site: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def expect(self, text: str) -> None:
        """Forgive the faults that hold this text: the test provoked them."""
        self.faults = [fault for fault in self.faults if text not in fault]

    def judge(self) -> None:
        """Fail if anything went wrong since the context was opened."""
        assert not self.faults, "\n".join(self.faults)


def settle(page: Page) -> None:
    """Wait until the page is loaded and our elements have woken up."""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


KINDS = {
    "home": "index.html",
    "track": "tracks/boundaries.html",
    "module": "modules/consent.html",
    "glossary": "glossary.html",
    "references": "references.html",
    "checklists": "checklists.html",
    "downloads": "downloads.html",
    "progress": "progress.html",
    "for educators": "for-educators.html",
    "for clinics": "for-clinics.html",
    "privacy": "privacy.html",
    "accessibility": "accessibility.html",
    "not found": "404.html",
}
"""One page of each kind. A test compares it with what was built, so that no kind goes unjudged."""
