import assert from "node:assert/strict";
import {test} from "node:test";

import {reached} from "../../templates/assets/scripts/reached.js";
import {apply, emptyRecord} from "../../templates/assets/scripts/record.js";

const answer = (question, quiz = "recall") => ({did: "answered", question, revision: 1, quiz, asked: [question], given: ["x"], score: 1, hints: 0});
const start = (quiz) => ({did: "started", quiz, asked: ["m/a"]});
const finish = (earned, quiz = "m/quiz") => ({did: "finished", quiz, earned, possible: 10, pass_at: 80, objectives: {}});
const tick = (item, done = true) => ({did: "ticked", items: [item], done});
const talk = (dialogue) => ({did: "talked", dialogue, revision: 1, sensitive: false, turns: [], how: "playing"});
const place = (path) => ({did: "read", path, title: "M"});

function after(...deeds) {
  const at = (i) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString();
  return reached(deeds.reduce((record, did, i) => apply(record, did, at(i), `attempt-${i}`), emptyRecord("course")), "m", 80);
}

test("nothing is begun by what belongs to another module", () => {
  assert.equal(after(), "none");
  assert.equal(after(answer("mm/a"), tick("mm/list/a"), talk("mm/quick"), start("n/quiz"), finish(10, "n/quiz"), place("modules/mm.html")), "none");
});

test("an answer, an attempt, a tick, a conversation or reading last in it begins a module", () => {
  for (const deed of [answer("m/a"), start("m/quiz"), tick("m/list/a"), talk("m/quick"), place("modules/m.html#first")]) {
    assert.equal(after(deed), "begun");
  }
});

test("a final assessment and a tick that was taken back begin no module", () => {
  const answers = [{question: "m/a", revision: 1, given: ["x"], score: 1}];
  const handed = {did: "handed", quiz: "trust/assessment", asked: ["m/a"], answers, earned: 1, possible: 1, pass_at: 80, results: {}, left: []};
  assert.equal(after(handed), "none");
  assert.equal(after(tick("m/list/a"), tick("m/list/a", false)), "none");
});

test("a quiz is passed from its mark on, and stays so whatever comes later", () => {
  assert.equal(after(start("m/quiz"), finish(7)), "begun");
  assert.equal(after(start("m/quiz"), finish(8)), "passed");
  assert.equal(after(start("m/quiz"), finish(8), start("m/quiz"), finish(2)), "passed");
});
