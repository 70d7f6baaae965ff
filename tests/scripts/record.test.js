import assert from "node:assert/strict";
import {test} from "node:test";

import {
  LONGEST,
  answersIn,
  apply,
  attemptsAt,
  emptyRecord,
  gained,
  latestAttempt,
  merge,
  read,
  withoutSensitive,
  write,
} from "../../templates/assets/scripts/record.js";
import {dice} from "./dice.js";

const COURSE = "a-course";
const NOW = "2026-11-22T10:00:00.000Z";

const clock = (seconds) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

const answered = (more = {}) => ({
  did: "answered",
  question: "consent/new-area",
  revision: 1,
  quiz: "consent/quiz",
  asked: ["consent/new-area", "consent/silence"],
  given: ["pause"],
  score: 1,
  hints: 0,
  ...more,
});

const finished = {did: "finished", quiz: "consent/quiz", earned: 1, possible: 2, pass_at: 80, objectives: {ask: [1, 2]}};

const handed = (more = {}) => ({
  did: "handed",
  quiz: "trust/assessment",
  asked: ["consent/c", "dignity/d", "power/e"],
  answers: [
    {question: "consent/c", revision: 1, given: ["x"], score: 1},
    {question: "dignity/d", revision: 2, given: {row: "y"}, score: 0.5},
  ],
  earned: 1.5,
  possible: 2,
  pass_at: 80,
  results: {"consent/ask": [1, 1], "dignity/see": [0.5, 1]},
  left: ["power"],
  ...more,
});

/** A record as a learner could have made it: a run of deeds at throws of the dice. */
function lived({pick, below, coin, some}, deeds = 12) {
  let record = emptyRecord(COURSE);
  for (let i = 0; i < deeds; i += 1) {
    const did = pick([
      () => answered({question: pick(["consent/a", "consent/b"]), quiz: pick(["recall", "consent/quiz"]), given: some(["x", "y", "z"]), score: pick([0, 0.5, 1])}),
      () => ({did: "started", quiz: "consent/quiz", asked: ["consent/a"]}),
      () => ({...finished, earned: below(3)}),
      () => ({did: "started", quiz: "trust/assessment", asked: ["consent/c", "dignity/d"]}),
      () => ({did: "left", quiz: "trust/assessment", asked: ["consent/c"], left: some(["power", "dignity"])}),
      () => handed({earned: below(3)}),
      () => ({did: "ticked", items: some(["m/l/a", "m/l/b", "m/l/c"]), done: coin()}),
      () => ({did: "read", path: pick(["modules/a.html", "modules/b.html#deep"]), title: pick(["A", "B"])}),
      () => ({
        did: "talked",
        play: pick([undefined, "f1", "f2"]),
        dialogue: pick(["consent/a", "consent/b"]),
        revision: 1,
        sensitive: coin(),
        turns: some([["one", "x"], ["two", "y"]]),
        how: pick(["playing", "left", "played", "read"]),
      }),
    ])();
    record = apply(record, did, clock(below(20)), `f${below(6)}`);
  }
  return coin() ? record : withoutSensitive(record);
}

const RECORDS = Array.from({length: 60}, (_, seed) => lived(dice(seed + 1)));
const same = (a, b) => assert.equal(write(a), write(b));

test("merging gives the same in either direction", () => {
  RECORDS.forEach((a, i) => same(merge(a, RECORDS.at(i - 1)), merge(RECORDS.at(i - 1), a)));
});

test("merging gives the same in any grouping", () => {
  RECORDS.forEach((a, i) => {
    const [b, c] = [RECORDS.at(i - 1), RECORDS.at(i - 2)];
    same(merge(merge(a, b), c), merge(a, merge(b, c)));
  });
});

test("merging twice changes nothing more", () => {
  RECORDS.forEach((a, i) => {
    const both = merge(a, RECORDS.at(i - 1));
    same(merge(both, a), both);
    same(merge(both, both), both);
  });
});

test("merging keeps every answer and the later of two states", () => {
  RECORDS.forEach((a, i) => {
    const b = RECORDS.at(i - 1);
    const both = merge(a, b);
    const texts = new Set(both.answers.map((answer) => JSON.stringify(Object.entries(answer).sort())));
    for (const answer of [...a.answers, ...b.answers]) assert.ok(texts.has(JSON.stringify(Object.entries(answer).sort())));
    for (const [item, tick] of Object.entries({...a.ticks, ...b.ticks})) {
      assert.ok(both.ticks[item].date >= tick.date);
    }
    for (const side of [a, b]) if (side.place) assert.ok(both.place.date >= side.place.date);
  });
});

