/**
 * <ts-assessment>: a final assessment. It draws the questions of an attempt, counts what is answered, and marks all of them together when the
 * learner finishes; until then nothing is told. What is given waits as drafts (drafting.js), so it can be left and taken up again.
 * Questions about sensitive modules can be left out: they are not asked then, and never counted.
 */

import {oneOfEach} from "./draw.js";
import {grade, scoreAttempt} from "./graders.js";
import {Part, askingButton, button, landOn, make} from "./part.js";
import {isFull} from "./points.js";
import {latestAttempt, nextNumber} from "./record.js";
import {memory} from "./recorder.js";
import {askOpen, summaryOf} from "./result.js";
import {say} from "./words.js";

export class Assessment extends Part {
  start() {
    this.list = this.querySelector(".ts-questions");
    this.status = this.querySelector(".ts-quiz-status");
    this.objectives = this.querySelector(".ts-objectives-tested");
    this.gather();

    this.count = this.add(this.list, "before", make("p", {class: "ts-count"}));
    this.finishButton = askingButton(
      say("finish"),
      {
        question: () => (this.open.length ? askOpen(this.asked, this.open) : say("finish.all")),
        yes: say("finish.yes"),
        no: say("finish.no"),
        declined: () => this.open.length && this.question(this.open[0]).focusFirst(),
      },
      () => {
        this.finish();
        landOn(this.result, this.status);
      },
    );
    this.line = make("p", {class: "ts-quiz-line"});
    this.leftLine = make("p", {class: "ts-left"});
    this.results = make("div", {class: "ts-results-by-lesson"});
    this.newButton = button(say("retake"), () => this.begin(), "main");
    this.result = make("section", {class: "ts-result", "aria-label": say("result"), tabindex: "-1"}, this.line, this.leftLine, this.results);
    this.add(this.status, "after", make("p", {class: "ts-acts"}, this.finishButton, this.newButton));
    this.add(this.status, "after", this.result);
    this.objectives.hidden = true;
    this.undo(() => {
      this.objectives.hidden = false;
      this.status.textContent = "";
    });
    this.offerLeaving();
    this.facts = [...document.querySelectorAll("[data-asked]")].map((place) => ({place, all: place.textContent}));
    this.undo(() => this.facts.forEach(({place, all}) => (place.textContent = all)));

    const touched = () => {
      if (!this.attempt) this.did({did: "started", quiz: this.dataset.key, asked: this.drawn});
      this.tellCount();
    };
    this.hear(this.list, "input", touched);
    this.hear(this.list, "change", touched);
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
    // Drafts come back when the questions wake.
    customElements.whenDefined("ts-question").then(() => this.tellCount());
  }

  // All questions by their keys, each with its reasons; and the keys by what they are asked for.
  gather() {
    const pool = this.querySelector(".ts-reserve").content;
    const keys = this.querySelector(".ts-keys");
    const [first, others] = [[...this.list.children], [...pool.children]];
    this.items = new Map([...first, ...others].map((item) => [item.dataset.question, item]));
    this.groups = new Map();
    for (const [key, {dataset}] of this.items) this.groups.set(dataset.place, [...(this.groups.get(dataset.place) ?? []), key]);
    const moved = [...keys.querySelectorAll("li[data-of]")].map((from) => [from, from.querySelector(".ts-key")]);
    for (const [from, key] of moved) this.items.get(from.dataset.of).querySelector("form").append(key);
    for (const item of others) item.querySelector("form").append(item.querySelector(".ts-key"));
    keys.hidden = true;
    this.undo(() => {
      this.list.replaceChildren(...first);
      pool.append(...others);
      for (const [from, key] of moved) from.append(key);
      keys.hidden = false;
    });
  }

  offerLeaving() {
    this.leaving = [...this.querySelectorAll("[data-leave]")].map((place) => {
      const id = `leave-${place.dataset.leave}`;
      const tick = make("input", {type: "checkbox", id, onchange: () => this.leave()});
      const label = make("label", {for: id}, say("leave-out", {title: place.dataset.title}));
      this.add(place.querySelector("p"), "after", make("p", {class: "ts-choices"}, tick, label));
      return {module: place.dataset.leave, title: place.dataset.title, tick};
    });
  }

  leave() {
    const left = this.leaving.filter(({tick}) => tick.checked).map(({module}) => module);
    this.did({did: "left", quiz: this.dataset.key, asked: this.drawn, left});
  }

