/* What the theme around the pages needs to be usable by everyone. It knows Material's script, and nothing of the course. */
{
  // Material opens search and turns pages at single letters, also while a radio button has the focus: people who speak to their
  // computer, or rest a hand on the keyboard, would be thrown off the page (WCAG 2.1.4). A capturing listener is heard first.
  const letters = new Set("fs/pn,.");
  window.addEventListener("keydown", (event) => letters.has(event.key) && event.stopImmediatePropagation(), { capture: true });

  // A link to a place on the same page loads nothing, so the menu it was chosen from would stay open over it.
  document.addEventListener("click", (event) => {
    const menu = event.target.closest?.("a[href]")?.closest("[popover]:popover-open");
    menu?.hidePopover();
  });

  // Where pages are exchanged without loading, the focus would be lost with the link that had it.
  let pages = 0;
  window.document$?.subscribe(() => {
    if (pages++ && !location.hash) document.getElementById("ts-content")?.focus({ preventScroll: true });
  });
}
