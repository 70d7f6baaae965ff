import assert from "node:assert/strict";
import {test} from "node:test";

import {reached} from "../../templates/assets/scripts/reached.js";
import {apply, emptyRecord} from "../../templates/assets/scripts/record.js";

const answer = (question, quiz = "recall") => ({did: "answered", question, revision: 1, quiz, asked: [question], given: ["x"], score: 1, hints: 0});
const start = (quiz) => ({did: "started", quiz, asked: ["m/a"]});
const finish = (earned, quiz = "m/quiz") => ({did: "finished", quiz, earned, possible: 10, pass_at: 80, objectives: {}});
const place = (path) => ({did: "read", path, title: "M"});

function after(...deeds) {
  const at = (i) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString();
  return reached(deeds.reduce((record, did, i) => apply(record, did, at(i), `attempt-${i}`), emptyRecord("course")), "m", 80);
}

test("nothing is begun by what belongs to another module", () => {
  assert.equal(after(), "none");
  assert.equal(after(answer("mm/a"), start("n/quiz"), finish(10, "n/quiz"), place("modules/mm.html")), "none");
});

test("an answer, an attempt or reading last in it begins a module", () => {
  for (const deed of [answer("m/a"), start("m/quiz"), place("modules/m.html#first")]) assert.equal(after(deed), "begun");
});

test("a quiz is passed from its mark on, and stays so whatever comes later", () => {
  assert.equal(after(start("m/quiz"), finish(7)), "begun");
  assert.equal(after(start("m/quiz"), finish(8)), "passed");
  assert.equal(after(start("m/quiz"), finish(8), start("m/quiz"), finish(2)), "passed");
});
