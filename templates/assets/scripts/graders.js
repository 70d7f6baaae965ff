/**
 * Marks answers and adds up attempts. Pure: knows nothing of pages, storage or words.
 *
 * A question is {type, answers, right}: ids of its answers (of its rows, for match) and of the right ones. What a learner gave is a
 * list of ids for one-answer and many-answers, {row id: id of the row whose partner was chosen} for match, and a text for write.
 */

const RULES = {
  "one-answer": {
    grade({answers, right}, given) {
      const rows = tickedRows(answers, right, given);
      const ticked = rows.filter((row) => row.given);
      return {score: ticked.length === 1 && ticked[0].right ? 1 : 0, rows};
    },
  },

  "many-answers": {
    grade({answers, right}, given) {
      const rows = tickedRows(answers, right, given);
      const hits = rows.filter((row) => row.given && row.right).length;
      const slips = rows.filter((row) => row.given && !row.right).length;
      return {score: shareLessShare(hits, right.length, slips, answers.length - right.length), rows};
    },
  },

  match: {
    grade({answers}, given) {
      const rows = answers.map((id) => {
        const partner = answers.includes(given?.[id]) ? given[id] : "";
        return {id, given: partner, right: partner === id};
      });
      return {score: lessOne(rows.filter((row) => row.right).length, rows.length), rows};
    },
  },
};

/**
 * Marks one answer by the rule of the question's type, as the model states it.
 *
 * @returns {{score: number|null, counts: boolean, rows: {id: string, given: boolean|string, right: boolean}[]}} score from 0 to 1, or
 * null for a type that never counts. A row's `right` says that the answer is a right one; in match, that the row has its own partner.
 */
export function grade(question, given) {
  const rule = RULES[question.type];
  return rule ? {counts: true, ...rule.grade(question, given)} : {score: null, counts: false, rows: []};
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
    if (!RULES[type]) continue;
    const earned = points * (first?.score ?? 0);
    const sum = (total.objectives[objective] ??= [0, 0]);
    sum[0] += earned;
    sum[1] += points;
    total.earned += earned;
    total.possible += points;
  }
  return total;
}

// Thirds and sixths do not add up exactly in binary; no two real scores lie closer than this.
const HAIR = 1e-9;

/** Whether points reach a pass mark in per cent. */
export function reaches(earned, possible, passAt) {
  return earned * 100 >= passAt * possible - HAIR * possible;
}

/** Whole per cent, rounded down, so that what is shown never looks like a pass that it is not. */
export function percent(earned, possible) {
  return possible ? Math.floor((earned / possible) * 100 + HAIR) : 0;
}

/** Whether a score is a full one. */
export function isFull(score) {
  return score !== null && score >= 1 - HAIR;
}

function tickedRows(answers, right, given) {
  const ticks = new Set(Array.isArray(given) ? given : []);
  return answers.map((id) => ({id, given: ticks.has(id), right: right.includes(id)}));
}

/** The share of right answers ticked, less the share of wrong ones, in one division, so that equal shares cancel to exactly 0. */
export function shareLessShare(hits, right, slips, wrong) {
  if (!right) return 0;
  return wrong ? Math.max(0, (hits * wrong - slips * right) / (right * wrong)) : hits / right;
}

/** One less than the rows right, of one less than the rows. */
export function lessOne(k, n) {
  return n > 1 ? Math.max(0, (k - 1) / (n - 1)) : k;
}
