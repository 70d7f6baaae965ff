/** What a number of points comes to: whether it is all of them, whether it reaches a mark, how many per cent it is. Pure. */

// Thirds and sixths do not add up exactly in binary; no two real scores lie closer than this.
const HAIR = 1e-9;

/** Whether points reach a pass mark in per cent. */
export function reaches(earned, possible, passAt) {
  return earned * 100 >= passAt * possible - HAIR * possible;
}

/** Whole per cent, rounded down, so that what is shown never looks like a pass that it is not. */
export function percent(earned, possible) {
  return possible ? Math.floor((earned / possible) * 100 + HAIR) : 0;
}

/** Whether a score is a full one. */
export function isFull(score) {
  return score !== null && score >= 1 - HAIR;
}
