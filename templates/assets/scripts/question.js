/**
 * <ts-question>: checks an answer, says how it went, and shows the reasons beside the answers.
 *
 * Without script the question can be read, answered and compared with the key below it. What was answered before comes back silently;
 * only a press on Check speaks. Whether it belongs to a quiz is all it knows of its surroundings. How an answer is read from the form
 * stands in forms.js, how it is kept until it is checked in drafting.js, how it is marked in graders.js, and what is shown beside it in marks.js.
 */

import {drafting} from "./drafting.js";
import {formOf} from "./forms.js";
import {grade, isScored} from "./graders.js";
import {clearMarks, fromKey, markAnswers} from "./marks.js";
import {Part, button, make, turnOff} from "./part.js";
import {isFull} from "./points.js";
import {RECALL, answersIn, latestAttempt} from "./record.js";
import {drafts, memory} from "./recorder.js";
import {shuffled} from "./shuffle.js";
import {say} from "./words.js";

export class Question extends Part {
  connectedCallback() {
    // An assessment that is still to wake puts its questions in their places, and wakes them by it.
    if (!this.closest("ts-assessment:not(:defined)")) super.connectedCallback();
  }

  start() {
    this.form = this.querySelector("form");
    this.fields = this.querySelector("fieldset");
    this.status = this.querySelector(".ts-status");
    this.key = this.querySelector(".ts-key");
    this.rows = [...this.fields.querySelectorAll("[data-answer]")];
    this.unit = this.fields.querySelector(".ts-unit")?.textContent ?? "";
    this.quiz = this.closest("ts-quiz, ts-assessment")?.dataset.key ?? RECALL;
    // An assessment marks all of its questions together.
    this.isDeferred = Boolean(this.closest("ts-assessment"));
    this.isScored = isScored(this.dataset.type);
    this.seen = undefined;

    this.checkButton = button(say(this.isScored ? "check" : "compare"), () => this.check(), "main");
    this.againButton = button(say(this.isScored ? "again" : "edit"), () => {
      this.again();
      this.focusFirst();
    });
    this.showButton = button(say("show"), () => this.reveal());
    this.add(this.status, "before", make("p", {class: "ts-acts", hidden: this.isDeferred}, this.checkButton, this.againButton, this.showButton));
    this.againButton.hidden = this.showButton.hidden = true;
    // The verdict that was spoken stands in the status; one from an earlier visit stands here, where nothing is spoken.
    this.verdict = this.add(this.status, "after", make("p", {class: "ts-verdict"}));

    this.key.hidden = true;
    this.draft = drafting(this, drafts);
    this.undo(() => {
      this.key.hidden = false;
      this.clear();
      this.rows[0]?.parentNode.append(...this.rows);
    });
    // After the undoing above, which still needs what the form adds.
    this.inputs = formOf(this);
    // Enter in a field is a press on the button, and the focus goes where the press was meant.
    this.hear(this.form, "submit", (event) => {
      event.preventDefault();
      if (this.fields.disabled || this.isDeferred) return;
      this.check();
      if (this.fields.disabled) this.checkButton.focus();
    });
    this.hear(document, "ts-changed", () => this.refresh());
    this.offerHints();
    this.refresh();
    this.draft.restore();
  }

  /** Clears the verdict, so that another try can be made. What can be worked on stays: own words, an order, rows that are right. */
  again() {
    // Nothing was checked, so there is nothing to do again; and somebody may be writing.
    if (!this.fields.disabled) return;
    const {given, marked, inputs} = this;
    this.clear();
    if (given !== undefined && inputs.again) inputs.fill(inputs.again(given, marked));
  }

  /** What is given now, unchecked, and whether that is nothing or all that is asked. */
  offered() {
    const given = this.inputs.read();
    const isEmpty = this.inputs.isUntouched?.() ?? Object.values(given).every((one) => !one);
    return {given, isEmpty, isWhole: !isEmpty && !this.inputs.lacks(given)};
  }

