import assert from "node:assert/strict";
import {test} from "node:test";

import {openDrafts} from "../../templates/assets/scripts/drafts.js";
import {shelf} from "./shelf.js";

const COURSE = "a-course";
const NAME = "tableside:a-course:drafts";
const FIRST = {revision: 1, attempt: 1, after: null};
const LATER = "2026-11-22T10:00:00.000Z";

const open = (store) => openDrafts(COURSE, store);
const names = (store) => Object.keys(JSON.parse(store.kept.get(NAME) ?? '{"drafts": {}}').drafts);

test("what is given is found again, whatever kind it is", () => {
  const store = shelf();
  const given = {"m/list": ["b", "a"], "m/pairs": {a: "x", b: ""}, "m/words": "I would ask, and ", "m/number": "0"};
  for (const [question, what] of Object.entries(given)) assert.equal(open(store).keep(question, FIRST, what), true);
  for (const [question, what] of Object.entries(given)) assert.deepEqual(open(store).find(question, FIRST), what);
  assert.equal(open(store).find("m/other", FIRST), undefined);
});

test("a draft belongs to one try at one revision; found in another it is forgotten", () => {
  for (const other of [{revision: 2}, {attempt: 2}, {after: LATER}]) {
    const store = shelf();
    open(store).keep("m/q", FIRST, ["a"]);
    open(store).keep("m/r", FIRST, ["b"]);
    assert.equal(open(store).find("m/q", {...FIRST, ...other}), undefined, JSON.stringify(other));
    assert.deepEqual(names(store), ["m/r"]);
  }
  const store = shelf();
  const again = {...FIRST, after: LATER};
  open(store).keep("m/q", again, ["a"]);
  assert.deepEqual(open(store).find("m/q", again), ["a"]);
});

test("what was dropped is gone, and the last one takes the name with it; the others stay", () => {
  const store = shelf();
  const drafts = open(store);
  drafts.keep("m/q", FIRST, "one");
  drafts.keep("m/r", FIRST, "two");
  drafts.drop("m/q");
  assert.deepEqual(names(store), ["m/r"]);
  drafts.drop("m/q");
  drafts.drop("m/r");
  assert.deepEqual([...store.kept.keys()], []);
});

test("two tabs: the later draft of a question wins, and others are not lost", () => {
  const store = shelf();
  const [one, other] = [open(store), open(store)];
  one.keep("m/q", FIRST, "early");
  other.keep("m/r", FIRST, "beside");
  other.keep("m/q", FIRST, "late");
  one.keep("m/s", FIRST, "more");
  assert.equal(one.find("m/q", FIRST), "late");
  assert.deepEqual(names(store), ["m/r", "m/q", "m/s"]);
});

test("at most 200 are kept: the one that was touched longest ago goes", () => {
  const store = shelf();
  const drafts = open(store);
  for (let i = 0; i < 200; i += 1) drafts.keep(`m/q${i}`, FIRST, "words");
  assert.equal(names(store).length, 200);
  drafts.keep("m/q0", FIRST, "touched again");
  drafts.keep("m/last", FIRST, "one more");
  assert.equal(names(store).length, 200);
  assert.equal(drafts.find("m/q0", FIRST), "touched again");
  assert.equal(drafts.find("m/q1", FIRST), undefined);
});

test("long ones do not take the room that answers need, and what is written now is kept", () => {
  const store = shelf();
  const drafts = open(store);
  const long = "x".repeat(20_000);
  for (let i = 0; i < 30; i += 1) drafts.keep(`m/q${i}`, FIRST, long);
  const {length} = store.kept.get(NAME);
  assert.ok(length > 150_000 && length < 210_000, String(length));
  assert.equal(drafts.find("m/q29", FIRST), long);
  // Signs that JSON writes at six times their length.
  assert.equal(drafts.keep("m/odd", FIRST, "\u0001".repeat(25_000)), true);
  assert.equal(drafts.find("m/odd", FIRST).length, 20_000);
});

test("a text that is torn or foreign stands for nothing, and the next draft takes its place", () => {
  for (const text of ["", "torn {", "null", "7", "[]", '"words"', "{}", '{"schema": 1}', '{"schema": 1, "drafts": 5}', '{"schema": 1, "drafts": "ab"}', '{"schema": "2"}', "[".repeat(100_000) + "]".repeat(100_000)]) {
    const store = shelf();
    store.put(NAME, text);
    assert.equal(open(store).find("m/q", FIRST), undefined, text.slice(0, 40));
    assert.equal(open(store).keep("m/q", FIRST, "words"), true);
    assert.equal(open(store).find("m/q", FIRST), "words");
  }
});

test("a draft that is none is not given to a form; a sound one beside it is", () => {
  const odd = [null, 5, [], {toString: 1}, {...FIRST}, {...FIRST, given: 7}, {...FIRST, given: {a: {toString: 1}}}, {...FIRST, given: [["a"]]}, {...FIRST, given: "x".repeat(20_001)}];
  for (const draft of odd) {
    const store = shelf();
    const sound = {...FIRST, given: ["a"]};
    store.put(NAME, JSON.stringify({schema: 1, drafts: {"m/q": draft, "m/r": sound}}));
    assert.equal(open(store).find("m/q", FIRST), undefined, JSON.stringify(draft)?.slice(0, 60));
    assert.deepEqual(open(store).find("m/r", FIRST), ["a"]);
  }
  const store = shelf();
  store.put(NAME, '{"schema": 1, "drafts": {"__proto__": {"revision": 1, "attempt": 1, "after": null, "given": "x"}}}');
  assert.equal(open(store).find("m/q", FIRST), undefined);
  assert.equal({}.given, undefined);
});

test("what a later version wrote is left alone, until all is erased", () => {
  const store = shelf();
  const newer = JSON.stringify({schema: 2, drafts: {"m/q": {...FIRST, given: "x"}}});
  store.put(NAME, newer);
  const drafts = open(store);
  assert.equal(drafts.find("m/q", FIRST), null);
  assert.equal(drafts.keep("m/q", FIRST, "words"), false);
  assert.equal(drafts.drop("m/q"), false);
  assert.equal(store.kept.get(NAME), newer);
  assert.equal(drafts.erase(), true);
  assert.equal(drafts.keep("m/q", FIRST, "words"), true);
});

test("storage that refuses or is full means no drafts, and no fault", () => {
  const store = shelf({refuses: true});
  const drafts = open(store);
  assert.equal(drafts.keep("m/q", FIRST, "words"), false);
  assert.equal(drafts.find("m/q", FIRST), null);
  assert.equal(drafts.drop("m/q"), false);
  assert.equal(drafts.erase(), false);
  store.refuses = false;
  assert.equal(drafts.keep("m/q", FIRST, "words"), true);
  store.room = store.kept.get(NAME).length;
  assert.equal(drafts.keep("m/r", FIRST, "more words"), false);
  assert.equal(drafts.find("m/r", FIRST), undefined);
  assert.equal(drafts.find("m/q", FIRST), "words");
});

test("erasing forgets the drafts of this course, and nothing of others", () => {
  const store = shelf();
  open(store).keep("m/q", FIRST, "words");
  openDrafts("b-course", store).keep("m/q", FIRST, "theirs");
  assert.equal(open(store).erase(), true);
  assert.deepEqual([...store.kept.keys()], ["tableside:b-course:drafts"]);
});
