import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {test} from "node:test";

import {grade, scoreAttempt} from "../../templates/assets/scripts/graders.js";
import {isFull, percent, reaches} from "../../templates/assets/scripts/points.js";
import {guess} from "../../templates/assets/scripts/guessing.js";
import {dice} from "./dice.js";

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

function order(n) {
  const answers = Array.from({length: n}, (_, i) => `a${i}`);
  return {type: "put-in-order", answers, right: answers};
}

/** A question with so many things in each group. */
function sorting(...sizes) {
  const groups = sizes.flatMap((size, group) => Array(size).fill(`g${group}`));
  const right = Object.fromEntries(groups.map((group, i) => [`a${i}`, group]));
  return {type: "sort-into-groups", answers: Object.keys(right), right, groups: sizes.length};
}

function words(right, wrong = {}) {
  return {type: "fill-in", answers: [], right: {right, wrong, terms: []}};
}

function number(right, wrong = {}) {
  return {type: "number", answers: [], right: {right, wrong}};
}

/** Every way to give each row one of the choices. */
function choices(rows, offered) {
  return rows.reduce((ways, row) => ways.flatMap((way) => offered.map((one) => ({...way, [row]: one}))), [{}]);
}

const EVERY_TYPE = [
  choice("one-answer", 1, 2),
  choice("many-answers", 2, 1),
  {type: "true-false", answers: ["true", "false"], right: ["true"]},
  words({a: "draping"}, {b: "undressing"}),
  number({a: [2, 0.5]}, {b: [4, 0]}),
  match(3),
  order(4),
  sorting(2, 1),
];

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
  for (const given of [null, undefined, "zzz", 7, true, {a0: {}}, [["a0"]], {length: 3}, [null], {a0: null}, {constructor: "a0"}, "__proto__", NaN]) {
    for (const question of EVERY_TYPE) assert.equal(grade(question, given).score, 0, `${question.type} ${JSON.stringify(given)}`);
  }
});

test("whatever a record holds is graded between 0 and 1, and answers to one type never break another", () => {
  const {below, pick, some, times} = dice(11);
  const ids = ["a0", "a1", "a2", "a3", "g0", "g1", "true", "false", "gone", "constructor", ""];
  const value = (deep) =>
    pick([
      () => pick(ids), () => some(ids), () => times(6, () => pick(ids)), () => "x".repeat(below(30_000)), () => pick([null, undefined, NaN, -1, 2, "2", "2,5", "draping", "drapng"]),
      () => Object.fromEntries(some(ids).map((id) => [id, deep ? value(false) : pick(ids)])), () => (deep ? times(4, () => value(false)) : 0),
    ])();
  for (let i = 0; i < 4000; i += 1) {
    const question = pick(EVERY_TYPE);
    const given = value(true);
    const {score, rows} = grade(question, given);
    assert.ok(score >= 0 && score <= 1);
    assert.ok(rows.every((row) => typeof row.right === "boolean"));
  }
});

test("the order turned round scores 0, one swap of neighbors costs two pairs, and no order scores below 0 or above 1", () => {
  for (let n = 3; n <= 6; n += 1) {
    const question = order(n);
    const pairs = (n * (n - 1)) / 2;
    assert.equal(grade(question, [...question.right].reverse()).score, 0);
    const [first, second, ...rest] = question.right;
    assert.ok(Math.abs(grade(question, [second, first, ...rest]).score - (pairs - 2) / pairs) < 1e-12);
    const full = permutations(question.right).filter((given) => {
      const {score} = grade(question, given);
      assert.ok(score >= 0 && score <= 1);
      return isFull(score);
    });
    assert.deepEqual(full, [question.right]);
  }
});

test("a step's row says where it was put and where it belongs", () => {
  assert.deepEqual(grade({...order(3), answers: ["a2", "a0", "a1"]}, ["a1", "a0", "a2"]).rows, [
    {id: "a2", given: 3, right: true, place: 3},
    {id: "a0", given: 2, right: false, place: 1},
    {id: "a1", given: 1, right: false, place: 2},
  ]);
});

test("everything in one group scores 0, whatever the group", () => {
  for (const question of [sorting(2, 1), sorting(3, 3), sorting(4, 1, 2)]) {
    for (const group of ["g0", "g1", "g2"]) {
      assert.equal(grade(question, Object.fromEntries(question.answers.map((row) => [row, group]))).score, 0);
    }
    assert.equal(grade(question, question.right).score, 1);
  }
});

test("what was written is found among the answers, with its slip", () => {
  const question = words({a: "draping", b: "to drape"}, {c: "undressing"});
  const found = (given) => grade(question, given).rows.filter((row) => row.given).map((row) => row.id);
  assert.deepEqual([found("draping"), found("to draep"), found("undresing"), found("towel")], [["a"], ["b"], ["c"], []]);
  assert.deepEqual(["draping", "drapng", "towel"].map((given) => grade(question, given).slip), [false, true, false]);
});

test("a right and a wrong answer of one name are two", () => {
  assert.deepEqual(grade(number({a: [2, 0]}, {a: [4, 0]}), "4").rows, [{id: "a", given: false, right: true}, {id: "a", given: true, right: false}]);
});

test("the numbers behind a partial score", () => {
  const many = choice("many-answers", 3, 2);
  assert.deepEqual(grade(many, ["a0", "a1", "a4"]).parts, {count: 2, of: 3, slips: 1, wrong: 2});
  assert.deepEqual(grade(match(3), {a0: "a0"}).parts, {count: 1, of: 3});
  assert.deepEqual(grade(sorting(3, 2), {a0: "g0", a4: "g1"}).parts, {count: 2, of: 5, largest: 3});
  assert.deepEqual(grade(order(4), ["a1", "a0", "a2", "a3"]).parts, {count: 5, of: 6, slips: 1});
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
  for (let n = 3; n <= 7; n += 1) {
    const question = order(n);
    const every = permutations(question.answers).map((given) => grade(question, given).score);
    assert.ok(Math.abs(guess(question) - mean(every)) < 1e-12);
  }
  for (const question of [sorting(2, 1), sorting(3, 2), sorting(2, 2, 2), sorting(4, 1, 1), {...sorting(3, 2), groups: 3}]) {
    const offered = Array.from({length: question.groups}, (_, i) => `g${i}`);
    const every = choices(question.answers, offered).map((given) => grade(question, given).score);
    assert.ok(Math.abs(guess(question) - mean(every)) < 1e-12);
  }
  const trueFalse = EVERY_TYPE.find(({type}) => type === "true-false");
  assert.equal(guess(trueFalse), mean(trueFalse.answers.map((one) => grade(trueFalse, [one]).score)));
  assert.equal(guess(choice("one-answer", 1, 3)), 0.25);
  assert.deepEqual([guess(words({a: "x"})), guess(number({a: [1, 0]}))], [0, 0]);
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
