/** <ts-progress>: what this device remembers, module by module, and what a learner can do with it: save, load, erase. */

import {continueLink} from "./continue.js";
import {Part, askingButton, button, make} from "./part.js";
import {percent} from "./points.js";
import {LONGEST, holdsSensitive} from "./record.js";
import {isBegun} from "./reached.js";
import {changed, drafts, memory} from "./recorder.js";
import {summaryOf} from "./result.js";
import {skillList} from "./skills.js";
import {dialogueSummary, moduleSummary, quizSummary, skillsSummary} from "./summary.js";
import {download, saveFile} from "./trouble.js";
import {course, day, say} from "./words.js";

export class Progress extends Part {
  start() {
    const {modules, assessments, skills} = JSON.parse(this.querySelector(".ts-catalogue").textContent);
    this.modules = modules;
    this.assessments = assessments;
    this.skills = new Map(skills.map(({id, title}) => [id, title]));
    const without = this.querySelector(".ts-without");
    without.hidden = true;
    this.undo(() => (without.hidden = false));
    this.list = this.add(this, "append", make("div", {class: "ts-progress__modules"}));
    this.finals = this.add(this, "append", make("section", {class: "ts-card ts-progress__module", hidden: !assessments.length}));
    this.practice = this.add(this, "append", make("section", {class: "ts-card ts-progress__module"}));
    this.files = this.add(this, "append", this.drawFiles());
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  refresh() {
    const record = memory.current();
    this.list.replaceChildren(...this.modules.map((module) => this.drawModule(module, record)));
    this.drawAssessments(record);
    this.drawSkills(record);
    this.choices.hidden = !holdsSensitive(record);
    const asides = memory.asides();
    this.asides.hidden = asides.length === 0;
    this.asides.replaceChildren(...asides.map(({date, text}) => this.drawAside(date, text)));
  }

  drawModule(module, record) {
    const sum = moduleSummary(record, module);
    const place = record.place?.path.split("#")[0] === module.href ? record.place : {path: module.href, title: module.title};
    const rows = [
      [say("progress.quiz"), this.quizLines(sum)],
      [say("progress.questions"), [say("progress.of", {count: sum.answered, of: sum.questions})]],
      ...module.dialogues.map((dialogue) => [this.linkTo(dialogue), [this.dialogueLine(record, dialogue)]]),
      ...module.checklists.map(({title}, i) => [title, [say("done", {count: sum.checklists[i].done, of: sum.checklists[i].of})]]),
    ];
    const link = continueLink(place, this);
    if (!isBegun(record, module.id)) link.textContent = say("progress.start", {title: module.title});
    return make(
      "section",
      {class: "ts-card ts-progress__module"},
      make("h2", {}, module.title),
      this.rowList(rows),
      make("p", {}, link),
    );
  }

  rowList(rows) {
    return make("dl", {}, ...rows.map(([name, lines]) => make("div", {}, make("dt", {}, name), ...lines.map((line) => make("dd", {}, line)))));
  }

  linkTo({href, title}) {
    const root = this.closest("ts-page")?.dataset.root || ".";
    return make("a", {href: `${root}/${href}`}, title);
  }

  // Which ending a sensitive dialogue came to stays between the learner and its page.
  dialogueLine(record, dialogue) {
    const {state, met, of} = dialogueSummary(record, dialogue);
    const words = say(`dialogue.state.${state}`);
    return met && !dialogue.sensitive ? `${words} · ${say("dialogue.endings", {count: met, of})}` : words;
  }

  drawAssessments(record) {
    const rows = this.assessments.map(({title, href, quiz}) => [this.linkTo({title, href}), this.quizLines(quizSummary(record, quiz), () => say("progress.open"))]);
    this.finals.replaceChildren(make("h2", {}, say("progress.assessments")), this.rowList(rows));
  }

  drawSkills(record) {
    const dialogues = this.modules.flatMap((module) => module.dialogues.map(({id}) => id));
    const scores = skillsSummary(record, dialogues, [...this.skills.keys()]);
    const asked = Object.fromEntries(Object.entries(scores).filter(([, [, of]]) => of));
    this.practice.hidden = !Object.keys(asked).length;
    this.practice.replaceChildren(
      make("h2", {}, say("progress.skills")),
      make("p", {}, say("progress.skills.about")),
      skillList(asked, (id) => [this.skills.get(id)]),
    );
  }

  quizLines({last, best, tries, running}, sayOpen = (count) => say("progress.running", {count})) {
    const lines = [];
    if (last) lines.push(say("progress.last", {day: day(last.date), result: summaryOf(last)}));
    if (tries > 1) lines.push(say("progress.best", {percent: percent(best.earned, best.possible), count: tries}));
    if (running !== null) lines.push(sayOpen(running));
    return lines.length ? lines : [say("progress.no-quiz")];
  }

  drawFiles() {
    this.status = make("p", {class: "ts-status", role: "status"});
    this.asides = make("div", {class: "ts-asides", hidden: true});
    const file = make("input", {type: "file", accept: ".json,application/json", id: "ts-load"});
    file.onchange = () => this.load(file);
    const clear = askingButton(
      say("clear"),
      {
        // The file is on its way before anybody is asked.
        question: () => {
          this.save();
          const left = holdsSensitive(memory.current()) && !this.tick.checked ? ` ${say("dialogue.left-out")}` : "";
          return say(memory.asides().length ? "clear.ask.asides" : "clear.ask") + left;
        },
        yes: say("clear.yes"),
        no: say("clear.no"),
      },
      () => {
        const erased = [memory, drafts].map((one) => one.erase()).every(Boolean);
        changed();
        this.status.textContent = say(erased ? "clear.done" : "clear.refused");
      },
    );
    this.tick = make("input", {type: "checkbox", id: "ts-choices"});
    this.choices = make("p", {class: "ts-choices"}, this.tick, " ", make("label", {for: "ts-choices"}, say("dialogue.include")));
    return make(
      "div",
      {class: "ts-files"},
      this.choices,
      make("p", {class: "ts-acts"}, button(say("save"), () => this.save(), "main"), clear),
      make("p", {class: "ts-load"}, make("label", {for: "ts-load"}, say("load")), " ", file),
      this.status,
      this.asides,
    );
  }

  save() {
    saveFile({sensitive: this.tick.checked && holdsSensitive(memory.current())});
  }

  // What cannot be read cannot be sifted either.
  drawAside(date, text) {
    const whole = text.includes('"sensitive":true') ? ` ${say("dialogue.unsifted")}` : "";
    const words = (date ? say("aside", {day: day(date)}) : say("aside.here")) + whole;
    const name = `${course()}-unread${date && `-${date.slice(0, 10)}`}.json`;
    return make("p", {}, words, " ", button(say("aside.save"), () => download(text, name)));
  }

  async load(input) {
    const [file] = input.files;
    if (!file) return;
    // A character takes up to three bytes; what is far larger is not even opened.
    const {state, gained} = file.size > 3 * LONGEST ? {state: "large"} : memory.load(await file.text().catch(() => ""));
    input.value = "";
    changed();
    if (state !== "ok") this.status.textContent = say(`load.refused.${state}`);
    else if (!Object.values(gained).some(Boolean)) this.status.textContent = say("load.nothing");
    else this.status.textContent = say("load.done", Object.fromEntries(Object.entries(gained).map(([name, count]) => [name, say(`load.${name}`, {count})])));
  }
}
