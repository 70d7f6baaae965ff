import assert from "node:assert/strict";
import {test} from "node:test";

import {openMemory} from "../../templates/assets/scripts/memory.js";
import {apply, emptyRecord, gained, holdsSensitive, isDone, merge, playsOf, read, withoutSensitive, write} from "../../templates/assets/scripts/record.js";
import {dialogueSummary, skillsSummary} from "../../templates/assets/scripts/summary.js";

const COURSE = "a-course";
const at = (seconds) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();

const TURNS = [["hello", "plan"], ["pause", "ask"]];
const talked = (more = {}) => ({did: "talked", play: undefined, dialogue: "m/talk", revision: 1, sensitive: false, turns: [], how: "playing", ...more});
const played = (more = {}) => talked({turns: TURNS, how: "played", ending: "clear", skills: {listening: [3, 4]}, ...more});

/** A record in which these deeds were done, one a second; the play of each gets the id p0, p1, … unless it names one. */
function after(...deeds) {
  return deeds.reduce((record, did, i) => apply(record, did, at(i), `p${i}`), emptyRecord(COURSE));
}

const same = (a, b) => assert.equal(write(a), write(b));

test("a play is begun, goes on under its id, and is written and read again", () => {
  const record = after(talked(), talked({play: "p0", turns: TURNS.slice(0, 1)}), played({play: "p0"}));
  const [play, ...others] = playsOf(record, "m/talk");
  assert.equal(others.length, 0);
  assert.deepEqual([play.id, play.started, play.date, play.how, play.ending], ["p0", at(0), at(2), "played", "clear"]);
  const again = read(write(record), COURSE);
  assert.equal(again.state, "ok");
  same(again.record, record);
});

test("a record of before there were plays is read, and takes one up", () => {
  const {plays, ...old} = emptyRecord(COURSE);
  assert.equal(plays, undefined);
  assert.deepEqual(playsOf(old, "m/talk"), []);
  assert.equal(withoutSensitive(old), old);
  same(merge(old, after(talked())), after(talked()));
});

test("plays stand in the order in which they were begun, even when the clock was set back", () => {
  const first = apply(emptyRecord(COURSE), talked(), at(9), "later-by-the-clock");
  const record = apply(first, talked(), at(0), "a-second");
  assert.deepEqual(playsOf(record, "m/talk").map((play) => play.id), ["later-by-the-clock", "a-second"]);
  const on = apply(record, talked({play: "a-second", turns: TURNS}), at(0), "unused");
  assert.ok(on.plays["a-second"].date > record.plays["a-second"].date);
});

test("of two states of a play the later stays, of one moment the one with more turns", () => {
  const begun = after(talked());
  const on = apply(begun, talked({play: "p0", turns: TURNS}), at(5), "unused");
  const back = apply(on, talked({play: "p0", turns: []}), at(6), "unused");
  same(merge(on, back), back);
  same(merge(back, begun), back);
  const emptied = structuredClone(on);
  emptied.plays.p0.turns = [];
  emptied.plays.p0.how = "zzz";
  same(merge(on, emptied), on);
  same(merge(emptied, on), on);
});

test("a play that came to its end on one device is not undone by going on with it on another", () => {
  const begun = after(talked({turns: TURNS.slice(0, 1)}));
  const ended = apply(begun, played({play: "p0"}), at(5), "unused");
  const left = apply(begun, talked({play: "p0", turns: TURNS.slice(0, 1), how: "left"}), at(9), "unused");
  same(merge(ended, left), ended);
  same(merge(left, ended), ended);
});

test("what a later version adds to a play is kept", () => {
  const record = after(talked());
  record.plays.p0.mood = "calm";
  const on = apply(read(write(record), COURSE).record, talked({play: "p0", turns: TURNS}), at(5), "unused");
  assert.equal(on.plays.p0.mood, "calm");
  assert.equal(merge(on, after(talked())).plays.p0.mood, "calm");
});

test("plays that an import brought are counted", () => {
  const [before, more] = [after(talked()), after(talked(), played())];
  assert.equal(gained(before, merge(before, more)).plays, 1);
  assert.equal(gained(more, merge(more, before)).plays, 0);
});

test("more turns than can be read again are not kept", () => {
  const long = Array.from({length: 1000}, () => ["hello", "plan"]);
  const record = after(talked(), talked({play: "p0", turns: long}));
  assert.equal(read(write(record), COURSE).state, "ok");
  assert.equal(apply(record, talked({play: "p0", turns: [...long, ["hello", "plan"]]}), at(9), "x"), record);
});

test("what was chosen in a sensitive dialogue is not in the file, whichever way it was done", () => {
  const sensitive = {dialogue: "m/hard", sensitive: true};
  // Begun, and a second later at its end; the other read in that second.
  const record = after(talked(sensitive), played({...sensitive, play: "p0"}));
  const told = apply(emptyRecord(COURSE), talked({...sensitive, how: "read"}), at(1), "p0");
  assert.ok(holdsSensitive(record));
  assert.ok(!holdsSensitive(told));
  same(withoutSensitive(record), withoutSensitive(told));
  const [play] = playsOf(withoutSensitive(record), "m/hard");
  assert.ok(isDone(play));
  assert.deepEqual([play.turns, play.skills, play.ending], [[], {}, null]);
});

