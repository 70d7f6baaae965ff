/** <ts-checklist>: remembers what is ticked, counts it, starts over and prints this list alone. */

import {Part, askingButton, button, make} from "./part.js";
import {memory} from "./recorder.js";
import {say} from "./words.js";

export class Checklist extends Part {
  start() {
    this.boxes = new Map([...this.querySelectorAll("[data-item]")].map((row) => [this.keyOf(row), row.querySelector("input")]));
    const form = this.querySelector("form");
    this.count = this.add(form, "before", make("p", {class: "ts-count"}));
    const reset = askingButton(say("reset"), {question: say("reset.ask"), yes: say("reset.yes"), no: say("reset.no")}, () =>
      this.did({did: "ticked", items: [...this.boxes.keys()], done: false}),
    );
    this.add(form, "append", make("p", {class: "ts-acts"}, button(say("print"), () => this.print()), reset));
    this.hear(form, "submit", (event) => event.preventDefault());
    this.hear(form, "change", ({target}) => this.did({did: "ticked", items: [this.keyOf(target.closest("[data-item]"))], done: target.checked}));
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  keyOf(row) {
    return `${this.dataset.key}/${row.dataset.item}`;
  }

  refresh() {
    const {ticks} = memory.current();
    for (const [key, box] of this.boxes) box.checked = Boolean(ticks[key]?.done);
    const done = [...this.boxes.values()].filter((box) => box.checked).length;
    this.count.textContent = say("done", {count: done, of: this.boxes.size});
  }

  // Everything beside the way from the page down to this list is left off the paper.
  print() {
    const root = document.documentElement;
    const way = [];
    for (let node = this; node !== root; node = node.parentElement) way.push(node);
    way.forEach((node, i) => node.setAttribute("data-ts-print", i ? "way" : "this"));
    root.classList.add("ts-print-one");
    const after = () => {
      root.classList.remove("ts-print-one");
      for (const node of way) node.removeAttribute("data-ts-print");
    };
    addEventListener("afterprint", after, {once: true});
    window.print();
  }
}
