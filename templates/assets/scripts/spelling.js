/**
 * Which word somebody meant to write. Pure: knows nothing of pages. hooks/tableside/questions.py folds and counts slips in the same
 * way; the table tests/cases/spelling.json holds the two together.
 */

/** Words as they are compared: small letters and digits without accents, one space between words. */
export function folded(words) {
  return words.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** How many slips lie between two spellings: a letter left out, put in, changed, or swapped with its neighbour. */
export function distance(one, other) {
  const [letters, against] = [[...one], [...other]];
  const rows = [Array.from({length: against.length + 1}, (_, to) => to)];
  letters.forEach((letter, at) => {
    const [above, row] = [rows[at], [at + 1]];
    against.forEach((sign, to) => {
      let least = Math.min(above[to + 1] + 1, row[to] + 1, above[to] + (letter === sign ? 0 : 1));
      if (at && to && letter === against[to - 1] && letters[at - 1] === sign) least = Math.min(least, rows[at - 1][to - 1] + 1);
      row.push(least);
    });
    rows.push(row);
  });
  return rows.at(-1).at(-1);
}

/** How many slips an answer forgives, by its length: none up to 3 letters, 1 up to 7, then 2. */
export function slips(words) {
  const {length} = [...words];
  return length <= 3 ? 0 : length <= 7 ? 1 : 2;
}

/**
 * Reads what was written as one of the answers. A slip is forgiven unless it leads at least as near to a wrong answer or another term.
 *
 * @param {string} written as it was typed
 * @param {{right: Object<string, string>, wrong: Object<string, string>, terms: string[]}} known folded words: answers by id, and terms
 * that are no slips
 * @param {string[]} articles small words that may stand in front of any answer, such as "the"
 * @returns {{id: string, right: boolean, slip: boolean}|null} the answer that was meant, and whether it was misspelled
 */
export function readWords(written, {right = {}, wrong = {}, terms = []}, articles = []) {
  const words = folded(written.slice(0, LONGEST_WORDS));
  const [first, ...rest] = words.split(" ");
  const readings = rest.length && articles.includes(first) ? [words, rest.join(" ")] : [words];
  const off = (answer) => Math.min(...readings.map((one) => (solid(one) === solid(answer) ? 0 : distance(one, answer))));
  const others = Math.min(...Object.values(wrong).map(off), ...terms.map(off));
  const meant = nearest(right, off);
  if (meant && (meant.off === 0 || meant.off < others)) return {id: meant.id, right: true, slip: meant.off > 0};
  const missed = nearest(wrong, off);
  return missed && missed.off <= Math.min(...terms.map(off)) ? {id: missed.id, right: false, slip: missed.off > 0} : null;
}

// Folded words without the spaces between them: "S.O.A.P." is "SOAP", and "x-ray" is "xray".
const solid = (words) => words.replaceAll(" ", "");

// A file of a learner's may hold anything; no answer is longer than the field lets one write.
const LONGEST_WORDS = 200;

// The nearest of the answers that are near enough, if one is.
function nearest(answers, off) {
  return Object.entries(answers)
    .map(([id, answer]) => ({id, off: off(answer), most: slips(answer)}))
    .filter((one) => one.off <= one.most)
    .sort((one, other) => one.off - other.off)[0];
}
