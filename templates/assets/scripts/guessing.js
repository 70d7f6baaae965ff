/** What somebody scores who guesses, exactly, for authors and tests. No page needs it, so it is not joined into the site's script. */

import {lessOne, shareLessShare} from "./graders.js";

const GUESSERS = {
  "one-answer": ({answers}) => 1 / answers.length,

  "many-answers"({answers, right}) {
    const wrong = answers.length - right.length;
    let sum = 0;
    for (let hits = 0; hits <= right.length; hits += 1) {
      for (let slips = 0; slips <= wrong; slips += 1) {
        sum += choose(right.length, hits) * choose(wrong, slips) * shareLessShare(hits, right.length, slips, wrong);
      }
    }
    return sum / 2 ** answers.length;
  },

  match({answers}) {
    const n = answers.length;
    let sum = 0;
    for (let k = 0; k <= n; k += 1) sum += choose(n, k) * derangements(n - k) * lessOne(k, n);
    return sum / factorial(n);
  },
};

/**
 * The score a blind guesser expects: one-answer picks any answer, many-answers tosses a coin for each, match deals the partners at
 * random. Null for a type that never counts.
 *
 * @param {{type: string, answers: string[], right: string[]}} question as for `grade`
 */
export function guess(question) {
  return GUESSERS[question.type]?.(question) ?? null;
}

function choose(n, k) {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return ways;
}

function factorial(n) {
  return n < 2 ? 1 : n * factorial(n - 1);
}

// In how many ways n partners can be dealt so that nobody gets their own.
function derangements(n) {
  if (n < 2) return n === 0 ? 1 : 0;
  return (n - 1) * (derangements(n - 1) + derangements(n - 2));
}
