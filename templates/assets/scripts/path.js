/** <ts-path>: says how far this device has come on the path that the page shows, and marks its modules. */

import {Part, make} from "./part.js";
import {reached} from "./reached.js";
import {memory} from "./recorder.js";
import {say} from "./words.js";

export class Path extends Part {
  start() {
    this.rows = [...this.closest("ts-page").querySelectorAll("[data-module]")];
    this.sum = this.add(this, "append", make("p", {class: "ts-path__sum"}));
    this.states = this.rows.map((row) => this.add(row, "append", make("span", {class: "ts-path__state"})));
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  refresh() {
    const record = memory.current();
    const states = this.rows.map(({dataset: {module, pass}}) => reached(record, module, Number(pass)));
    states.forEach((state, i) => {
      this.states[i].dataset.state = state;
      this.states[i].textContent = state === "none" ? "" : say(`path.${state}`);
    });
    this.sum.textContent = say("path.sum", {count: states.filter((state) => state === "passed").length, of: states.length});
  }
}