test("whatever a learner does, what is written can be read again", () => {
  RECORDS.forEach((a, i) => {
    const both = merge(a, RECORDS.at(i - 1));
    const again = read(write(both), COURSE);
    assert.equal(again.state, "ok");
    same(again.record, both);
  });
});

test("fields that a later version adds come through reading and merging", () => {
  const [a, b] = [structuredClone(good()), RECORDS[1]];
  a.review = {"consent/a": {due: clock(5)}};
  a.answers.forEach((answer) => (answer.sure = 2));
  const both = merge(read(write(a), COURSE).record, b);
  assert.deepEqual(both.review, a.review);
  assert.ok(both.answers.some((answer) => answer.sure === 2));
  same(merge(b, a), both);
});

test("the first answer opens an attempt; tries count up; a new attempt starts at one", () => {
  let record = emptyRecord(COURSE);
  record = apply(record, answered({score: 0}), clock(0), "first");
  record = apply(record, answered(), clock(5), "unused");
  assert.deepEqual(answersIn(record, "first").map((answer) => [answer.try, answer.score]), [[1, 0], [2, 1]]);
  record = apply(record, finished, clock(6), "unused");
  record = apply(record, {did: "started", quiz: "consent/quiz", asked: []}, clock(7), "second");
  record = apply(record, answered(), clock(8), "unused");
  assert.equal(answersIn(record, "second")[0].try, 1);
  assert.deepEqual(attemptsAt(record, "consent/quiz").map((attempt) => attempt.number), [1, 2]);
  assert.equal(latestAttempt(record, "consent/quiz").id, "second");
});

test("a finished attempt keeps its score when wrong answers are tried again", () => {
  let record = apply(emptyRecord(COURSE), answered({score: 0}), clock(0), "first");
  record = apply(record, finished, clock(1), "unused");
  const {finished: before} = latestAttempt(record, "consent/quiz");
  record = apply(record, answered(), clock(2), "unused");
  record = apply(record, {...finished, earned: 2}, clock(3), "unused");
  assert.deepEqual(latestAttempt(record, "consent/quiz").finished, before);
  assert.equal(record.attempts.length, 1);
});

test("answers in a section belong to no attempt", () => {
  const record = apply(emptyRecord(COURSE), answered({quiz: "recall"}), NOW, "unused");
  assert.equal(record.answers[0].attempt, "recall");
  assert.deepEqual(record.attempts, []);
});

test("a new revision of a question is tried from one again, and the old answer stays", () => {
  let record = apply(emptyRecord(COURSE), answered({score: 0}), clock(0), "first");
  record = apply(record, answered({revision: 2}), clock(1), "unused");
  assert.deepEqual(record.answers.map((answer) => [answer.revision, answer.try]), [[1, 1], [2, 1]]);
});

test("a clock that was set back does not make new work look old", () => {
  const tick = (done) => ({did: "ticked", items: ["m/l/a"], done});
  const before = apply(emptyRecord(COURSE), tick(true), clock(100), "");
  const after = apply(before, tick(false), clock(0), "");
  assert.equal(merge(before, after).ticks["m/l/a"].done, false);
  const end = apply(emptyRecord(COURSE), tick(true), "2999-12-31T23:59:59.999Z", "");
  assert.equal(read(write(apply(end, tick(false), clock(0), "")), COURSE).state, "ok");
});

