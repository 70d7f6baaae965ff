/** Which number somebody meant to write. Pure: knows nothing of pages. */

/**
 * Reads a number in digits, with a point or a comma before its decimals and, if somebody likes, with its unit or the beginning of it.
 *
 * @returns {number|"unread"|"unit"|"thousands"} what it is not when it is none: "1,200" and "1 200" might mean two numbers, and "2 hrs"
 * another unit, so nobody guesses
 */
export function readNumber(written, unit = "") {
  const [text, whole] = [plain(written.slice(0, 60)), plain(unit)];
  // A unit such as m² holds a digit of its own.
  const bare = whole && text.endsWith(whole) ? text.slice(0, -whole.length) : text;
  const [, sign, digits, rest] = /^([+-]?) *([.,]?\d|\d[\d.,'’ ]*\d|[.,]\d+) *(\D*)$/.exec(bare) ?? [];
  if (digits === undefined) return "unread";
  if (/^\d{1,3}([.,'’ ]\d{3})+([.,]\d+)?$/.test(digits) && !/^\d+\.\d+$|^0,/.test(digits)) return "thousands";
  if (!/^\d*[.,]?\d+$/.test(digits)) return "unread";
  return whole.startsWith(rest) ? Number(sign + digits.replace(",", ".")) : "unit";
}

// Alike for an eye is alike: full width or not, the micro sign or the Greek letter, capital or small.
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[−–]/g, "-").replace(/[\s.]+$/, "").trim();
}

// Decimals do not all have an exact binary form; no author's tolerance is as fine as this.
const SPECK = 1e-9;

/** The id of the answer that a number is taken for, a right one first, or null. */
export function takenFor(number, {right = {}, wrong = {}}) {
  for (const [answers, isRight] of [[right, true], [wrong, false]]) {
    for (const [id, [value, within]] of Object.entries(answers)) {
      if (Math.abs(number - value) <= within + SPECK * Math.max(1, Math.abs(value))) return {id, right: isRight};
    }
  }
  return null;
}
