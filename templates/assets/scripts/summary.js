/** What a record says about one module of the catalogue, its dialogues, and the skills that all dialogues practice. Pure. */

import {answersIn, attemptsAt, isDone, playsOf} from "./record.js";
import {sum} from "./talk.js";

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
  return {
    ...quizSummary(record, module.quiz),
    answered: new Set(record.answers.map((answer) => answer.question).filter((key) => keys.has(key))).size,
    questions: keys.size,
    checklists: module.checklists.map(({id, items}) => ({
      done: items.filter((item) => record.ticks[`${id}/${item}`]?.done).length,
      of: items.length,
    })),
  };
}

/** Sums up the attempts at a quiz or a final assessment: `running`, `last`, `best` and `tries` as in moduleSummary. */
export function quizSummary(record, quiz) {
  const attempts = attemptsAt(record, quiz);
  const results = attempts.filter((attempt) => attempt.finished).map((attempt) => attempt.finished);
  const running = attempts.at(-1) && !attempts.at(-1).finished ? attempts.at(-1) : null;
  const share = ({earned, possible}) => (possible ? earned / possible : 0);
  return {
    running: running && new Set(answersIn(record, running.id).map((answer) => answer.question)).size,
    last: results.at(-1) ?? null,
    best: results.reduce((best, one) => (best && share(best) >= share(one) ? best : one), null),
    tries: results.length,
  };
}

/**
 * Sums up a dialogue: `done` (played to an end, or read), `begun` or `none`; and how many of its endings were met.
 *
 * @param {object} record a learner's record
 * @param {{id: string, endings: string[]}} dialogue
 * @returns {{state: "done"|"begun"|"none", met: number, of: number}}
 */
export function dialogueSummary(record, {id, endings}) {
  const plays = playsOf(record, id);
  const met = new Set(plays.map((play) => play.ending).filter((ending) => endings.includes(ending)));
  return {state: plays.some(isDone) ? "done" : plays.length ? "begun" : "none", met: met.size, of: endings.length};
}

/**
 * How skills were used over all dialogues, in the latest play of each that came to an ending.
 *
 * @param {object} record a learner's record
 * @param {string[]} dialogues their ids
 * @param {string[]} skills the ids of the course's skills
 * @returns {Object<string, [number, number]>} by skill, as talk.js scores it
 */
export function skillsSummary(record, dialogues, skills) {
  const latest = dialogues.map((id) => playsOf(record, id).filter((play) => play.how === "played").at(-1)).filter(Boolean);
  return Object.fromEntries(skills.map((skill) => [skill, sum(latest.map((play) => play.skills[skill] ?? [0, 0]))]));
}