test("a record is never changed in place", () => {
  const freeze = (value) => {
    if (value && typeof value === "object") Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  for (const record of RECORDS.slice(0, 10)) {
    freeze(record);
    merge(record, RECORDS[5]);
    apply(record, answered(), clock(99), "fresh");
    apply(record, {did: "ticked", items: ["m/l/a"], done: true}, clock(99), "fresh");
  }
});

test("what is unknown to this version is not done", () => {
  same(apply(RECORDS[0], {did: "flew"}, NOW, ""), RECORDS[0]);
  same(apply(RECORDS[0], {did: "read", path: "https://elsewhere.example/x.html", title: ""}, NOW, ""), RECORDS[0]);
});

test("long writing is cut to what can be read again", () => {
  const record = apply(emptyRecord(COURSE), answered({given: "x".repeat(30_000), score: null}), NOW, "first");
  assert.equal(read(write(record), COURSE).state, "ok");
});

test("what an import gained is counted", () => {
  const before = apply(emptyRecord(COURSE), answered(), clock(0), "first");
  const after = apply(apply(before, answered(), clock(1), ""), {did: "ticked", items: ["m/l/a", "m/l/b"], done: true}, clock(2), "");
  assert.deepEqual(gained(before, after), {answers: 1, attempts: 0, ticks: 2, plays: 0});
  assert.deepEqual(gained(after, merge(after, before)), {answers: 0, attempts: 0, ticks: 0, plays: 0});
});

// --- what is refused ----------------------------------------------------------------------------------------------------------

function good() {
  let record = apply(emptyRecord(COURSE), answered(), clock(0), "first");
  record = apply(record, answered({quiz: "recall", given: {a: "b", c: ""}}), clock(1), "");
  record = apply(record, finished, clock(2), "");
  record = apply(record, {did: "ticked", items: ["m/l/a"], done: true}, clock(3), "");
  return apply(record, {did: "read", path: "modules/consent.html#ask-first", title: "Consent"}, clock(4), "");
}
const state = (text) => read(text, COURSE).state;
const stateOf = (change) => {
  const record = structuredClone(good());
  change(record);
  return state(JSON.stringify(record));
};

test("a good record is read, with a byte order mark too", () => {
  assert.equal(stateOf(() => {}), "ok");
  assert.equal(state("\uFEFF" + write(good())), "ok");
});

test("what is not ours says so", () => {
  assert.equal(state(""), "not-json");
  assert.equal(state(write(good()).slice(0, -5)), "not-json");
  for (const text of ["null", "7", '"x"', "[]", "{}", '{"schema": "1", "course": "a-course"}', '{"schema": 1.5, "course": "a-course"}', '{"schema": 1}']) {
    assert.equal(state(text), "not-ours");
  }
  assert.equal(read(write(good()), "b-course").state, "other-course");
  assert.equal(stateOf((record) => (record.schema = 2)), "newer");
  assert.equal(stateOf((record) => (record.schema = 0)), "damaged");
  assert.equal(state(" ".repeat(LONGEST + 1)), "large");
});

const DAMAGE = {
  "a missing part": (record) => delete record.answers,
  "a list for a map": (record) => (record.ticks = []),
  "a map for a list": (record) => (record.answers = {}),
  "a text for an answer": (record) => (record.answers[0] = "x"),
  "an answer of nothing": (record) => (record.answers[0] = null),
  "a question key with a third part": (record) => (record.answers[0].question = "a/b/c"),
  "a question key with markup": (record) => (record.answers[0].question = "a/<b>"),
  "a score above one": (record) => (record.answers[0].score = 1.5),
  "a score below nought": (record) => (record.answers[0].score = -1),
  "a score of words": (record) => (record.answers[0].score = "1"),
  "a try that is no whole number": (record) => (record.answers[0].try = 0.5),
  "a day that is not in the calendar": (record) => (record.answers[0].date = "2026-02-31T00:00:00.000Z"),
  "a date of words": (record) => (record.answers[0].date = "yesterday"),
  "a given answer of numbers": (record) => (record.answers[0].given = [1]),
  "a given answer nested in itself": (record) => (record.answers[0].given = {a: {b: "c"}}),
  "a writing without end": (record) => (record.answers[0].given = "x".repeat(20_001)),
  "an attempt that poses as recall": (record) => (record.attempts[0].id = "recall"),
  "a result of words": (record) => (record.attempts[0].finished.earned = "all"),
  "a result that is missing parts": (record) => (record.attempts[0].finished = {}),
  "a tick with a two-part key": (record) => (record.ticks["m/l"] = {done: true, date: NOW}),
  "a tick that is neither done nor not": (record) => (record.ticks["m/l/a"].done = "yes"),
  "a place elsewhere": (record) => (record.place.path = "https://elsewhere.example/a.html"),
  "a place on another host": (record) => (record.place.path = "//elsewhere/a.html"),
  "a place that runs": (record) => (record.place.path = "javascript:alert(1)//.html"),
  "a place above the site": (record) => (record.place.path = "../../a.html"),
  "a title without end": (record) => (record.place.title = "x".repeat(301)),
  "a title of markup in a list": (record) => (record.place.title = ["<b>"]),
};

for (const [name, change] of Object.entries(DAMAGE)) {
  test(`refused: ${name}`, () => assert.equal(stateOf(change), "damaged"));
}

test("refused: keys that pose as the language's own, at any depth", () => {
  for (const key of ["__proto__", "constructor", "prototype"]) {
    const text = write(good());
    assert.equal(state(text.replace(/^\{/, `{"${key}": {"done": true}, `)), "damaged");
    assert.equal(state(text.replace('"ticks":{', `"ticks":{"${key}": {"done": true, "date": "${NOW}"}, `)), "damaged");
    assert.equal(state(text.replace(/^\{/, `{"more": [{"deep": {"${key}": 1}}], `)), "damaged");
  }
  assert.equal({}.done, undefined);
});

test("refused: nesting without end", () => {
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  assert.equal(state(write(good()).replace(/^\{/, `{"more": ${deep}, `)), "damaged");
});

test("noise in a good file is refused or harmless, and never thrown", () => {
  const text = write(good());
  const {below, pick} = dice(3);
  for (let i = 0; i < 3000; i += 1) {
    const at = below(text.length);
    const noisy = text.slice(0, at) + pick(["", "x", '"', "{", "}", "[", "]", ":", ",", "0", "-", "null", "\\", "\u0000", "é"]) + text.slice(at + below(4));
    const found = read(noisy, COURSE);
    if (found.state === "ok") same(merge(found.record, good()), merge(good(), found.record));
  }
});

test("an assessment is handed in at once: its answers, its result, and what was left out", () => {
  const record = apply(emptyRecord(COURSE), handed(), NOW, "f1");
  const attempt = latestAttempt(record, "trust/assessment");
  assert.equal(attempt.number, 1);
  const {answers, did, quiz, asked, ...result} = handed();
  assert.deepEqual(attempt.finished, {...result, date: NOW, objectives: {}});
  assert.deepEqual(attempt.asked, asked);
  assert.deepEqual(
    answersIn(record, attempt.id).map((answer) => [answer.question, answer.given, answer.try, answer.hints, answer.quiz]),
    [["consent/c", ["x"], 1, 0, quiz], ["dignity/d", {row: "y"}, 1, 0, quiz]],
  );
  assert.equal(read(write(record), COURSE).state, "ok");
});

test("an assessment that was handed in stays as it is, and the next attempt is another one", () => {
  const once = apply(emptyRecord(COURSE), handed(), NOW, "f1");
  assert.equal(apply(once, handed({earned: 2}), clock(1), "f2"), once);
  assert.equal(apply(once, {did: "left", quiz: "trust/assessment", asked: [], left: []}, clock(1), "f2"), once);
  const again = apply(once, {did: "started", quiz: "trust/assessment", asked: ["consent/x"]}, clock(2), "f2");
  assert.deepEqual(attemptsAt(again, "trust/assessment").map(({number}) => number), [1, 2]);
});

test("what is left out is kept before anything is answered, and can be taken back", () => {
  const left = (names) => ({did: "left", quiz: "trust/assessment", asked: ["consent/c"], left: names});
  const chosen = apply(emptyRecord(COURSE), left(["power"]), NOW, "f1");
  assert.deepEqual(latestAttempt(chosen, "trust/assessment").leaving, {modules: ["power"], date: NOW});
  const back = apply(chosen, left([]), clock(1), "f2");
  assert.deepEqual(back.attempts.map(({id, leaving}) => [id, leaving.modules]), [["f1", []]]);
  assert.equal(read(write(back), COURSE).state, "ok");
});

test("of two tabs that leave out different lessons the later choice stays, also on a clock that was set back", () => {
  const left = (names) => ({did: "left", quiz: "trust/assessment", asked: ["consent/c"], left: names});
  const before = apply(emptyRecord(COURSE), left(["power"]), clock(5), "f1");
  const taken = apply(before, left([]), clock(1), "f2");
  for (const both of [merge(before, taken), merge(taken, before)]) assert.deepEqual(latestAttempt(both, "trust/assessment").leaving.modules, []);
});

test("a result by objective that is none is damaged, and one of before there were any is not", () => {
  const record = apply(emptyRecord(COURSE), handed(), NOW, "f1");
  const spoil = (results) => write({...record, attempts: [{...record.attempts[0], finished: {...record.attempts[0].finished, results}}]});
  assert.equal(read(spoil({"consent/ask": [1]}), COURSE).state, "damaged");
  assert.equal(read(spoil({ask: [1, 1]}), COURSE).state, "damaged");
  assert.equal(read(spoil(undefined), COURSE).state, "ok");
});
