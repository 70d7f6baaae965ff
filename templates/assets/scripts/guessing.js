/** What somebody scores who guesses, exactly, for authors and tests. No page needs it, so it is not joined into the site's script. */

import {beyond, largestGroup, shareLessShare} from "./graders.js";

const GUESSERS = {
  "one-answer": ({answers}) => 1 / answers.length,
  "true-false": () => 1 / 2,
  "fill-in": () => 0,
  number: () => 0,

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
    for (let k = 0; k <= n; k += 1) sum += choose(n, k) * derangements(n - k) * beyond(k, n, 1);
    return sum / factorial(n);
  },

  "put-in-order"({answers}) {
    const pairs = (answers.length * (answers.length - 1)) / 2;
    const sum = byInversions(answers.length).reduce((total, ways, slips) => total + ways * Math.max(0, (pairs - 2 * slips) / pairs), 0);
    return sum / factorial(answers.length);
  },

  "sort-into-groups"({answers, right, groups}) {
    const [n, largest] = [answers.length, largestGroup(answers, right)];
    let sum = 0;
    for (let k = 0; k <= n; k += 1) sum += choose(n, k) * (groups - 1) ** (n - k) * beyond(k, n, largest);
    return sum / groups ** n;
  },
};

/**
 * The score a blind guesser expects: one-answer picks any answer, many-answers tosses a coin for each, match deals the partners at
 * random, put-in-order shuffles, sort-into-groups picks any group for each thing, and nobody guesses a word or a number. Null for a type
 * that never counts.
 *
 * @param {{type: string, answers: string[], right: *, groups?: number}} question as for `grade`, with how many groups are offered
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

// How many orders of n steps have 0, 1, 2, … pairs the wrong way round: each step slips in before 0 to all of those before it.
function byInversions(n) {
  let ways = [1];
  for (let steps = 2; steps <= n; steps += 1) {
    const more = Array(ways.length + steps - 1).fill(0);
    for (let slips = 0; slips < steps; slips += 1) ways.forEach((count, i) => (more[i + slips] += count));
    ways = more;
  }
  return ways;
}
