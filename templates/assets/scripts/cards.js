/** Says on the cards of dialogues which of them this device knows as done. */

import {make} from "./part.js";
import {isDone, playsOf} from "./record.js";
import {memory} from "./recorder.js";
import {say} from "./words.js";

/** Marks the cards in `page`, a Part. */
export function markDone(page) {
  const cards = [...page.querySelectorAll("[data-dialogue]")];
  const mark = () => {
    const record = memory.current();
    for (const card of cards) {
      const done = playsOf(record, card.dataset.dialogue).some(isDone);
      const old = card.querySelector(":scope > .ts-done");
      if (done && !old) page.add(card, "append", make("p", {class: "ts-done"}, say("dialogue.state.done")));
      else if (!done) old?.remove();
    }
  };
  if (!cards.length) return;
  page.hear(document, "ts-changed", mark);
  mark();
}
