/**
 * <ts-question>: checks an answer, says how it went, and shows the reasons beside the answers.
 *
 * Without script the question can be read, answered and compared with the key below it. What was answered before comes back silently;
 * only a press on Check speaks. Whether it belongs to a quiz is all it knows of its surroundings.
 */

import {grade, isFull} from "./graders.js";
import {Part, button, make, turnOff} from "./part.js";
import {RECALL, answersIn, latestAttempt} from "./record.js";
import {memory} from "./recorder.js";
import {shuffled} from "./shuffle.js";
import {say} from "./words.js";

// How each type's answer is read from the form and put back into it.
const FORMS = {
  match: {
    read: (rows) => Object.fromEntries(rows.map((row) => [row.dataset.answer, row.querySelector("select").value])),
    isComplete: (given) => Object.values(given).every(Boolean),
    fill(rows, given) {
      for (const row of rows) {
        const select = row.querySelector("select");
        select.value = given[row.dataset.answer] ?? "";
        if (select.selectedIndex < 0) select.value = "";
      }
    },
    empty: {},
  },
  write: {
    read: (rows, form) => form.querySelector("textarea").value.trim(),
    isComplete: (given) => given !== "",
    fill: (rows, given, form) => (form.querySelector("textarea").value = given),
    empty: "",
  },
};
const TICKS = {
  read: (rows) => rows.filter((row) => row.querySelector("input").checked).map((row) => row.dataset.answer),
  isComplete: (given) => given.length > 0,
  fill(rows, given) {
    // A record may hold an answer of another form, from a file or from before the question's type was changed.
    const ticks = Array.isArray(given) ? given : [];
    for (const row of rows) row.querySelector("input").checked = ticks.includes(row.dataset.answer);
  },
  empty: [],
};

export class Question extends Part {
  start() {
    const {type} = this.dataset;
    this.form = this.querySelector("form");
    this.fields = this.querySelector("fieldset");
    this.status = this.querySelector(".ts-status");
    this.key = this.querySelector(".ts-key");
    this.rows = [...this.fields.querySelectorAll("[data-answer]")];
    this.inputs = FORMS[type] ?? (this.fields.querySelector("textarea") ? FORMS.write : TICKS);
    this.isWritten = this.inputs === FORMS.write;
    this.quiz = this.closest("ts-quiz")?.dataset.key ?? RECALL;
    this.seen = undefined;

    this.checkButton = button(say(this.isWritten ? "compare" : "check"), () => this.check(), "main");
    this.againButton = button(say(this.isWritten ? "edit" : "again"), () => {
      this.again();
      this.focusFirst();
    });
    this.showButton = button(say("show"), () => this.reveal());
    this.add(this.status, "before", make("p", {class: "ts-acts"}, this.checkButton, this.againButton, this.showButton));
    this.againButton.hidden = this.showButton.hidden = true;
    // The verdict that was spoken stands in the status; one from an earlier visit stands here, where nothing is spoken.
    this.verdict = this.add(this.status, "after", make("p", {class: "ts-verdict"}));

    this.key.hidden = true;
    this.undo(() => {
      this.key.hidden = false;
      this.clear();
      this.rows[0]?.parentNode.append(...this.rows);
    });
    this.hear(this.form, "submit", (event) => event.preventDefault());
    this.hear(document, "ts-changed", () => this.refresh());
    this.offerHints();
    this.refresh();
  }

  /** Clears the verdict, so that another try can be made. Own words stay, to be worked on. */
  again() {
    const {given} = this;
    this.clear();
    if (this.isWritten && given) this.inputs.fill(this.rows, given, this.form);
  }

  /** Puts the focus where the answer is given. */
  focusFirst() {
    this.fields.querySelector("input, select, textarea")?.focus();
  }

  // Hints open one after another, and how many were opened is kept with the answer.
  offerHints() {
    const hints = [...this.querySelectorAll(".ts-hint")];
    this.opened = new Set(hints.filter((hint) => hint.open));
    hints.forEach((hint, i) => {
      hint.hidden = i > 0 && !this.opened.has(hints[i - 1]);
      this.hear(hint, "toggle", () => {
        if (!hint.open) return;
        this.opened.add(hint);
        if (hints[i + 1]) hints[i + 1].hidden = false;
      });
      this.undo(() => (hint.hidden = false));
    });
  }

  // Shows what is remembered, unless it is shown already.
  refresh() {
    const record = memory.current();
    const attempt = this.quiz === RECALL ? undefined : latestAttempt(record, this.quiz);
    this.arrange(attempt?.number ?? 1);
    const answers = attempt || this.quiz === RECALL ? answersIn(record, attempt?.id ?? RECALL, this.dataset.key) : [];
    const last = answers.at(-1);
    const mark = last ? `${last.attempt} ${last.date}` : attempt?.id;
    if (mark === this.seen) return;
    const first = this.seen === undefined && !last;
    this.seen = mark;
    if (!first) this.clear();
    if (!last) return;
    this.counts = this.quiz === RECALL || (last.try === 1 && !(attempt.finished && last.date > attempt.finished.date));
    if (String(last.revision) === this.dataset.revision) this.show(last);
    else this.verdict.textContent = say("changed");
  }

