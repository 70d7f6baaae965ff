/** What an attempt at a final assessment asks. Pure. The same steps as hooks/tableside/assessments.py, and one table of cases for both. */

import {shuffled} from "./shuffle.js";

/**
 * One id of each group, mixed. Each group is gone through in an order of its own, so the next attempt takes the next of each, and none
 * comes again before all of its group have come.
 *
 * @param {Map<string, string[]>} groups ids by the name of their group, in any order
 */
export function oneOfEach(groups, {seed, key, attempt}) {
  const chosen = [...groups].map(([name, ids]) => shuffled(ids, seed, `${key} ${name}`, 1)[(attempt - 1) % ids.length]);
  return shuffled(chosen, seed, key, attempt);
}