test("how often a sensitive dialogue was tried, and that it was left, is not in the file either", () => {
  const sensitive = {dialogue: "m/hard", sensitive: true};
  assert.deepEqual(withoutSensitive(after(talked({...sensitive, how: "left", turns: TURNS}))).plays, {});
  const often = withoutSensitive(after(played(sensitive), played(sensitive), talked({...sensitive, turns: TURNS})));
  assert.deepEqual(Object.keys(often.plays), ["p1"]);
});

test("what was chosen before a dialogue was called sensitive is not in the file either", () => {
  const record = after(played(), talked({sensitive: true, how: "left"}));
  assert.ok(holdsSensitive(record));
  assert.doesNotMatch(write(withoutSensitive(record)), /hello/);
  same(merge(record, withoutSensitive(record)), record);
});

test("what another version kept in a sensitive play stays out of the file", () => {
  const record = after(played({sensitive: true}));
  record.plays.p0.said = "my own words";
  assert.doesNotMatch(write(withoutSensitive(record)), /my own words/);
});

test("dialogues that are not sensitive are in the file as they are", () => {
  const record = after(played(), played({dialogue: "m/hard", sensitive: true}));
  assert.deepEqual(withoutSensitive(record).plays.p0, record.plays.p0);
});

test("a file without the choices takes nothing away from what it was made from", () => {
  const record = after(played({sensitive: true}), talked({sensitive: true, turns: TURNS}));
  const file = withoutSensitive(record);
  same(merge(record, file), record);
  same(merge(file, record), record);
  assert.equal(gained(record, merge(record, file)).plays, 0);
  file.plays.p0.date = at(59);
  same(merge(record, file), record);
  same(merge(file, record), record);
  const told = after(talked({sensitive: true, how: "read"}));
  same(merge(withoutSensitive(told), told), told);
});

test("the memory saves the choices only when they are wanted", () => {
  const kept = new Map();
  const store = {get: (name) => kept.get(name) ?? null, put: (name, text) => kept.set(name, text), drop: (name) => kept.delete(name), names: () => [...kept.keys()]};
  const memory = openMemory(COURSE, store, () => at(0));
  memory.change((record) => apply(record, played({sensitive: true}), at(0), "p0"));
  assert.doesNotMatch(memory.save(), /hello/);
  assert.match(memory.save({sensitive: true}), /hello/);
  assert.match([...kept.values()][0], /hello/);
});

const REFUSED = {
  "a scene that is no id": {turns: [["<b>", "x"]]},
  "a turn of three": {turns: [["a", "b", "c"]]},
  "a turn of one": {turns: [["a"]]},
  "no turns": {turns: undefined},
  "more than could be had": {skills: {listening: [5, 4]}},
  "less than nothing": {skills: {listening: [-1, 4]}},
  "one number": {skills: {listening: [1]}},
  "a dialogue without its module": {dialogue: "talk"},
  "an ending in words": {ending: "All is well"},
  "a date that is none": {date: "yesterday"},
  "sensitive in words": {sensitive: "yes"},
};

for (const [what, change] of Object.entries(REFUSED)) {
  test(`refused: ${what}`, () => {
    const record = after(played());
    assert.equal(read(write(record), COURSE).state, "ok");
    Object.assign(record.plays.p0, change);
    assert.equal(read(JSON.stringify(record), COURSE).state, "damaged");
  });
}

test("a dialogue is not begun, in the middle, or done; endings that it still has are counted once", () => {
  const dialogue = {id: "m/talk", endings: ["clear", "poor"]};
  const summary = (...deeds) => dialogueSummary(after(...deeds), dialogue);
  assert.deepEqual(summary(), {state: "none", met: 0, of: 2});
  assert.deepEqual(summary(talked({turns: TURNS})), {state: "begun", met: 0, of: 2});
  assert.deepEqual(summary(talked({how: "read"})), {state: "done", met: 0, of: 2});
  assert.deepEqual(summary(played(), played(), played({ending: "gone"}), talked()), {state: "done", met: 1, of: 2});
});

test("skills add up over the latest play of each dialogue that came to an end", () => {
  const record = after(
    played({skills: {listening: [0, 4]}}),
    played({skills: {listening: [3, 4], noticing: [1, 2]}}),
    talked({turns: TURNS}),
    played({dialogue: "m/hard", sensitive: true, skills: {listening: [1, 1]}}),
    played({dialogue: "m/gone", skills: {listening: [9, 9]}}),
  );
  assert.deepEqual(skillsSummary(record, ["m/talk", "m/hard"], ["listening", "noticing", "unasked"]), {
    listening: [4, 5],
    noticing: [1, 2],
    unasked: [0, 0],
  });
});