  arrange(attempt) {
    if (this.dataset.shuffle !== "yes" || this.inputs !== TICKS) return;
    const {seed, key, keepLast} = this.dataset;
    const byId = new Map(this.rows.map((row) => [row.dataset.answer, row]));
    const order = shuffled([...byId.keys()], seed, key, attempt, JSON.parse(keepLast || "[]"));
    const list = this.rows[0].parentNode;
    if (order.every((id, i) => list.children[i] === byId.get(id))) return;
    list.append(...order.map((id) => byId.get(id)));
  }

  check() {
    const given = this.inputs.read(this.rows, this.form);
    if (!this.inputs.isComplete(given)) {
      this.status.textContent = say(`choose.${this.isWritten ? "write" : this.dataset.type}`);
      return;
    }
    const {key, revision} = this.dataset;
    this.speaking = true;
    this.did({
      did: "answered",
      question: key,
      revision: Number(revision),
      quiz: this.quiz,
      given,
      score: grade(this.asked(), given).score,
      hints: this.opened.size,
    });
    this.speaking = false;
  }

  asked() {
    const {type, right} = this.dataset;
    return {type, answers: this.rows.map((row) => row.dataset.answer), right: JSON.parse(right)};
  }

  show(answer) {
    const {tries, points} = this.dataset;
    const {score, rows} = grade(this.asked(), answer.given);
    this.given = answer.given;
    this.marked = rows;
    this.inputs.fill(this.rows, answer.given, this.form);
    this.fields.disabled = true;
    this.dataset.state = score === null ? "compared" : isFull(score) ? "right" : score > 0 ? "partly" : "wrong";

    const done = score === null || isFull(score) || (tries && answer.try >= Number(tries));
    const verdict = this.dataset.state === "wrong" && !done ? "not-yet" : this.dataset.state;
    const sum = score === null ? "" : say("points", {score: score * points, count: Number(points)});
    const words = `${say(`verdict.${verdict}`)} ${this.counts || score === null ? sum : say("no-count")}`.trim();
    (this.speaking ? this.status : this.verdict).textContent = words;

    turnOff(this.checkButton, true);
    this.againButton.hidden = false;
    this.showButton.hidden = Boolean(done);
    turnOff(this.showButton, false);
    if (this.isWritten) this.showModelAnswer();
    else this.mark(done);
  }

  reveal() {
    turnOff(this.showButton, true);
    this.mark(true);
  }

  // Beside each answer: whether it was chosen, whether it is right, and why. Reasons that would tell wait until all is shown.
  mark(all) {
    this.clearMarks();
    const isMatch = this.dataset.type === "match";
    this.marked.forEach(({id, given, right}, i) => {
      const chosen = isMatch || given;
      if (!chosen && !(all && right)) return;
      const kind = !chosen ? "missed" : right ? "right" : "wrong";
      const notes = [make("p", {class: "ts-outcome", "data-is": kind}, say(`mark.${kind}`))];
      if (isMatch && !right && all) notes.push(make("p", {class: "ts-partner"}, say("goes-with"), " ", this.fromKey(id, ".ts-partner")));
      if (!isMatch || right || all) notes.push(make("p", {class: "ts-because"}, this.fromKey(id, ".ts-because")));
      this.rows[i].append(make("div", {class: "ts-feedback"}, ...notes));
      this.rows[i].dataset.marked = kind;
    });
    const sources = all && this.key.querySelector(".ts-sources");
    if (sources) this.verdict.after(make("div", {class: "ts-feedback"}, sources.cloneNode(true)));
  }

  showModelAnswer() {
    this.clearMarks();
    const parts = [...this.key.children].filter((part) => part.tagName !== "SUMMARY").map((part) => part.cloneNode(true));
    this.verdict.after(make("div", {class: "ts-feedback ts-model"}, ...parts));
  }

  // The words of the key, as they stand there with their links.
  fromKey(id, part) {
    const found = this.key.querySelector(`[data-answer="${CSS.escape(id)}"] ${part}`);
    const copy = document.createDocumentFragment();
    if (found) copy.append(...found.cloneNode(true).childNodes);
    return copy;
  }

  clear() {
    this.clearMarks();
    this.given = undefined;
    this.inputs.fill(this.rows, this.inputs.empty, this.form);
    this.fields.disabled = false;
    delete this.dataset.state;
    this.status.textContent = "";
    this.verdict.textContent = "";
    turnOff(this.checkButton, false);
    this.againButton.hidden = true;
    this.showButton.hidden = true;
  }

  clearMarks() {
    for (const node of this.querySelectorAll(".ts-feedback")) node.remove();
    for (const row of this.rows) delete row.dataset.marked;
  }
}
