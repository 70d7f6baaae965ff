import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {test} from "node:test";

import {grade, isFull, percent, reaches, scoreAttempt} from "../../templates/assets/scripts/graders.js";
import {guess} from "../../templates/assets/scripts/guessing.js";

const CASES = new URL("../cases/graders/", import.meta.url);

for (const file of readdirSync(CASES).sort()) {
  const {question, says, answers} = JSON.parse(readFileSync(new URL(file, CASES), "utf8"));
  test(`${file.replace(".json", "")}: ${says}`, () => {
    for (const {given, score} of answers) {
      const marked = grade(question, given);
      if (score === null) assert.equal(marked.score, null);
      else assert.ok(Math.abs(marked.score - score) < 1e-12, `${JSON.stringify(given)} scores ${marked.score}, not ${score}`);
    }
  });
}

function choice(type, right, wrong) {
  const answers = Array.from({length: right + wrong}, (_, i) => `a${i}`);
  return {type, answers, right: answers.slice(0, right)};
}

function match(n) {
  const answers = Array.from({length: n}, (_, i) => `a${i}`);
  return {type: "match", answers, right: answers};
}

function subsets(ids) {
  return ids.reduce((sets, id) => [...sets, ...sets.map((set) => [...set, id])], [[]]);
}

function permutations(ids) {
  return ids.length ? ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((rest) => [id, ...rest])) : [[]];
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

test("ticking everything scores exactly 0, and no ticking scores below 0 or above 1", () => {
  for (let right = 1; right <= 5; right += 1) {
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      const question = choice("many-answers", right, wrong);
      assert.equal(grade(question, question.answers).score, 0);
      assert.equal(grade(question, question.right).score, 1);
      for (const given of subsets(question.answers)) {
        const {score} = grade(question, given);
        assert.ok(score >= 0 && score <= 1);
      }
    }
  }
});

test("only the full set of right ticks earns a full score", () => {
  const question = choice("many-answers", 3, 2);
  const full = subsets(question.answers).filter((given) => isFull(grade(question, given).score));
  assert.deepEqual(full, [question.right]);
});

test("the same partner for every row scores 0", () => {
  const question = match(5);
  for (const partner of question.answers) {
    assert.equal(grade(question, Object.fromEntries(question.answers.map((row) => [row, partner]))).score, 0);
  }
});

test("ids that the question no longer has are ignored", () => {
  assert.equal(grade(choice("many-answers", 2, 2), ["a0", "a1", "gone"]).score, 1);
  assert.equal(grade(choice("one-answer", 1, 2), ["gone"]).score, 0);
  assert.deepEqual(grade(match(3), {a0: "gone", a1: "a1"}).rows, [
    {id: "a0", given: "", right: false},
    {id: "a1", given: "a1", right: true},
    {id: "a2", given: "", right: false},
  ]);
});

test("an answer of the wrong kind scores nothing and breaks nothing", () => {
  for (const given of [null, undefined, "a0", 7, {a0: {}}, [["a0"]]]) {
    for (const question of [choice("one-answer", 1, 2), choice("many-answers", 2, 1), match(3)]) {
      assert.equal(grade(question, given).score, 0);
    }
  }
});

test("a type without a rule never counts", () => {
  assert.deepEqual(grade({type: "write", answers: [], right: []}, "words"), {score: null, counts: false, rows: []});
  assert.equal(guess({type: "write", answers: [], right: []}), null);
});

test("what a blind guesser expects is the mean over everything they can do", () => {
  for (const [right, wrong] of [[2, 1], [2, 2], [3, 2], [2, 4], [4, 4]]) {
    const question = choice("many-answers", right, wrong);
    const every = subsets(question.answers).map((given) => grade(question, given).score);
    assert.ok(Math.abs(guess(question) - mean(every)) < 1e-12);
  }
  for (let n = 3; n <= 7; n += 1) {
    const question = match(n);
    const every = permutations(question.answers).map(
      (deal) => grade(question, Object.fromEntries(question.answers.map((row, i) => [row, deal[i]]))).score,
    );
    assert.ok(Math.abs(guess(question) - mean(every)) < 1e-12);
  }
  assert.equal(guess(choice("one-answer", 1, 3)), 0.25);
});

const ASKED = [
  {key: "m/a", type: "one-answer", points: 1, objective: "x", revision: 1},
  {key: "m/b", type: "many-answers", points: 2, objective: "y", revision: 2},
  {key: "m/c", type: "write", points: 5, objective: "y", revision: 1},
  {key: "m/d", type: "match", points: 1, objective: "x", revision: 1},
];

const answer = (question, score, date, revision = 1) => ({question, score, date, revision});

test("only the first try at a question counts, points weigh, what is unanswered earns 0 and writing never counts", () => {
  const answers = [answer("m/a", 1, "2026-02"), answer("m/a", 0, "2026-01"), answer("m/b", 0.5, "2026-03", 2), answer("m/c", null, "2026-04")];
  assert.deepEqual(scoreAttempt(ASKED, answers), {earned: 1, possible: 4, answered: 3, objectives: {x: [0, 2], y: [1, 2]}});
  assert.deepEqual(scoreAttempt(ASKED, answers.reverse()).earned, 1);
});

test("an answer to an earlier revision of a question does not count", () => {
  assert.deepEqual(scoreAttempt(ASKED, [answer("m/b", 1, "2026-03", 1)]).answered, 0);
});

test("the pass mark is reached by sums that binary fractions miss", () => {
  const thirds = Array.from({length: 12}, () => 1 / 3).reduce((a, b) => a + b, 0);
  const tenths = Array.from({length: 8}, () => 0.1).reduce((a, b) => a + b, 0);
  assert.notEqual(tenths, 0.8);
  assert.ok(reaches(thirds, 5, 80));
  assert.ok(reaches(tenths, 1, 80));
  assert.ok(!reaches(0.799, 1, 80));
  assert.ok(!reaches(7.99, 10, 80));
});

test("shown per cent are rounded down", () => {
  assert.equal(percent(7.99, 10), 79);
  assert.equal(percent(0.1 + 0.7, 1), 80);
  assert.equal(percent(0, 0), 0);
});
