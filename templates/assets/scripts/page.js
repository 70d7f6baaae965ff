/**
 * <ts-page>: fetches the scripts that its elements need, explains terms, tells of trouble with the memory, lets a newer kept version in, says
 * which conversations of a list were done, and notes which section was read last.
 */

import {markDone} from "./cards.js";
import {freshen} from "./keeping.js";
import {Part} from "./part.js";
import {fetchParts} from "./parts.js";
import {memory} from "./recorder.js";
import {explainTerms} from "./terms.js";
import {tellTrouble} from "./trouble.js";

const PAUSE = 1500;

export class Page extends Part {
  start() {
    fetchParts(this);
    memory.current();
    tellTrouble(this);
    explainTerms(this);
    markDone(this);
    freshen();
    if (this.dataset.kind === "module") this.noteReading();
  }

  noteReading() {
    let timer = 0;
    const noteNow = () => {
      timer = 0;
      this.note();
    };
    const soon = () => {
      timer ||= setTimeout(noteNow, PAUSE);
    };
    // Opening a page by "Continue" must not throw away the section it leads to.
    if (memory.current().place?.path.split("#")[0] !== this.dataset.path) soon();
    this.hear(window, "scroll", soon, {passive: true});
    // Who leaves in a hurry was here too.
    this.hear(window, "pagehide", () => timer && noteNow());
    this.undo(() => clearTimeout(timer));
  }

  note() {
    const reached = [...this.querySelectorAll("h2[id]")].filter((one) => one.getBoundingClientRect().top < innerHeight / 2).at(-1);
    const {path: page, title} = this.dataset;
    const path = reached ? `${page}#${reached.id}` : page;
    if (memory.current().place?.path !== path) this.did({did: "read", path, title});
  }
}
