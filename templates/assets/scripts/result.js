/** An attempt in words: its result, and the numbers of its questions. */

import {percent, reaches} from "./points.js";
import {say} from "./words.js";

/** In words, how a finished attempt went. */
export function summaryOf({earned, possible, pass_at: passAt}) {
  if (!possible) return say("result.unscored");
  const passed = reaches(earned, possible, passAt) ? "passed" : "not-passed";
  return say(`result.${passed}`, {points: say("points", {score: earned, count: possible}), percent: percent(earned, possible), pass: passAt});
}

/** The numbers, in words, that some of the questions asked have on the page. */
export function numbers(asked, some) {
  return some.map((key) => asked.indexOf(key) + 1).join(", ");
}
