/** <ts-continue>: the way back to where a learner was, for who comes again. */

import {Part, make} from "./part.js";
import {memory} from "./recorder.js";
import {say} from "./words.js";

export class Continue extends Part {
  start() {
    this.undo(() => this.replaceChildren());
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  refresh() {
    const {place} = memory.current();
    this.hidden = !place;
    this.replaceChildren(...(place ? [continueLink(place, this)] : []));
  }
}

/** A link to a place, seen from the page that `node` is on. */
export function continueLink({path, title}, node) {
  const root = node.closest("ts-page")?.dataset.root || ".";
  return make("a", {class: "ts-button", href: `${root}/${path}`}, say("continue", {title}));
}
