/** How far a module has come on this device. Pure. */

import {reaches} from "./points.js";
import {RECALL, attemptsAt} from "./record.js";

/**
 * Says `passed` (its quiz, in any attempt), `begun` or `none`.
 *
 * @param {object} record a learner's record
 * @param {string} module its id
 * @param {number} pass the pass mark in per cent
 */
export function reached(record, module, pass) {
  const passed = attemptsAt(record, `${module}/quiz`).some(({finished}) => finished && reaches(finished.earned, finished.possible, pass));
  if (passed) return "passed";
  return isBegun(record, module) ? "begun" : "none";
}

/** Whether anything was done on a module's own pages. A final assessment asks about it too, and is no beginning of it. */
export function isBegun(record, module) {
  const own = (name) => name.startsWith(`${module}/`);
  return (
    record.place?.path.split("#")[0] === `modules/${module}.html` ||
    attemptsAt(record, `${module}/quiz`).length > 0 ||
    record.answers.some(({question, quiz}) => own(question) && (quiz === RECALL || quiz === `${module}/quiz`)) ||
    Object.entries(record.ticks).some(([item, {done}]) => own(item) && done) ||
    Object.values(record.plays ?? {}).some(({dialogue}) => own(dialogue))
  );
}
