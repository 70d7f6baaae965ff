/**
 * Tooltips for the terms of a page: on hover and on focus, put away by Escape, and they stay while the pointer is on them. On a touch
 * screen the first tap shows the meaning and the second follows the link to the glossary.
 */

import {make} from "./part.js";
import {say} from "./words.js";

const MARGIN = 8;

/** Adds tooltips to the terms in `page`, a Part. */
export function explainTerms(page) {
  let open = null;
  let timer = 0;
  let touched = false;

  const close = () => {
    clearTimeout(timer);
    if (open) open.tip.hidden = true;
    open = null;
  };
  const show = (term, tip) => {
    clearTimeout(timer);
    if (open?.tip === tip) return;
    close();
    open = {term, tip};
    tip.hidden = false;
    place(term, tip);
  };
  // The pointer needs a moment to cross from the word to the tooltip.
  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => open && open.term !== document.activeElement && close(), 250);
  };

  page.querySelectorAll("a.ts-term").forEach((term, i) => {
    const tip = make("span", {class: "ts-tip", role: "tooltip", id: `ts-tip-${i}`, hidden: true}, term.dataset.means);
    const tapHint = make("span", {class: "ts-tip__tap"});
    tip.append(tapHint);
    page.add(page, "append", tip);
    term.setAttribute("aria-describedby", tip.id);
    page.undo(() => term.removeAttribute("aria-describedby"));

    page.hear(term, "pointerdown", (event) => {
      touched = event.pointerType === "touch" && open?.tip !== tip;
      tapHint.textContent = event.pointerType === "touch" ? ` ${say("term.tap")}` : "";
    });
    page.hear(term, "click", (event) => {
      if (!touched) return;
      touched = false;
      event.preventDefault();
      show(term, tip);
    });
    page.hear(term, "pointerenter", (event) => event.pointerType !== "touch" && show(term, tip));
    page.hear(term, "focus", () => touched || show(term, tip));
    page.hear(term, "pointerleave", closeSoon);
    page.hear(term, "blur", close);
    page.hear(tip, "pointerdown", (event) => event.pointerType === "touch" && close());
    page.hear(tip, "pointerenter", () => clearTimeout(timer));
    page.hear(tip, "pointerleave", closeSoon);
  });
  page.hear(document, "keydown", (event) => event.key === "Escape" && close());
  page.hear(document, "pointerdown", ({target}) => open && !open.tip.contains(target) && !open.term.contains(target) && close());
  page.hear(window, "resize", close);
  page.undo(close);
}

// Below the word, or above it where there is no room, and never beyond the sides of the window.
function place(term, tip) {
  const word = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const {width, height} = tip.getBoundingClientRect();
  const {clientWidth, clientHeight} = document.documentElement;
  const left = Math.max(MARGIN, Math.min(word.left, clientWidth - width - MARGIN));
  const below = word.bottom + height + MARGIN < clientHeight || word.top < height + MARGIN;
  const top = below ? word.bottom : word.top - height;
  const origin = tip.offsetParent?.getBoundingClientRect() ?? {left: -scrollX, top: -scrollY};
  tip.style.left = `${left - origin.left}px`;
  tip.style.top = `${top - origin.top}px`;
}