  /** Puts the focus where the answer is given. */
  focusFirst() {
    const stops = [...this.fields.querySelectorAll("input, textarea, select, button[aria-disabled=false]")];
    stops.find((stop) => stop.getClientRects().length)?.focus();
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
    this.trying = {revision: Number(this.dataset.revision), attempt: attempt?.number ?? 1, after: last?.date ?? null};
    const isOpen = this.isDeferred && attempt?.finished && !last;
    const mark = last ? `${last.attempt} ${last.date}` : isOpen ? `${attempt.id} open` : attempt?.id;
    if (mark === this.seen) return;
    const first = this.seen === undefined && !last;
    this.seen = mark;
    if (!first) this.clear();
    if (last) this.recall(last, attempt);
    // What is being given for the first time is not touched.
    if (isOpen) this.showOpen();
    else if (!first) this.draft.restore();
  }

  // What was handed in without an answer teaches all the same.
  showOpen() {
    this.fields.disabled = true;
    this.dataset.state = "open";
    this.verdict.textContent = say("verdict.open");
    this.key.hidden = false;
  }

  recall(last, attempt) {
    this.counts = this.quiz === RECALL || (last.try === 1 && !(attempt.finished && last.date > attempt.finished.date));
    if (String(last.revision) === this.dataset.revision) this.show(last);
    else this.verdict.textContent = say("changed");
  }

  arrange(attempt) {
    const {shuffle, seed, key, keepLast} = this.dataset;
    const ids = this.rows.map((row) => row.dataset.answer);
    this.inputs.arrange?.(shuffle === "yes" ? shuffled(ids, seed, key, attempt, JSON.parse(keepLast || "[]")) : ids);
  }

  check() {
    const given = this.inputs.read();
    const lacking = this.inputs.lacks(given);
    if (lacking) {
      this.status.textContent = say(`choose.${lacking}`);
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
    return {type, answers: this.rows.map((row) => row.dataset.answer), right: JSON.parse(right), unit: this.unit, articles: say("articles").split(" ")};
  }

  show(answer) {
    const {tries, type} = this.dataset;
    const marked = grade(this.asked(), answer.given);
    const {score, rows} = marked;
    this.given = answer.given;
    this.marked = rows;
    this.inputs.fill(answer.given);
    this.fields.disabled = true;
    this.dataset.state = score === null ? "compared" : isFull(score) ? "right" : score > 0 ? "partly" : "wrong";

    // Of two, the one that was not chosen is told already.
    const done = score === null || isFull(score) || type === "true-false" || (tries && answer.try >= Number(tries));
    (this.speaking ? this.status : this.verdict).textContent = this.said(marked, done);

    turnOff(this.checkButton, true);
    this.againButton.hidden = false;
    this.showButton.hidden = Boolean(done);
    turnOff(this.showButton, false);
    if (this.isScored) this.mark(done);
    else this.showModelAnswer();
  }

  // How it went, in a few sentences: the verdict, how a misspelled word was read, the points, and what a part of them comes of.
  said({score, rows, slip, parts}, done) {
    const {state, type, points} = this.dataset;
    const verdict = state === "wrong" && !done ? "not-yet" : state;
    const words = [say(`verdict.${verdict}`)];
    if (slip && isFull(score)) words.push(say("spelled", {answer: fromKey(this, rows.find((row) => row.given).id, ".ts-partner").textContent}));
    if (score !== null) words.push(this.counts ? say("points", {score: score * points, count: Number(points)}) : say("no-count"));
    if (parts?.count && !isFull(score)) {
      words.push(say(`part.${type}`, {...parts}));
      if (this.counts && parts.slips !== 0) words.push(say(`part-why.${type}`, {...parts}));
    }
    return words.join(" ");
  }

  reveal() {
    turnOff(this.showButton, true);
    this.mark(true);
  }

  mark(all) {
    markAnswers(this, this.marked, all);
    const sources = all && this.key.querySelector(".ts-sources");
    if (sources) this.verdict.after(make("div", {class: "ts-feedback"}, sources.cloneNode(true)));
  }

  showModelAnswer() {
    clearMarks(this);
    const parts = [...this.key.children].filter((part) => part.tagName !== "SUMMARY").map((part) => part.cloneNode(true));
    this.verdict.after(make("div", {class: "ts-feedback ts-model"}, ...parts));
  }

  clear() {
    this.draft.stop();
    clearMarks(this);
    this.given = undefined;
    this.inputs.fill();
    this.fields.disabled = false;
    this.key.hidden = true;
    delete this.dataset.state;
    this.status.textContent = "";
    this.verdict.textContent = "";
    turnOff(this.checkButton, false);
    this.againButton.hidden = true;
    this.showButton.hidden = true;
  }
}
