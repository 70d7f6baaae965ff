/** Interface words, as the page brings them, so that scripts hold no language. */

let words;
const tools = new Map();

/**
 * The words of `js.<key>` with their {slots} filled. With a `count`, the form that the language has for that number is taken
 * (`js.points.one`, `js.points.other`).
 */
export function say(key, slots = {}) {
  words ??= JSON.parse(document.getElementById("ts-words")?.textContent || "{}");
  const form = "count" in slots ? tool("PluralRules").select(slots.count) : "";
  const text = words[`js.${key}.${form}`] ?? words[`js.${key}.other`] ?? words[`js.${key}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (slot, name) => (name in slots ? shown(slots[name]) : slot));
}

/** An ISO date as the page's language writes it. */
export function day(iso) {
  return tool("DateTimeFormat", {dateStyle: "long"}).format(new Date(iso));
}

/** The id of the course that the page belongs to. */
export function course() {
  return document.getElementById("ts-words")?.dataset.course || "course";
}

function language() {
  return document.documentElement.lang || "en";
}

function shown(value) {
  // Small whole numbers need no sign between their digits, and a page begins with many of them.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return typeof value === "number" ? tool("NumberFormat", {maximumFractionDigits: 2}).format(value) : value;
}

// Making one takes longer than all that is said with it, so each is made once.
function tool(name, options) {
  if (!tools.has(name)) tools.set(name, new Intl[name](language(), options));
  return tools.get(name);
}
