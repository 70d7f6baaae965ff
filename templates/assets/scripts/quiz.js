/**
 * <ts-quiz>: attempts. It draws and orders the questions, counts what was answered, and at the end says how it went, by objective, with
 * the way back to what teaches it. The first try at each question counts; trying again teaches and leaves the score as it is.
 */

import {isScored, scoreAttempt} from "./graders.js";
import {Part, askingButton, button, landOn, make} from "./part.js";
import {isFull} from "./points.js";
import {answersIn, latestAttempt, nextNumber} from "./record.js";
import {memory} from "./recorder.js";
import {askOpen, summaryOf} from "./result.js";
import {drawn} from "./shuffle.js";
import {say} from "./words.js";

export class Quiz extends Part {
  start() {
    this.list = this.querySelector(".ts-questions");
    const items = [...this.list.children];
    this.questions = new Map(items.map((item) => item.querySelector("ts-question")).map((one) => [one.dataset.key, one]));
    this.status = this.querySelector(".ts-quiz-status");
    this.objectives = this.querySelector(".ts-objectives-tested");
    this.retrying = null;

    this.count = this.add(this.list, "before", make("p", {class: "ts-count"}));
    this.finishButton = askingButton(
      say("finish"),
      {question: () => askOpen(this.asked, this.open), yes: say("finish.yes"), no: say("finish.no"), declined: () => this.questions.get(this.open[0]).focusFirst()},
      () => {
        this.finish();
        landOn(this.result, this.status);
      },
    );
    this.line = make("p", {class: "ts-quiz-line"});
    this.results = make("ul", {class: "ts-results"});
    this.wrongButton = button(say("retry"), () => this.retry(), "main");
    this.allButton = button(say("retry.all"), () => this.endRetry());
    this.newButton = button(say("new-attempt"), () => this.begin());
    this.acts = make("p", {class: "ts-acts"}, this.finishButton, this.wrongButton, this.allButton, this.newButton);
    this.result = make("section", {class: "ts-result", "aria-label": say("result"), tabindex: "-1"}, this.line, this.results);
    this.add(this.status, "after", this.acts);
    this.add(this.status, "after", this.result);
    this.objectives.hidden = true;
    this.undo(() => {
      this.objectives.hidden = false;
      this.status.textContent = "";
      this.list.append(...items);
      for (const item of items) item.hidden = false;
    });

    // The first answer opens an attempt, so it carries what the attempt asks.
    this.hear(this, "ts-did", ({detail}) => {
      if (detail.did !== "answered") return;
      detail.asked = this.asked;
      this.speaking = true;
    });
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  refresh() {
    const record = memory.current();
    const attempt = latestAttempt(record, this.dataset.key);
    const known = (attempt?.asked ?? []).filter((key) => this.questions.has(key));
    if (attempt?.id !== this.attempt) this.retrying = null;
    this.attempt = attempt?.id;
    this.asked = known.length ? known : this.draw(1);
    this.answers = attempt ? answersIn(record, attempt.id) : [];
    this.sum = scoreAttempt(this.asked.map((key) => this.about(key)), this.answers);
    this.open = this.asked.filter((key) => !this.answers.some((one) => one.question === key && one.revision === this.about(key).revision));
    this.arrange();

    const {answered} = this.sum;
    const speaking = this.speaking;
    this.speaking = false;
    if (speaking && attempt && !attempt.finished && answered === this.asked.length) return this.finish();
    this.count.textContent = this.retrying
      ? say("retry.left", {count: [...this.retrying].filter((key) => this.isWrong(key)).length})
      : say("answered", {count: answered, of: this.asked.length});
    this.finishButton.hidden = Boolean(attempt?.finished) || answered === 0;
    this.newButton.hidden = !attempt?.finished;
    this.allButton.hidden = !this.retrying;
    this.wrongButton.hidden = !attempt?.finished || Boolean(this.retrying) || !this.asked.some((key) => this.isWrong(key));
    this.showResult(attempt?.finished);
    return undefined;
  }

  draw(attempt) {
    const {seed, key, draw, shuffle} = this.dataset;
    const ids = [...this.questions.keys()];
    return drawn(ids, {seed, key, attempt, draw: draw ? Number(draw) : null, shuffle: shuffle === "yes"});
  }

  about(key) {
    const {type, points, objective, revision} = this.questions.get(key).dataset;
    return {key, type, points: Number(points), objective, revision: Number(revision)};
  }

  // A question is to be tried again when its latest answer is not fully right. Writing has no right or wrong.
  isWrong(key) {
    const {type} = this.about(key);
    const last = this.answers.filter((answer) => answer.question === key).at(-1);
    return isScored(type) && !isFull(last?.score ?? 0);
  }

  arrange() {
    const items = this.asked.map((key) => this.questions.get(key).parentNode);
    if (items.some((item, i) => this.list.children[i] !== item)) this.list.prepend(...items);
    [...this.list.children].forEach((item, i) => {
      const key = this.asked[i];
      item.hidden = i >= items.length || Boolean(this.retrying && !this.retrying.has(key));
      if (key) item.querySelector(".ts-number").textContent = say("number", {number: i + 1});
    });
  }

  finish() {
    const {earned, possible, objectives} = this.sum;
    this.announcing = true;
    this.did({did: "finished", quiz: this.dataset.key, earned, possible, pass_at: Number(this.dataset.passAt), objectives});
    this.announcing = false;
  }

  showResult(finished) {
    this.result.hidden = !finished;
    const summary = finished ? summaryOf(finished) : "";
    if (this.announcing) this.status.textContent = summary;
    if (!finished) this.status.textContent = "";
    // What was spoken need not stand there twice.
    this.line.textContent = this.status.textContent ? "" : summary;
    this.results.replaceChildren(...(finished ? this.byObjective(finished.objectives) : []));
  }

  byObjective(objectives) {
    return [...this.objectives.querySelectorAll("[data-objective]")]
      .filter((item) => Object.hasOwn(objectives, item.dataset.objective))
      .map((item) => {
        const [score, count] = objectives[item.dataset.objective];
        const copy = item.cloneNode(true);
        copy.querySelector(".ts-you-will").after(make("span", {class: "ts-score"}, say("points", {score, count})));
        // What is known need not be read again.
        if (isFull(score / count)) for (const link of copy.querySelectorAll("a")) link.remove();
        return copy;
      });
  }

  retry() {
    this.retrying = new Set(this.asked.filter((key) => this.isWrong(key)));
    this.refresh();
    for (const key of this.retrying) this.questions.get(key).again();
    this.questions.get([...this.retrying][0]).focusFirst();
  }

  endRetry() {
    this.retrying = null;
    this.refresh();
    (this.wrongButton.hidden ? this.newButton : this.wrongButton).focus();
  }

  begin() {
    const {key} = this.dataset;
    this.did({did: "started", quiz: key, asked: this.draw(nextNumber(memory.current(), key))});
    this.questions.get(this.asked[0]).focusFirst();
  }
}
