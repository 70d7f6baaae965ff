import assert from "node:assert/strict";
import {test} from "node:test";

import {openMemory} from "../../templates/assets/scripts/memory.js";
import {SCHEMA, apply, read} from "../../templates/assets/scripts/record.js";
import {shelf} from "./shelf.js";

const COURSE = "a-course";
const NAME = "tableside:a-course:record";

let seconds = 0;
const now = () => new Date(Date.UTC(2026, 10, 22, 10, 0, (seconds += 1))).toISOString();
const open = (store) => openMemory(COURSE, store, now);
const tick = (memory, item, done = true) => memory.change((record) => apply(record, {did: "ticked", items: [`m/l/${item}`], done}, now(), ""));
const ticked = (memory) => Object.entries(memory.current().ticks).filter(([, {done}]) => done).map(([key]) => key.slice(4)).sort();

test("what is done is kept and found again", () => {
  const store = shelf();
  tick(open(store), "a");
  assert.deepEqual(ticked(open(store)), ["a"]);
  assert.equal(open(store).trouble(), null);
});

test("two tabs lose nothing of each other's work", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  tick(one, "a");
  tick(other, "b");
  tick(one, "c");
  assert.deepEqual(ticked(one), ["a", "b", "c"]);
  assert.deepEqual(ticked(other), ["a", "b", "c"]);
});

test("a tab that wrote without having seen the other's work takes nothing away", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  tick(one, "a");
  const seen = store.kept.get(NAME);
  tick(other, "b");
  // The first tab still sees storage as it was, as happens between two processes.
  store.kept.set(NAME, seen);
  tick(one, "c");
  other.meet(false);
  assert.deepEqual(ticked(one), ["a", "b", "c"]);
  one.meet(false);
  assert.deepEqual(ticked(other), ["a", "b", "c"]);
});

test("two tabs that hear of each other come to rest", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  tick(one, "a");
  other.meet(false);
  tick(other, "a", false);
  one.meet(false);
  const text = store.kept.get(NAME);
  other.meet(false);
  one.meet(false);
  assert.deepEqual(ticked(one), []);
  assert.equal(store.kept.get(NAME), text);
});

test("what another tab forgot stays forgotten", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  tick(one, "a");
  other.erase();
  one.meet(true);
  tick(other, "b");
  one.meet(false);
  assert.deepEqual(ticked(one), ["b"]);
});

test("another course on the same host is another record", () => {
  const store = shelf();
  tick(open(store), "a");
  assert.deepEqual(openMemory("b-course", store, now).current().ticks, {});
});

test("refused storage: work is held, said, and can be saved; kept again once the browser lets us", () => {
  const store = shelf({refuses: true});
  const memory = open(store);
  tick(memory, "a");
  assert.equal(memory.trouble(), "refused");
  assert.deepEqual(ticked(memory), ["a"]);
  assert.equal(read(memory.save(), COURSE).state, "ok");
  store.refuses = false;
  tick(memory, "b");
  assert.equal(memory.trouble(), null);
  assert.deepEqual(ticked(open(store)), ["a", "b"]);
});

test("full storage: what was kept stays, what is new is held, and both are in the file", () => {
  const store = shelf();
  const memory = open(store);
  tick(memory, "a");
  store.room = store.kept.get(NAME).length;
  tick(memory, "b");
  assert.equal(memory.trouble(), "full");
  assert.deepEqual(ticked(memory), ["a", "b"]);
  assert.deepEqual(ticked(open(store)), ["a"]);
  assert.deepEqual(Object.keys(read(memory.save(), COURSE).record.ticks), ["m/l/a", "m/l/b"]);
  store.room = Infinity;
  tick(memory, "c");
  assert.equal(memory.trouble(), null);
  assert.deepEqual(ticked(open(store)), ["a", "b", "c"]);
});

test("full storage: the other tab's work is not lost to what is held here", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  tick(other, "a");
  store.room = 0;
  tick(one, "b");
  store.room = Infinity;
  tick(other, "c");
  assert.deepEqual(ticked(one), ["a", "b", "c"]);
});

test("a damaged record is put aside under its date, never thrown away, and said", () => {
  const store = shelf();
  store.put(NAME, '{"schema": 1, "answers": torn');
  const memory = open(store);
  tick(memory, "a");
  assert.equal(memory.trouble(), "aside");
  assert.deepEqual(memory.asides().map(({text}) => text), ['{"schema": 1, "answers": torn']);
  assert.match(memory.asides()[0].date, /^2026-11-22T/);
  assert.deepEqual(ticked(open(store)), ["a"]);
  assert.equal(open(store).asides().length, 1);
});

test("a damaged record without room to put it aside stays where it is, and nothing is stored over it", () => {
  const store = shelf();
  store.put(NAME, "torn");
  store.room = 4;
  const memory = open(store);
  tick(memory, "a");
  assert.equal(memory.trouble(), "stuck");
  assert.equal(store.kept.get(NAME), "torn");
  assert.deepEqual(ticked(memory), ["a"]);
  assert.deepEqual(memory.asides(), [{date: "", text: "torn"}]);
});

test("a newer version's record is left alone, and can be saved as it is", () => {
  const store = shelf();
  const newer = JSON.stringify({schema: SCHEMA + 1, course: COURSE, novelty: true});
  store.put(NAME, newer);
  const memory = open(store);
  tick(memory, "a");
  assert.equal(memory.trouble(), "newer");
  assert.equal(store.kept.get(NAME), newer);
  assert.deepEqual(ticked(memory), ["a"]);
  assert.deepEqual(memory.asides(), [{date: "", text: newer}]);
});

test("a file is merged in: what is newer here stays, what is new there is gained", () => {
  const [here, there] = [open(shelf()), open(shelf())];
  tick(there, "a");
  tick(there, "b");
  tick(here, "a");
  tick(here, "a", false);
  assert.deepEqual(here.load(there.save()), {state: "ok", gained: {answers: 0, attempts: 0, ticks: 1, plays: 0}});
  assert.deepEqual(ticked(here), ["b"]);
  assert.deepEqual(here.load(there.save()).gained, {answers: 0, attempts: 0, ticks: 0, plays: 0});
});

test("a file that is refused changes nothing, not even in storage", () => {
  const store = shelf();
  const memory = open(store);
  tick(memory, "a");
  const before = store.kept.get(NAME);
  for (const text of ["", "{", "[]", '{"schema": 2, "course": "a-course"}', '{"schema": 1, "course": "a-course", "__proto__": {}}']) {
    assert.notEqual(memory.load(text).state, "ok");
  }
  assert.equal(store.kept.get(NAME), before);
});

test("a record too long to be read again is not stored over one that can be", () => {
  const store = shelf();
  const memory = open(store);
  tick(memory, "a");
  memory.change((record) => ({...record, more: "x".repeat(5_000_000)}));
  assert.equal(memory.trouble(), "full");
  assert.equal(read(store.kept.get(NAME), COURSE).state, "ok");
});

test("erasing forgets what is kept, held and put aside, and nothing of others", () => {
  const store = shelf();
  store.put(NAME, "torn");
  store.put("tableside:preferences", "{}");
  store.put("tableside:b-course:record", "theirs");
  const memory = open(store);
  tick(memory, "a");
  assert.equal(memory.erase(), true);
  assert.deepEqual([...store.kept.keys()], ["tableside:preferences", "tableside:b-course:record"]);
  assert.deepEqual(memory.current().ticks, {});
  assert.equal(memory.trouble(), null);
  store.refuses = true;
  assert.equal(memory.erase(), false);
});
