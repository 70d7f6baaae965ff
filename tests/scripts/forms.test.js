import assert from "node:assert/strict";
import {test} from "node:test";

import {dice} from "./dice.js";

// Our elements extend the browser's; here nothing is ever shown.
globalThis.HTMLElement = class {};
const {formOf} = await import("../../templates/assets/scripts/forms.js");

/** Fields as far as a form touches them. */
function field(offered) {
  let value = "";
  return {
    checked: false,
    get value() {
      return value;
    },
    set value(given) {
      value = offered && !offered.includes(String(given)) ? "" : String(given);
      this.selectedIndex = offered ? ["", ...offered].indexOf(String(given)) : 0;
    },
  };
}

function part(type, {ids = ["a", "b", "c"], unit = "", offered} = {}) {
  const list = {children: [], append: (...rows) => (list.children = rows)};
  const rows = ids.map((id) => {
    const node = field(offered);
    return {dataset: {answer: id}, parentNode: list, querySelector: () => node};
  });
  list.children = [...rows];
  const own = field();
  return {dataset: {type}, rows, list, unit, fields: {querySelector: () => own}};
}

const TICKED = ["one-answer", "many-answers", "true-false"];
const CHOSEN = ["match", "sort-into-groups"];
const WRITTEN = ["fill-in", "number", "write"];

test("what is filled in is read again", () => {
  for (const type of TICKED) {
    const form = formOf(part(type));
    form.fill(["b"]);
    assert.deepEqual(form.read(), ["b"]);
  }
  for (const type of CHOSEN) {
    const form = formOf(part(type, {offered: ["x", "y"]}));
    form.fill({a: "x", b: "y", c: "x"});
    assert.deepEqual(form.read(), {a: "x", b: "y", c: "x"});
  }
  for (const type of WRITTEN) {
    const form = formOf(part(type));
    form.fill("2");
    assert.equal(form.read(), "2");
  }
});

test("filling with nothing empties, and an empty answer lacks something, by name", () => {
  for (const type of [...TICKED, ...CHOSEN, ...WRITTEN]) {
    const form = formOf(part(type, {offered: CHOSEN.includes(type) ? ["x"] : undefined}));
    form.fill(TICKED.includes(type) ? ["a"] : CHOSEN.includes(type) ? {a: "x", b: "x", c: "x"} : "2");
    assert.equal(form.lacks(form.read()), "", type);
    form.fill();
    assert.equal(form.lacks(form.read()), type);
  }
});

test("a row without a choice is lacking", () => {
  const form = formOf(part("match", {offered: ["x"]}));
  form.fill({a: "x", c: "x"});
  assert.equal(form.lacks(form.read()), "match");
});

test("what is no number is told, by what is wrong with it", () => {
  const form = formOf(part("number", {unit: "minutes"}));
  const lacks = Object.fromEntries(["", "two", "1,200", "2 hours", "2 minutes", "2,5"].map((text) => [text, form.lacks(text)]));
  assert.deepEqual(lacks, {"": "number", two: "number-unread", "1,200": "number-thousands", "2 hours": "number-unit", "2 minutes": "", "2,5": ""});
});

test("signs alone are no words", () => {
  assert.equal(formOf(part("fill-in")).lacks("?!"), "fill-in");
});

test("for another try, rows that were right stay, and so do words", () => {
  const marked = [{id: "a", given: "x", right: true}, {id: "b", given: "x", right: false}];
  assert.deepEqual(formOf(part("match", {offered: ["x"]})).again({a: "x", b: "x"}, marked), {a: "x"});
  assert.equal(formOf(part("fill-in")).again("drap"), "drap");
  assert.equal(formOf(part("one-answer")).again, undefined);
});

test("answers take the order that they are given, true and false keep theirs", () => {
  const one = part("one-answer");
  formOf(one).arrange(["c", "a", "b"]);
  assert.deepEqual(one.list.children.map((row) => row.dataset.answer), ["c", "a", "b"]);
  assert.equal(formOf(part("true-false")).arrange, undefined);
});

test("whatever a record holds, it can be filled in, and what is read is an answer of the form's own kind", () => {
  const {below, pick, some} = dice(9);
  const noise = [null, undefined, 7, NaN, true, "a", "x", "", [], ["a"], [["a"]], [null], {}, {a: "x"}, {a: {}}, {a: null}, {length: 2}, {b: ["x"]}];
  for (let i = 0; i < 2000; i += 1) {
    const type = pick([...TICKED, ...CHOSEN, ...WRITTEN]);
    const form = formOf(part(type, {offered: CHOSEN.includes(type) ? ["x", "y"] : undefined}));
    form.fill(below(3) ? pick(noise) : some(["a", "b", "gone", 3]));
    const read = form.read();
    if (TICKED.includes(type)) assert.ok(read.every((id) => ["a", "b", "c"].includes(id)));
    else if (CHOSEN.includes(type)) assert.ok(Object.values(read).every((choice) => ["", "x", "y"].includes(choice)));
    else assert.equal(typeof read, "string");
  }
});
