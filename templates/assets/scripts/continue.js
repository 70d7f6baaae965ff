/**
 * <ts-continue data-modules="[ids]">: the way back to where a learner was, for who comes again. A module that the course no longer has
 * is no place to go back to; the record keeps it all the same.
 */

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
    const modules = JSON.parse(this.dataset.modules);
    const last = memory.current().place;
    const place = modules.some((id) => last?.path.split("#")[0] === `modules/${id}.html`) ? last : null;
    this.hidden = !place;
    this.replaceChildren(...(place ? [continueLink(place, this)] : []));
  }
}

/** A link to a place, seen from the page that `node` is on. */
export function continueLink({path, title}, node) {
  const root = node.closest("ts-page")?.dataset.root || ".";
  return make("a", {class: "ts-button", href: `${root}/${path}`}, say("continue", {title}));
}
