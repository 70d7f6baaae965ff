/**
 * How an answer of each type is read from its form and put back into it. Knows the fields, and nothing of marking, memory or words.
 * A new type is a form here, a grader in graders.js and a template; where a form of another type fits, it is taken.
 *
 * A form is {read(), lacks(given), fill(given, touched), …}. `lacks` names the word that says what is missing, or is "". `fill()` empties the
 * form; what it is given may come from anywhere, such as a file, or be an answer to another type, and must not break it; `touched` says that
 * the learner was at work on it. `again` keeps what is worth keeping for another try; `arrange` takes the order that an attempt meets the
 * answers in; `isUntouched` tells whether what is read is only what was offered; `field` is the one field of what is written. What is given
 * by other means than fields tells of it by an "input" event.
 */

import {readNumber} from "./numbers.js";
import {ordering} from "./order.js";
import {folded} from "./spelling.js";

const FORMS = {
  "one-answer": mixedTicks,
  "many-answers": mixedTicks,
  "true-false": ticks,
  "fill-in": (part) => writing(part, (given) => (folded(given) ? "" : "fill-in")),
  number: (part) => writing(part, (given) => lacksNumber(given, part.unit)),
  match: choosing,
  "put-in-order": ordering,
  "sort-into-groups": choosing,
};

/** The form of a question: `part` is {dataset, fields, rows}, as question.js has them. */
export function formOf(part) {
  return (FORMS[part.dataset.type] ?? writing)(part);
}

function ticks({rows, dataset}) {
  const box = (row) => row.querySelector("input");
  return {
    read: () => rows.filter((row) => box(row).checked).map((row) => row.dataset.answer),
    lacks: (given) => (given.length ? "" : dataset.type),
    fill(given) {
      const ticked = Array.isArray(given) ? given : [];
      for (const row of rows) box(row).checked = ticked.includes(row.dataset.answer);
    },
  };
}

function mixedTicks(part) {
  return {
    ...ticks(part),
    arrange(order) {
      const list = part.rows[0].parentNode;
      const rows = order.map((id) => part.rows.find((row) => row.dataset.answer === id));
      if (rows.some((row, i) => list.children[i] !== row)) list.append(...rows);
    },
  };
}

function choosing({rows, dataset}) {
  const select = (row) => row.querySelector("select");
  return {
    read: () => Object.fromEntries(rows.map((row) => [row.dataset.answer, select(row).value])),
    lacks: (given) => (Object.values(given).every(Boolean) ? "" : dataset.type),
    fill(given) {
      for (const row of rows) {
        select(row).value = given?.[row.dataset.answer] ?? "";
        if (select(row).selectedIndex < 0) select(row).value = "";
      }
    },
    again: (given, marked) => Object.fromEntries(marked.filter((row) => row.right).map((row) => [row.id, row.given])),
  };
}

function writing({fields}, lacks = (given) => (given ? "" : "write")) {
  const field = fields.querySelector("input, textarea");
  return {
    field,
    read: () => field.value.trim(),
    lacks,
    fill: (given) => (field.value = typeof given === "string" ? given : ""),
    again: (given) => given,
  };
}

function lacksNumber(given, unit) {
  const number = readNumber(given, unit);
  return typeof number === "number" ? "" : given ? `number-${number}` : "number";
}
