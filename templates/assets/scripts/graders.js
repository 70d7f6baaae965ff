/**
 * Marks answers and adds up attempts. Pure: knows nothing of pages, storage or words.
 *
 * A question is {type, answers, right}: ids of its answers or rows, and what hooks/tableside/questions.py says is right (`grading`);
 * for a number also its `unit`, for a fill-in the language's `articles`. What a learner gave is a list of ids for types that are ticked, a list of
 * ids in order for put-in-order, {row id: what was chosen} for match and sort-into-groups, and a text for types that are written.
 */

import {readNumber, takenFor} from "./numbers.js";
import {readWords} from "./spelling.js";

const RULES = {
  "one-answer": oneTick,
  "true-false": oneTick,

  "many-answers"({answers, right}, given) {
    const rows = tickedRows(answers, right, given);
    const hits = rows.filter((row) => row.given && row.right).length;
    const slips = rows.filter((row) => row.given && !row.right).length;
    const wrong = answers.length - right.length;
    return {score: shareLessShare(hits, right.length, slips, wrong), rows, parts: {count: hits, of: right.length, slips, wrong}};
  },

  "fill-in": (question, given) => oneOf(question.right, isText(given) ? readWords(given, question.right, question.articles) : null),

  number(question, given) {
    const number = isText(given) ? readNumber(given, question.unit) : "unread";
    return oneOf(question.right, typeof number === "number" ? takenFor(number, question.right) : null);
  },

  match({answers}, given) {
    const rows = chosenRows(answers, given, answers, (id) => id);
    const count = rows.filter((row) => row.right).length;
    return {score: beyond(count, rows.length, 1), rows, parts: {count, of: rows.length}};
  },

  "sort-into-groups"({answers, right}, given) {
    const rows = chosenRows(answers, given, Object.values(right), (id) => right[id]);
    const count = rows.filter((row) => row.right).length;
    const largest = largestGroup(answers, right);
    return {score: beyond(count, rows.length, largest), rows, parts: {count, of: rows.length, largest}};
  },

  "put-in-order"({answers, right}, given) {
    const order = Array.isArray(given) ? right.filter((id) => given.includes(id)).sort((a, b) => given.indexOf(a) - given.indexOf(b)) : [];
    const of = (right.length * (right.length - 1)) / 2;
    const slips = inversions(order.map((id) => right.indexOf(id)));
    const count = (order.length * (order.length - 1)) / 2 - slips;
    const rows = answers.map((id) => ({id, given: order.indexOf(id) + 1, right: order.indexOf(id) === right.indexOf(id), place: right.indexOf(id) + 1}));
    return {score: of ? Math.max(0, (count - slips) / of) : 0, rows, parts: {count, of, slips}};
  },
};

/** Whether answers to a type count towards a score. */
export function isScored(type) {
  return Object.hasOwn(RULES, type);
}

/**
 * Marks one answer by the rule of the question's type, as the model states it.
 *
 * @returns {{score: number|null, counts: boolean, rows: {id: string, given: boolean|string|number, right: boolean}[], slip?: boolean,
 * parts?: Object<string, number>}} score from 0 to 1, or null for a type that never counts. A row's `right` says that the answer is a
 * right one, or that the row was given what belongs to it; `slip`, that a misspelled answer was read as the one that is given. `parts`
 * are the numbers that a partial score comes of.
 */
export function grade(question, given) {
  return isScored(question.type) ? {counts: true, ...RULES[question.type](question, given)} : {score: null, counts: false, rows: []};
}

/**
 * Adds up an attempt. Only the first answer to a question counts, points weigh, and what is unanswered earns 0.
 *
 * @param {{key: string, type: string, points: number, objective: string, revision: number}[]} questions what was asked
 * @param {{question: string, revision: number, date: string, score: number|null}[]} answers the attempt's, in any order
 * @returns {{earned: number, possible: number, answered: number, objectives: Object<string, [number, number]>}} points, and earned and
 * possible points by objective; an answer to an earlier revision of a question is left out
 */
export function scoreAttempt(questions, answers) {
  const total = {earned: 0, possible: 0, answered: 0, objectives: {}};
  for (const {key, type, points, objective, revision} of questions) {
    const first = answers
      .filter((answer) => answer.question === key && answer.revision === revision)
      .reduce((best, answer) => (best && best.date <= answer.date ? best : answer), null);
    if (first) total.answered += 1;
    if (!isScored(type)) continue;
    const earned = points * (first?.score ?? 0);
    const sum = (total.objectives[objective] ??= [0, 0]);
    sum[0] += earned;
    sum[1] += points;
    total.earned += earned;
    total.possible += points;
  }
  return total;
}

const isText = (given) => typeof given === "string";

function oneTick({answers, right}, given) {
  const rows = tickedRows(answers, right, given);
  const ticked = rows.filter((row) => row.given);
  return {score: ticked.length === 1 && ticked[0].right ? 1 : 0, rows};
}

function tickedRows(answers, right, given) {
  const ticks = new Set(Array.isArray(given) ? given : []);
  return answers.map((id) => ({id, given: ticks.has(id), right: right.includes(id)}));
}

// What was written is one of the answers that are known, or none of them.
function oneOf({right = {}, wrong = {}}, found) {
  const rows = [[right, true], [wrong, false]].flatMap(([answers, isRight]) =>
    Object.keys(answers).map((id) => ({id, given: found?.id === id && found.right === isRight, right: isRight})),
  );
  return {score: found?.right ? 1 : 0, rows, slip: Boolean(found?.slip)};
}

function chosenRows(answers, given, offered, belongs) {
  return answers.map((id) => {
    const choice = offered.includes(given?.[id]) ? given[id] : "";
    return {id, given: choice, right: choice === belongs(id)};
  });
}

/** The share of right answers ticked, less the share of wrong ones, in one division, so that equal shares cancel to exactly 0. */
export function shareLessShare(hits, right, slips, wrong) {
  if (!right) return 0;
  return wrong ? Math.max(0, (hits * wrong - slips * right) / (right * wrong)) : hits / right;
}

/** The share of rows right beyond those that the same choice in every row would get. */
export function beyond(count, of, free) {
  return of > free ? Math.max(0, (count - free) / (of - free)) : Number(of > 0 && count === of);
}

/** How many things are in the largest group. */
export function largestGroup(answers, right) {
  return Math.max(0, ...answers.map((id) => answers.filter((other) => right[other] === right[id]).length));
}

function inversions(places) {
  return places.reduce((sum, place, i) => sum + places.slice(0, i).filter((before) => before > place).length, 0);
}
