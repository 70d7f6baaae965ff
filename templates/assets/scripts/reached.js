/** How far a module has come on this device. Pure. */

import {reaches} from "./points.js";
import {attemptsAt} from "./record.js";

/**
 * Says `passed` (its quiz, in any attempt), `begun` or `none`.
 *
 * @param {object} record a learner's record
 * @param {string} module its id
 * @param {number} pass the pass mark in per cent
 */
export function reached(record, module, pass) {
  const attempts = attemptsAt(record, `${module}/quiz`);
  if (attempts.some(({finished}) => finished && reaches(finished.earned, finished.possible, pass))) return "passed";
  const read = record.place?.path.split("#")[0] === `modules/${module}.html`;
  return attempts.length || read || record.answers.some(({question}) => question.startsWith(`${module}/`)) ? "begun" : "none";
}
