import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {distance, folded, readWords, slips} from "../../templates/assets/scripts/spelling.js";
import {dice} from "./dice.js";

const TABLE = JSON.parse(readFileSync(new URL("../cases/spelling.json", import.meta.url), "utf8"));

test("words fold as the table says", () => {
  for (const [words, expected] of TABLE.folded) assert.equal(folded(words), expected, JSON.stringify(words));
});

test("slips are counted as the table says, in both directions", () => {
  for (const [one, other, expected] of TABLE.distance) {
    assert.equal(distance(one, other), expected, `${one} ${other}`);
    assert.equal(distance(other, one), expected, `${other} ${one}`);
  }
});

test("slips are forgiven as the table says", () => {
  for (const [words, expected] of TABLE.slips) assert.equal(slips(words), expected, words);
});

test("spaces make no difference as the table says", () => {
  for (const [one, other] of TABLE.solid) {
    assert.deepEqual(readWords(one, {right: {a: folded(other)}}), {id: "a", right: true, slip: false}, one);
    assert.deepEqual(readWords(other, {right: {a: folded(one)}}), {id: "a", right: true, slip: false}, other);
  }
});

for (const {says, written, right, wrong = {}, terms = [], articles, id, is, slip} of TABLE.read) {
  test(`read: ${says}`, () => {
    const expected = is === "neither" ? null : {id, right: is === "right", slip};
    assert.deepEqual(readWords(written, {right, wrong, terms}, articles), expected);
  });
}

test("folding what is folded changes nothing, and one slip is never more than one", () => {
  const {below, pick, times} = dice(5);
  const signs = [..."abcdefgh ÁÉñß-’!9ﬁ", "👍"];
  for (let i = 0; i < 500; i += 1) {
    const words = times(12, () => pick(signs)).join("");
    assert.equal(folded(folded(words)), folded(words));
    const letters = [...words];
    const at = below(letters.length + 1);
    letters.splice(at, below(2), pick(signs));
    assert.ok(distance(words, letters.join("")) <= 1);
  }
});
