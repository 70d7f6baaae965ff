import assert from "node:assert/strict";
import {test} from "node:test";

import {apply, emptyRecord} from "../../templates/assets/scripts/record.js";
import {moduleSummary} from "../../templates/assets/scripts/summary.js";

const MODULE = {
  quiz: "m/quiz",
  quizQuestions: ["m/a", "m/b"],
  recall: ["m/c"],
  checklists: [{id: "m/list", items: ["one", "two"]}],
};

const answer = (question, quiz = "m/quiz") => ({did: "answered", question, revision: 1, quiz, asked: ["m/a", "m/b"], given: ["x"], score: 1, hints: 0});
const finish = (earned) => ({did: "finished", quiz: "m/quiz", earned, possible: 2, pass_at: 80, objectives: {}});
const start = {did: "started", quiz: "m/quiz", asked: ["m/a", "m/b"]};

function after(...deeds) {
  const at = (i) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString();
  return deeds.reduce((record, did, i) => apply(record, did, at(i), `attempt-${i}`), emptyRecord("course"));
}

test("nothing done", () => {
  assert.deepEqual(moduleSummary(emptyRecord("course"), MODULE), {
    answered: 0, questions: 3, running: null, last: null, best: null, tries: 0, checklists: [{done: 0, of: 2}],
  });
});

test("the last and the best attempt, and one that is open", () => {
  const sum = moduleSummary(after(answer("m/a"), finish(2), start, answer("m/b"), finish(1), start, answer("m/a")), MODULE);
  assert.deepEqual([sum.last.earned, sum.best.earned, sum.tries, sum.running], [1, 2, 2, 1]);
});

test("a question counts as answered once, wherever and however often; those of other modules and versions do not", () => {
  const sum = moduleSummary(after(answer("m/a"), answer("m/a"), answer("m/c", "recall"), answer("m/gone", "recall"), answer("n/a", "recall")), MODULE);
  assert.deepEqual([sum.answered, sum.questions], [2, 3]);
});

test("ticks that stand are counted", () => {
  const tick = (item, done) => ({did: "ticked", items: [`m/list/${item}`], done});
  assert.deepEqual(moduleSummary(after(tick("one", true), tick("two", true), tick("two", false), tick("gone", true)), MODULE).checklists, [{done: 1, of: 2}]);
});
