/** An attempt in words: its result, and what is still open in it. */

import {percent, reaches} from "./points.js";
import {say} from "./words.js";

/** In words, how a finished attempt went. */
export function summaryOf({earned, possible, pass_at: passAt}) {
  if (!possible) return say("result.unscored");
  const passed = reaches(earned, possible, passAt) ? "passed" : "not-passed";
  return say(`result.${passed}`, {points: say("points", {score: earned, count: possible}), percent: percent(earned, possible), pass: passAt});
}

/** Asks whether to finish although some of the questions asked are open, by the numbers that they have on the page. */
export function askOpen(asked, open) {
  return say("finish.ask", {count: open.length, numbers: open.map((key) => asked.indexOf(key) + 1).join(", ")});
}
