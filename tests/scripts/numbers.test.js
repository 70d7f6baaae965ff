import assert from "node:assert/strict";
import {test} from "node:test";

import {readNumber, takenFor} from "../../templates/assets/scripts/numbers.js";

const READ = {
  2: ["2", " 2 ", "+2", "2 minutes", "2minutes", "2 min", "2 min.", "2 Minutes", "2.", "2,0", "２"],
  2.5: ["2.5", "2,5", "02.50"],
  0.5: [".5", ",5", "0.500", "0,500"],
  "-3": ["-3", "−3", "- 3"],
  1200: ["1200", "1200.0"],
  1.2: ["1.200"],
  unread: ["", "two", "1e3", "½", "3 4", "12,34,56", "--2", "1..2", "$5", "0x10", "Infinity", "NaN"],
  unit: ["2 hours", "2 %", "40 mins", "2 minutes later"],
  thousands: ["1,200", "1 200", "1'200", "1,200.5", "1.200,5", "1.200.000", "12,345,678"],
};

for (const [expected, written] of Object.entries(READ)) {
  test(`read as ${expected}`, () => {
    for (const text of written) assert.equal(String(readNumber(text, "minutes")), expected, JSON.stringify(text));
  });
}

test("without a unit, nothing may follow", () => {
  assert.equal(readNumber("2"), 2);
  assert.equal(readNumber("2 minutes"), "unit");
});

test("a unit is read however its signs are encoded", () => {
  for (const written of ["5 \u00b5g", "5 \u03bcg", "5 \u00b5G"]) {
    for (const unit of ["\u00b5g", "\u03bcg"]) assert.equal(readNumber(written, unit), 5, `${written} ${unit}`);
  }
  assert.equal(readNumber("5 m²", "m²"), 5);
  assert.equal(readNumber("37 ℃", "°C"), 37);
});

test("a long noise is read in no time", () => {
  assert.equal(readNumber(`1${" ".repeat(20_000)}1`), 1);
  assert.equal(readNumber("1,".repeat(10_000)), "unread");
});

test("the tolerance is inclusive where binary fractions miss it, and no wider", () => {
  assert.notEqual(Math.abs(0.3 - 0.2) <= 0.1, Math.abs(1.3 - 1.2) <= 0.1);
  for (const number of [0.1, 0.3, 0.2]) assert.equal(takenFor(number, {right: {a: [0.2, 0.1]}})?.id, "a");
  for (const number of [1.2, 1.4]) assert.equal(takenFor(number, {right: {a: [1.3, 0.1]}})?.id, "a");
  assert.equal(takenFor(1.4001, {right: {a: [1.3, 0.1]}}), null);
  assert.equal(takenFor(0.1 + 0.2, {right: {a: [0.3, 0]}})?.id, "a");
});

test("a right number wins over a wrong one, and a known wrong one is known", () => {
  const known = {right: {two: [2, 1]}, wrong: {three: [3, 0], four: [4, 0]}};
  assert.deepEqual(takenFor(3, known), {id: "two", right: true});
  assert.deepEqual(takenFor(4, known), {id: "four", right: false});
  assert.equal(takenFor(9, known), null);
});
