/**
 * Puts ids in a shuffled order that the same seed, key and attempt give again.
 *
 * Every id draws its own lot from (seed, key, attempt, id), so a question that is added or removed later leaves the others in the
 * order a learner has already seen. Knows nothing of questions or pages.
 */

/**
 * Shuffles ids.
 *
 * @param {string[]} ids in any order: the result is the same
 * @param {number} seed the delivery's seed
 * @param {string} key what is shuffled: a quiz or a question
 * @param {number} attempt from 1
 * @param {string[]} keepLast ids that stay behind the others, in this order
 */
export function shuffled(ids, seed, key, attempt, keepLast = []) {
  const lots = new Map(ids.map((id) => [id, lot(`${seed} ${key} ${attempt} ${id}`)]));
  const free = ids.filter((id) => !keepLast.includes(id));
  const last = keepLast.filter((id) => ids.includes(id));
  return [...free.sort((a, b) => lots.get(a) - lots.get(b) || (a < b ? -1 : 1)), ...last];
}

/**
 * What an attempt asks, in order: a draw of `draw` ids (all, when null), shuffled or in the author's order.
 */
export function drawn(ids, {seed, key, attempt, draw = null, shuffle = false}) {
  const order = shuffled(ids, seed, key, attempt);
  const chosen = draw === null ? order : order.slice(0, draw);
  return shuffle ? chosen : ids.filter((id) => chosen.includes(id));
}

// FNV-1a over the characters, then two rounds of multiply and fold so that neighbouring texts land far apart.
function lot(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
