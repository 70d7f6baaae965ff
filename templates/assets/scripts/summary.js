/** What a record says about one module of the catalogue. Pure. */

import {answersIn, attemptsAt} from "./record.js";

/**
 * Sums up a module.
 *
 * @param {object} record a learner's record
 * @param {{quiz: string, quizQuestions: string[], recall: string[], checklists: {id: string, items: string[]}[]}} module
 * @returns {{answered: number, questions: number, running: number|null, last: object|null, best: object|null, tries: number,
 * checklists: {done: number, of: number}[]}} `running` counts the answers of an attempt that is not finished; `last` and `best` are
 * the results of finished attempts
 */
export function moduleSummary(record, module) {
  const keys = new Set([...module.quizQuestions, ...module.recall]);
  const attempts = attemptsAt(record, module.quiz);
  const results = attempts.filter((attempt) => attempt.finished).map((attempt) => attempt.finished);
  const running = attempts.at(-1) && !attempts.at(-1).finished ? attempts.at(-1) : null;
  const share = ({earned, possible}) => (possible ? earned / possible : 0);
  return {
    answered: new Set(record.answers.map((answer) => answer.question).filter((key) => keys.has(key))).size,
    questions: keys.size,
    running: running && new Set(answersIn(record, running.id).map((answer) => answer.question)).size,
    last: results.at(-1) ?? null,
    best: results.reduce((best, one) => (best && share(best) >= share(one) ? best : one), null),
    tries: results.length,
    checklists: module.checklists.map(({id, items}) => ({
      done: items.filter((item) => record.ticks[`${id}/${item}`]?.done).length,
      of: items.length,
    })),
  };
}
