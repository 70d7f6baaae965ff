import assert from "node:assert/strict";
import {test} from "node:test";

import {drafting} from "../../templates/assets/scripts/drafting.js";
import {openDrafts} from "../../templates/assets/scripts/drafts.js";
import {shelf} from "./shelf.js";

globalThis.window = new EventTarget();

/** A question to write in, as far as drafting touches it, on a device with a store. */
function question(store) {
  const field = {value: ""};
  const life = new AbortController();
  const part = {
    dataset: {key: "m/q"},
    fields: Object.assign(new EventTarget(), {disabled: false}),
    trying: {revision: 1, attempt: 1, after: null},
    filled: 0,
    inputs: {
      field,
      read: () => field.value.trim(),
      fill(given = "") {
        part.filled += 1;
        field.value = given;
      },
    },
    hear: (target, name, heard) => target.addEventListener(name, heard, {signal: life.signal}),
    undo: (act) => life.signal.addEventListener("abort", act),
    clear() {
      part.draft.stop();
      part.fields.disabled = false;
      field.value = "";
    },
    type(text) {
      field.value = text;
      part.fields.dispatchEvent(new Event("input"));
    },
    leave: () => life.abort(),
  };
  part.drafts = openDrafts("a-course", store);
  part.draft = drafting(part, part.drafts);
  part.draft.restore();
  return part;
}

const pass = (name, more = {}) => window.dispatchEvent(Object.assign(new Event(name), more));
const wokenUp = () => pass("pageshow", {persisted: true});
const kept = (part) => part.drafts.find("m/q", part.trying);

test("while somebody writes without a pause, it is kept three times a second", (t) => {
  t.mock.timers.enable({apis: ["setTimeout"]});
  const part = question(shelf());
  for (const text of ["I", "I w", "I would"]) {
    part.type(text);
    assert.equal(kept(part), undefined);
    t.mock.timers.tick(90);
  }
  t.mock.timers.tick(30);
  assert.equal(kept(part), "I would");
});

test("who leaves in a hurry loses nothing, and what nobody touched is not kept", () => {
  for (const leave of [() => pass("pagehide"), (part) => part.leave()]) {
    const part = question(shelf());
    part.inputs.field.value = "by the browser";
    leave(part);
    assert.equal(kept(part), undefined);
    const other = question(shelf());
    other.type("in a hurry ");
    leave(other);
    assert.equal(kept(other), "in a hurry ");
    pass("pagehide");
  }
});

test("it comes back on the next visit, also on top of an answer; nothing comes back where nothing was", () => {
  const store = shelf();
  const part = question(store);
  part.type("half a thought");
  part.leave();
  assert.equal(question(store).inputs.field.value, "half a thought");
  const other = question(store);
  other.clear();
  other.fields.disabled = true;
  other.draft.restore();
  assert.equal(other.fields.disabled, false);
  assert.equal(other.inputs.field.value, "half a thought");
  other.leave();
  assert.equal(question(shelf()).filled, 0);
});

test("a choice that only tells of its change is kept", () => {
  const part = question(shelf());
  part.inputs.field.value = "chosen";
  part.fields.dispatchEvent(new Event("change"));
  part.leave();
  assert.equal(kept(part), "chosen");
});

test("what was wiped out is no draft, nor is what was checked", () => {
  const store = shelf();
  const part = question(store);
  part.type("words");
  pass("pagehide");
  part.type(" ");
  pass("pagehide");
  assert.equal(kept(part), undefined);
  part.type("checked");
  pass("pagehide");
  part.type("checked now");
  part.trying.after = "2026-11-22T10:00:00.000Z";
  part.clear();
  part.inputs.field.value = "checked now";
  part.fields.disabled = true;
  part.draft.restore();
  assert.equal(store.kept.size, 0);
  pass("pagehide");
  part.fields.dispatchEvent(new Event("change"));
  pass("pagehide");
  assert.equal(kept(part), undefined);
  part.leave();
});

test("a page that was asleep takes over what another tab kept, or that it was erased; one that is awake does not", () => {
  const store = shelf();
  const [one, other] = [question(store), question(store)];
  one.type("early");
  pass("pagehide");
  other.type("late");
  pass("pagehide");
  pass("pageshow", {persisted: false});
  assert.equal(one.inputs.field.value, "early");
  wokenUp();
  assert.equal(one.inputs.field.value, "late");
  const {filled} = one;
  wokenUp();
  assert.equal(one.filled, filled, "the same is not filled in again");
  one.drafts.erase();
  wokenUp();
  assert.equal(one.inputs.field.value, "");
  one.leave();
  other.leave();
});

test("what could not be kept is not taken away on waking, and what was only read again neither", () => {
  const store = shelf();
  const part = question(store);
  part.type("first");
  pass("pagehide");
  store.room = 0;
  part.type("first and second");
  pass("pagehide");
  wokenUp();
  assert.equal(part.inputs.field.value, "first and second");
  store.refuses = true;
  wokenUp();
  assert.equal(part.inputs.field.value, "first and second");
  part.leave();

  const asleep = question(shelf());
  asleep.type("before the new version");
  pass("pagehide");
  asleep.drafts.find = () => null;
  wokenUp();
  assert.equal(asleep.inputs.field.value, "before the new version");
  asleep.leave();

  const other = question(shelf());
  other.inputs.field.value = "filled in for another try";
  wokenUp();
  assert.equal(other.inputs.field.value, "filled in for another try");
  other.leave();
});
