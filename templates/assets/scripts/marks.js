/**
 * What stands beside the answers once they are marked: whether each was chosen, whether it is right, and why. Reasons that would tell
 * wait until all is shown. Every reason is the key's own, copied with its links.
 */

import {make} from "./part.js";
import {say} from "./words.js";

const MARKS = {
  match: (part, row, all) => rowNotes(part, row, all, () => [say("goes-with"), " ", fromKey(part, row.id, ".ts-partner")]),
  "sort-into-groups": (part, row, all) => rowNotes(part, row, all, () => [say("belongs-in"), " ", fromKey(part, row.id, ".ts-partner")]),
  "put-in-order": (part, row, all) => rowNotes(part, row, all, () => [say("belongs-at", {place: row.place})], {right: "placed", wrong: "misplaced"}),
};

/**
 * Marks a question's answers.
 *
 * @param part the question: {dataset, fields, rows, key, inputs}
 * @param {object[]} marked rows as `grade` gives them
 * @param {boolean} all whether what is right is told too
 */
export function markAnswers(part, marked, all) {
  clearMarks(part);
  if (part.inputs.field) return markField(part, marked, all);
  const notes = MARKS[part.dataset.type] ?? tickNotes;
  marked.forEach((row, i) => {
    const made = notes(part, row, all);
    if (!made.length) return;
    part.rows[i].append(make("div", {class: "ts-feedback"}, ...made));
    part.rows[i].dataset.marked = made[0].dataset.is;
  });
  return undefined;
}

/** Takes all marks away. */
export function clearMarks(part) {
  for (const node of part.querySelectorAll(".ts-feedback")) node.remove();
  for (const node of part.querySelectorAll("[data-marked]")) delete node.dataset.marked;
}

/** The key's words for an answer: `.ts-partner` names it, `.ts-because` is its reason. Empty when the key has none. */
export function fromKey({key}, id, what) {
  const found = key.querySelector(`[data-answer="${CSS.escape(id)}"] ${what}`);
  const copy = document.createDocumentFragment();
  if (found) copy.append(...found.cloneNode(true).childNodes);
  return copy;
}

function outcome(is, words) {
  return make("p", {class: "ts-outcome", "data-is": is}, words);
}

function reason(part, id) {
  const words = fromKey(part, id, ".ts-because");
  return words.hasChildNodes() ? [make("p", {class: "ts-because"}, words)] : [];
}

function tickNotes(part, {id, given, right}, all) {
  if (!given && !(all && right)) return [];
  const is = !given ? "missed" : right ? "right" : "wrong";
  return [outcome(is, say(`mark.${is}`)), ...reason(part, id)];
}

function rowNotes(part, {id, right}, all, belongs, words = {right: "right", wrong: "wrong"}) {
  const is = right ? "right" : "wrong";
  const notes = [outcome(is, say(`mark.${words[is]}`))];
  if (!right && all) notes.push(make("p", {class: "ts-partner"}, ...belongs()));
  return right || all ? [...notes, ...reason(part, id)] : notes;
}

// One field holds one answer: one that is known has its own reason, and the right one follows when it may be told.
function markField(part, marked, all) {
  const found = marked.find((row) => row.given);
  const isRight = Boolean(found?.right);
  const is = isRight ? "right" : "wrong";
  const notes = found ? [outcome(is, say(`mark.${is}`)), ...reason(part, found.id)] : [];
  const first = part.key.querySelector("[data-is=right]")?.dataset.answer;
  if (all && !isRight && first) {
    const answer = outcome("missed", `${say("mark.answer")} `);
    answer.append(fromKey(part, first, ".ts-partner"));
    notes.push(answer, ...reason(part, first));
  }
  part.inputs.field.parentNode.dataset.marked = is;
  if (notes.length) part.fields.append(make("div", {class: "ts-feedback"}, ...notes));
}
