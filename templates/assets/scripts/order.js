/**
 * Steps that are put in order by two buttons each, in place of the lists that work without script. Dragging by the number is extra.
 *
 * Whichever step moves, its neighbor is the one that leaves its place in the page: so a pressed button keeps the focus, and a dragged
 * step keeps the pointer.
 */

import {button, make, turnOff} from "./part.js";
import {say} from "./words.js";

/** The form of put-in-order, as forms.js describes forms. */
export function ordering(part) {
  const {rows, fields, status, dataset} = part;
  const list = rows[0].parentNode;
  const right = JSON.parse(dataset.right);
  let start = [];
  let moved = false;
  let warned = false;

  const read = () => [...list.children].map((row) => row.dataset.answer);
  const stepIn = (row) => row.querySelector("label").textContent.trim();

  function arrangeAs(order) {
    if (order.join() !== read().join()) list.append(...order.map((id) => rows.find((row) => row.dataset.answer === id)));
    turnOffEnds();
  }

  function turnOffEnds() {
    [...list.children].forEach((row, i) => {
      const [up, down] = row.querySelectorAll("button");
      turnOff(up, i === 0);
      turnOff(down, i === rows.length - 1);
    });
  }

  function tell(row) {
    moved = true;
    row.dispatchEvent(new Event("input", {bubbles: true}));
    turnOffEnds();
    status.textContent = say("place", {step: stepIn(row), place: read().indexOf(row.dataset.answer) + 1, of: rows.length});
  }

  function mover(row, way, act) {
    const press = () => {
      act();
      tell(row);
    };
    const node = button("", press, "move");
    node.dataset.way = way;
    node.setAttribute("aria-label", say(`move.${way}`, {step: stepIn(row)}));
    return node;
  }

  const upward = (row) => row.previousElementSibling && row.after(row.previousElementSibling);
  const downward = (row) => row.nextElementSibling && row.before(row.nextElementSibling);

  function drag(event, row, grip) {
    if (event.button || fields.disabled) return;
    const before = read();
    const stop = new AbortController();
    const hear = (target, name, heard) => target.addEventListener(name, heard, {signal: stop.signal});
    const end = (keep) => {
      stop.abort();
      delete row.dataset.dragged;
      if (!keep) arrangeAs(before);
      else if (before.join() !== read().join()) tell(row);
    };
    let last = event.clientY;
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    hear(grip, "pointermove", ({clientY}) => {
      // Only in the way the pointer goes, so that steps of different heights do not flicker.
      while (clientY < last && row.previousElementSibling && clientY < middle(row.previousElementSibling)) upward(row);
      while (clientY > last && row.nextElementSibling && clientY > middle(row.nextElementSibling)) downward(row);
      last = clientY;
    });
    hear(grip, "pointerup", () => end(true));
    hear(grip, "pointercancel", () => end(false));
    hear(document, "keydown", (press) => press.key === "Escape" && end(false));
    part.life.signal.addEventListener("abort", () => stop.abort(), {signal: stop.signal});
    grip.setPointerCapture(event.pointerId);
    row.dataset.dragged = "";
    event.preventDefault();
  }

  for (const row of rows) {
    const select = row.querySelector("select");
    const grip = make("span", {class: "ts-grip"});
    part.add(row, "prepend", grip);
    part.add(select, "after", make("span", {class: "ts-shift"}, mover(row, "up", () => upward(row)), mover(row, "down", () => downward(row))));
    part.hear(grip, "pointerdown", (event) => drag(event, row, grip));
  }
  // The style sheet takes the lists away on screens, and leaves them on paper as boxes for a number.
  list.dataset.moves = "";
  part.undo(() => delete list.dataset.moves);

  return {
    read,

    // An order that nobody touched is no answer, unless it is meant as one.
    lacks() {
      if (moved || warned) return "";
      warned = true;
      return "put-in-order";
    },

    fill(given, touched = false) {
      const known = Array.isArray(given) ? start.filter((id) => given.includes(id)).sort((a, b) => given.indexOf(a) - given.indexOf(b)) : [];
      arrangeAs([...known, ...start.filter((id) => !known.includes(id))]);
      moved = touched;
      warned = false;
    },

    isUntouched: () => !moved,

    again: (given) => given,

    arrange(order) {
      // Nobody meets the steps in the right order.
      const mixed = order.join() === right.join() ? [...order.slice(1), order[0]] : order;
      if (mixed.join() === start.join()) return;
      start = mixed;
      this.fill();
    },
  };
}