  refresh() {
    const attempt = latestAttempt(memory.current(), this.dataset.key);
    const known = (attempt?.asked ?? []).filter((key) => this.items.has(key));
    this.attempt = attempt;
    this.drawn = known.length ? known : this.draw(attempt?.number ?? 1);
    this.left = attempt?.finished?.left ?? attempt?.leaving?.modules ?? [];
    this.asked = this.drawn.filter((key) => !this.left.includes(key.split("/")[0]));
    this.arrange();
    for (const {module, tick} of this.leaving) {
      tick.checked = this.left.includes(module);
      tick.disabled = Boolean(attempt?.finished);
    }
    this.newButton.hidden = !attempt?.finished;
    this.tellFacts();
    this.tellCount();
    this.showResult(attempt?.finished);
  }

  draw(attempt) {
    const {seed, key} = this.dataset;
    return oneOfEach(this.groups, {seed, key, attempt});
  }

  arrange() {
    const items = this.asked.map((key) => this.items.get(key));
    if (items.length !== this.list.children.length || items.some((item, i) => this.list.children[i] !== item)) this.list.replaceChildren(...items);
    items.forEach((item, i) => (item.querySelector(".ts-number").textContent = say("number", {number: i + 1})));
  }

  question(key) {
    return this.items.get(key).querySelector("ts-question");
  }

  // What the head of the page says of all questions, or of those that were not left out.
  tellFacts() {
    const [count, of] = [this.asked.length, this.drawn.length];
    for (const {place, all} of this.facts) {
      const minutes = Math.ceil((Number(place.dataset.minutes) * count) / of);
      const told = place.dataset.asked === "minutes" ? say("asked.minutes", {minutes}) : say("asked.questions", {count, of});
      place.textContent = count === of ? all : told;
    }
  }

  tellCount() {
    this.open = this.asked.filter((key) => !this.question(key).offered?.().isWhole);
    const count = this.asked.length - this.open.length;
    const isOver = Boolean(this.attempt?.finished);
    this.count.textContent = isOver ? "" : say("answered", {count, of: this.asked.length});
    this.finishButton.hidden = isOver || count === 0;
  }

  finish() {
    const {key: quiz, passAt} = this.dataset;
    const about = this.asked.map((key) => {
      const {type, points, revision} = this.question(key).dataset;
      return {key, type, points: Number(points), objective: this.items.get(key).dataset.place, revision: Number(revision)};
    });
    const answers = about.flatMap(({key, revision}) => {
      const question = this.question(key);
      const {given, isEmpty} = question.offered();
      return isEmpty ? [] : [{question: key, revision, given, score: grade(question.asked(), given).score}];
    });
    const {earned, possible, objectives: results} = scoreAttempt(about, answers);
    this.announcing = true;
    this.did({did: "handed", quiz, asked: this.drawn, answers, earned, possible, pass_at: Number(passAt), results, left: this.left});
    this.announcing = false;
  }

  showResult(finished) {
    this.result.hidden = !finished;
    const summary = finished ? summaryOf(finished) : "";
    if (this.announcing) this.status.textContent = summary;
    if (!finished) this.status.textContent = "";
    // What was spoken need not stand there twice.
    this.line.textContent = this.status.textContent ? "" : summary;
    const titles = this.leaving.filter(({module}) => finished?.left?.includes(module)).map(({title}) => title);
    this.leftLine.textContent = titles.length ? say("left-out", {titles: titles.join(", ")}) : "";
    this.results.replaceChildren(...(finished ? this.byLesson(finished.results ?? {}) : []));
  }

  byLesson(results) {
    return [...this.objectives.querySelectorAll(".ts-lesson")].flatMap((lesson) => {
      const copy = lesson.cloneNode(true);
      for (const item of copy.querySelectorAll("[data-objective]")) this.tellObjective(item, results[item.dataset.objective]);
      return copy.querySelector("[data-objective]") ? [copy] : [];
    });
  }

  tellObjective(item, result) {
    if (!result) return item.remove();
    const isRight = isFull(result[0] / result[1]);
    const told = make("p", {class: "ts-outcome", "data-is": isRight ? "right" : "again"}, say(isRight ? "objective.right" : "objective.again"));
    // What is known need not be read again.
    if (isRight) for (const link of item.querySelectorAll("a")) link.remove();
    const key = this.asked.find((one) => this.items.get(one).dataset.place === item.dataset.objective);
    const number = key && make("a", {href: `#${this.question(key).id}`}, say("number", {number: this.asked.indexOf(key) + 1}));
    item.querySelector(".ts-you-will").after(told, ...(number ? [number] : []));
    return undefined;
  }

  begin() {
    const {dataset, left} = this;
    this.did({did: "started", quiz: dataset.key, asked: this.draw(nextNumber(memory.current(), dataset.key))});
    if (left.length) this.did({did: "left", quiz: dataset.key, asked: this.drawn, left});
    this.question(this.asked[0]).focusFirst();
  }
}
