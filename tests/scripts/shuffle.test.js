import assert from "node:assert/strict";
import {test} from "node:test";

import {drawn, shuffled} from "../../templates/assets/scripts/shuffle.js";

const IDS = ["ask", "pause", "cover", "explain", "wait", "record"];
const ATTEMPTS = Array.from({length: 3000}, (_, i) => i + 1);

test("the same seed, key and attempt give the same order again, on every machine", () => {
  assert.deepEqual(shuffled(IDS, 7, "consent/quiz", 1), shuffled([...IDS].reverse(), 7, "consent/quiz", 1));
  assert.deepEqual(shuffled(IDS, 7, "consent/quiz", 1), PINNED);
});

const PINNED = ["explain", "record", "ask", "cover", "pause", "wait"];

test("another seed, key or attempt gives another order, mostly", () => {
  const first = shuffled(IDS, 7, "consent/quiz", 1).join();
  const others = [...ATTEMPTS.slice(1, 200).map((n) => shuffled(IDS, 7, "consent/quiz", n)), shuffled(IDS, 8, "consent/quiz", 1)];
  assert.ok(others.filter((order) => order.join() === first).length < 5);
});

test("nothing is lost or doubled, and the author's list stays as it is", () => {
  const ids = Object.freeze([...IDS]);
  for (const attempt of ATTEMPTS.slice(0, 50)) assert.deepEqual(shuffled(ids, 1, "k", attempt).sort(), [...IDS].sort());
});

test("every id visits every place about equally often", () => {
  const expected = ATTEMPTS.length / IDS.length;
  const counts = IDS.map(() => IDS.map(() => 0));
  for (const attempt of ATTEMPTS) shuffled(IDS, 7, "consent/quiz", attempt).forEach((id, place) => (counts[IDS.indexOf(id)][place] += 1));
  const chiSquare = counts.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  assert.ok(chiSquare < 52.6, `chi-square ${chiSquare} with 25 degrees of freedom, limit for p = 0.001`);
});

test("kept-last ids stay last, in the order they are named", () => {
  for (const attempt of ATTEMPTS.slice(0, 100)) {
    assert.deepEqual(shuffled(IDS, 7, "k", attempt, ["wait", "ask", "not-here"]).slice(-2), ["wait", "ask"]);
  }
});

test("a question that is added leaves the others in the order already seen", () => {
  for (const attempt of ATTEMPTS.slice(0, 100)) {
    const before = shuffled(IDS, 7, "consent/quiz", attempt);
    const after = shuffled([...IDS, "new"], 7, "consent/quiz", attempt);
    assert.deepEqual(after.filter((id) => id !== "new"), before);
  }
});

test("a draw takes that many, keeps the author's order unless shuffled, and is fair", () => {
  const counts = Object.fromEntries(IDS.map((id) => [id, 0]));
  for (const attempt of ATTEMPTS) {
    const asked = drawn(IDS, {seed: 7, key: "consent/quiz", attempt, draw: 2});
    assert.equal(asked.length, 2);
    assert.ok(IDS.indexOf(asked[0]) < IDS.indexOf(asked[1]));
    for (const id of asked) counts[id] += 1;
  }
  for (const count of Object.values(counts)) assert.ok(Math.abs(count - 1000) < 120, `${count} of about 1000`);
});

test("without draw and shuffle the author's order stands", () => {
  assert.deepEqual(drawn(IDS, {seed: 7, key: "k", attempt: 3}), IDS);
  assert.deepEqual(drawn(IDS, {seed: 7, key: "k", attempt: 3, draw: 99, shuffle: true}).length, IDS.length);
});
