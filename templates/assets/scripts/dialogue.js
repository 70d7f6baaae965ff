/**
 * <ts-dialogue>: plays a dialogue one scene at a time from the scenes that the page brings, and puts them away meanwhile.
 *
 * What is played is the play of it that was begun last, as the device remembers it: every press is told by `ts-did`, and what stands here is
 * drawn anew from the record, so a reload, another tab and a press look the same. Past turns stay as they are; only what differs is redrawn.
 *
 * Focus: after a press that takes its own button away, the focus goes to what came in its place, and nowhere else. A reply becomes one's own
 * words in the transcript: the focus stays on them, and what it does, the next turn and its replies follow in reading order. What is new is
 * said once, politely, by the status, which is there from the start. Going back, beginning and coming back from reading lead to the heading
 * of the turn. Opening the page moves nothing.
 */

import {debriefOf} from "./debrief.js";
import {mapOf} from "./map.js";
import {Part, button, make} from "./part.js";
import {isDone, playsOf} from "./record.js";
import {memory} from "./recorder.js";
import {shuffled} from "./shuffle.js";
import {skillList} from "./skills.js";
import {stageOf} from "./stage.js";
import {holds, score, walk} from "./talk.js";
import {say} from "./words.js";

export class Dialogue extends Part {
  start() {
    this.stage = stageOf(this);
    this.map = mapOf(this, this.stage.scenes, this.stage.endings);
    this.isReading = this.isSoughtInText();
    this.shown = {play: "", turns: []};

    this.news = make("p", {class: "ts-hidden", role: "status"});
    this.opening = make("section", {class: "ts-play__opening", "aria-label": say("dialogue.opening")});
    this.list = make("ol", {class: "ts-play__turns"});
    this.note = make("p", {class: "ts-play__note", hidden: true}, say("dialogue.lost"));
    this.closing = make("div", {class: "ts-play__closing", hidden: true});
    this.tools = make("div", {class: "ts-play__tools"}, this.skillsSoFar(), this.leaving());
    this.talk = make("section", {class: "ts-play__talk", "aria-label": say("dialogue.transcript")}, this.note, this.list, this.tools);
    const room = make("div", {class: "ts-play"}, this.news, this.opening, this.talk, this.closing);
    this.add(this, "prepend", room);
    this.readingHead = make("div", {class: "ts-play__reading"}, ...this.wayBack());
    this.readingFoot = make("p", {class: "ts-acts"}, button(say("dialogue.have-read"), () => this.haveRead(), "main"));
    this.add(room, "append", this.readingHead);
    this.add(this, "append", this.readingFoot);

    this.undo(() => {
      this.clearClosing();
      delete this.dataset.playing;
      delete this.dataset.played;
    });
    // A link to a scene leads to it, played or not.
    this.hear(window, "hashchange", () => {
      if (this.isReading || !this.isSoughtInText()) return;
      this.isReading = true;
      this.refresh();
      document.getElementById(location.hash.slice(1)).scrollIntoView();
    });
    this.hear(document, "ts-changed", () => this.refresh());
    this.refresh();
  }

  /** Shows the play as the record has it; `act` is what was pressed just now: {focus: () => node, say: () => words}. */
  refresh(act = this.act) {
    this.act = null;
    const plays = playsOf(memory.current(), this.dataset.key);
    const play = plays.filter(({how}) => !["read", "done"].includes(how)).at(-1);
    const isTalking = Boolean(play) && play.how !== "left" && !this.isReading;
    this.play = play;
    this.walked = this.walkOf(play);

    this.opening.hidden = isTalking || this.isReading;
    this.talk.hidden = !isTalking;
    this.readingHead.hidden = this.readingFoot.hidden = !this.isReading;
    this.toggleAttribute("data-playing", !this.isReading);
    // Then paper shows the way that was taken; otherwise it shows what can be read.
    this.toggleAttribute("data-played", isTalking && this.walked.steps.length > 0);
    if (!this.opening.hidden) this.drawOpening(plays);
    if (isTalking) this.drawTalk(act);
    else this.clearClosing();
    if (!act) return;
    this.news.textContent = act.say?.() ?? "";
    act.focus?.();
  }

  /** The way of a play, as far as it holds. Of another revision nothing does: its scenes and replies meant something else. */
  walkOf(play) {
    if (!play) return walk(this.stage, []);
    const turns = play.revision === Number(this.dataset.revision) ? play.turns : [];
    const walked = walk(this.stage, turns);
    return {...walked, lost: walked.lost || turns.length < play.turns.length};
  }

  /** Whether the address names a scene or an ending. */
  isSoughtInText() {
    return Boolean(document.getElementById(location.hash.slice(1))?.matches("ts-dialogue :is(.ts-scene, .ts-ending)"));
  }

  // --- before it begins -------------------------------------------------------------------------------------------------------

  drawOpening(plays) {
    const {play} = this;
    const had = this.opening.contains(document.activeElement);
    const told = play ? "left" : plays.some(isDone) ? "read" : "begin";
    const words = make("p", {class: "ts-play__told", tabindex: "-1"}, say(`dialogue.told.${told}`));
    const acts = play
      ? [button(say("dialogue.go-on"), () => this.goOn(), "main"), button(say("dialogue.anew"), () => this.begin())]
      : [button(say("dialogue.begin"), () => this.begin(), "main")];
    this.opening.replaceChildren(
      words,
      ...(play && plays.some(({how}) => ["read", "done"].includes(how)) ? [make("p", {}, say("dialogue.told.read"))] : []),
      ...(play ? this.help() : [make("p", {class: "ts-play__how"}, say("dialogue.how", {count: this.stage.endings.length}))]),
      make("p", {class: "ts-acts"}, ...acts, button(say("dialogue.read"), () => this.read())),
    );
    if (had) words.focus({preventScroll: true});
  }

  begin() {
    this.act = {focus: () => this.toHeading(), say: () => this.heardNow()};
    this.tell({play: undefined, turns: [], how: "playing"});
  }

  goOn() {
    this.act = {focus: () => this.toHeading(), say: () => this.heardNow()};
    this.tell({...this.asItStands(), how: "playing"});
  }

  read() {
    this.isReading = true;
    this.refresh({focus: () => this.readingHead.firstChild.focus(), say: null});
  }

  wayBack() {
    const back = () => {
      this.isReading = false;
      this.refresh({focus: () => (this.talk.hidden ? this.opening.firstChild.focus() : this.toHeading())});
    };
    return [
      make("p", {tabindex: "-1"}, say("dialogue.reading")),
      make("p", {class: "ts-acts"}, button(say("dialogue.back"), back)),
    ];
  }

  haveRead() {
    this.isReading = false;
    this.act = {
      focus: () => {
        const place = this.talk.hidden ? this.opening.firstChild : this.list.querySelector(":scope > :last-child h3");
        place.focus();
        show(place);
      },
      say: () => say("dialogue.told.read"),
    };
    this.tell({play: undefined, turns: [], how: "read"});
  }

  // --- while it is played -----------------------------------------------------------------------------------------------------

  /** Tells what became of the play. Turns that led nowhere any more are left behind here, and not before. */
  tell(what) {
    const {key, revision, sensitive} = this.dataset;
    const play = this.play?.id;
    this.did({did: "talked", play, dialogue: key, revision: Number(revision), sensitive: sensitive === "yes", ...what});
  }

  drawTalk(act) {
    const {steps, at, ending, lost} = this.walked;
    const had = this.talk.contains(document.activeElement);
    const turns = steps.map((step) => `${step.scene.id} ${step.reply.id}`);
    const {shown} = this;
    let same = 0;
    while (same < turns.length && turns[same] === shown.turns[same]) same += 1;
    // The debrief goes when the conversation is put away.
    const isWhole = this.list.childElementCount && this.closing.hidden === Boolean(at);
    const isDrawn = this.play.id === shown.play && same === turns.length && same === shown.turns.length && isWhole;
    this.note.hidden = !lost;
    if (isDrawn) return;
    while (this.list.childElementCount > same) this.list.lastChild.remove();
    this.list.append(...steps.slice(same).map((step, i) => this.pastTurn(step, same + i)));
    this.clearClosing();
    if (at) this.list.append(this.openTurn(at, steps.length));
    else this.drawClosing(ending);
    this.tools.hidden = !at;
    this.soFar.hidden = steps.length === 0;
    this.drawSkills();
    this.shown = {play: this.play.id, turns};
    // A press says itself where the focus goes, and every change of it lays the page out.
    if (had && !act?.focus && !this.talk.contains(document.activeElement)) this.toHeading();
  }

  turn(number, heard, ...rest) {
    const head = make("h3", {class: "ts-play__number", tabindex: "-1"}, say("dialogue.turn", {number: number + 1}));
    return make("li", {class: "ts-play__turn"}, head, make("div", {class: "ts-play__heard"}, ...heard), ...rest);
  }

  heardAt({scene, facts}) {
    return this.stage.heard(scene, (aside) => holds(aside, facts));
  }

  pastTurn(step, number) {
    const said = [make("p", {class: "ts-who"}, say("dialogue.you")), ...this.stage.told(step.reply, ".ts-do", ".ts-say")];
    const made = this.turn(
      number,
      this.heardAt(step),
      make("div", {class: "ts-play__you", tabindex: "-1"}, ...said),
      make("div", {class: "ts-play__because"}, ...this.stage.told(step.reply, ".ts-because")),
    );
    const id = `ts-turn-${number + 1}`;
    made.firstChild.id = id;
    const back = button(say("dialogue.try"), () => this.backTo(number), "quiet");
    back.setAttribute("aria-describedby", id);
    made.firstChild.after(make("p", {class: "ts-play__back"}, back));
    return made;
  }

  openTurn(at, number) {
    const replies = shuffled(at.offered.map((reply) => reply.id), this.play.id, at.scene.id, 1)
      .map((id) => at.offered.find((reply) => reply.id === id))
      .map((reply) => make("li", {}, this.replyButton(reply)));
    const ask = make("p", {class: "ts-play__ask", id: "ts-ask"}, say("dialogue.ask"));
    const made = this.turn(
      number,
      this.heardAt(at),
      ...this.stage.hint(at.scene),
      ask,
      make("ul", {class: "ts-play__replies", "aria-labelledby": "ts-ask"}, ...replies),
    );
    made.classList.add("ts-play__turn--open");
    return made;
  }

  replyButton(reply) {
    // The second half of a double click would choose whatever came in the place of the first.
    const made = make("button", {type: "button", class: "ts-play__reply", "data-reply": reply.id, onclick: ({detail}) => detail > 1 || this.answer(reply)});
    // A button holds words in line, and no links: those stand in the transcript.
    for (const part of this.stage.told(reply, ".ts-do", ".ts-say")) made.append(make("span", {class: part.className}, ...part.childNodes));
    for (const link of made.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    return made;
  }

  answer(reply) {
    const steps = [...this.walked.steps, {...this.walked.at, reply}];
    const turns = turnsOf(steps);
    const {ending} = walk(this.stage, turns);
    const end = ending ? {how: "played", ending, skills: score(steps, this.stage.skills)} : {how: "playing"};
    this.act = {focus: () => this.toReply(steps.length - 1), say: () => this.whatFollows(reply)};
    this.tell({play: this.playOn(), turns, ...end});
  }

  backTo(number) {
    const turns = turnsOf(this.walked.steps.slice(0, number));
    this.act = {focus: () => this.toHeading(), say: () => `${say("dialogue.back-at", {number: number + 1})} ${this.heardNow()}`};
    this.tell({play: this.playOn(), turns, how: "playing"});
  }

  /** What a play holds, whether it leads anywhere or not. */
  asItStands() {
    const {turns, revision} = this.play;
    return {turns, revision};
  }

  /** The play that goes on. One that was played to its end stays as it was, and another takes up its turns. */
  playOn() {
    return isDone(this.play) ? undefined : this.play.id;
  }

  leave() {
    this.act = {
      focus: () => {
        this.opening.firstChild.focus({preventScroll: true});
        show(this.opening);
      },
    };
    this.tell({...this.asItStands(), play: this.playOn(), how: "left"});
  }

  leaving() {
    const leave = button(say("dialogue.leave"), () => this.leave());
    const words = this.dataset.sensitive === "yes" ? [make("p", {}, say("dialogue.may-leave")), ...this.help()] : [];
    return make("div", {class: "ts-play__leave", "data-sensitive": words.length > 0}, ...words, leave);
  }

  // --- what is said of it, and where the focus goes --------------------------------------------------------------------------

  heardNow() {
    const {at, steps} = this.walked;
    if (!at) return "";
    const turn = say("dialogue.turn", {number: steps.length + 1});
    return spoken([turn, ...this.heardAt(at), say("dialogue.replies", {count: at.offered.length})]);
  }

  whatFollows(reply) {
    const {ending} = this.walked;
    const then = ending ? this.stage.closing(ending, "h3") : [this.heardNow()];
    return spoken([...this.stage.told(reply, ".ts-because"), ...then]);
  }

  toReply(number) {
    const turn = this.list.children[number];
    turn.querySelector(".ts-play__you").focus({preventScroll: true});
    show(turn.querySelector(".ts-play__you"));
  }

  toHeading() {
    const head = this.list.querySelector(":scope > :last-child h3");
    head.focus({preventScroll: true});
    show(head);
  }

  // --- skills so far, and the end ---------------------------------------------------------------------------------------------

  skillsSoFar() {
    this.soFarList = make("div");
    this.soFar = make("details", {class: "ts-play__so-far"}, make("summary", {}, say("dialogue.so-far")), this.soFarList);
    this.soFar.ontoggle = () => this.drawSkills();
    return this.soFar;
  }

  drawSkills() {
    if (!this.soFar.open) return this.soFarList.replaceChildren();
    const scores = score(this.walked.steps, this.stage.skills);
    return this.soFarList.replaceChildren(skillList(scores, (id) => this.stage.skill(id, ".ts-skill")));
  }

  drawClosing(ending) {
    const {stage, walked} = this;
    const {steps} = walked;
    this.closing.replaceChildren(
      ...debriefOf({
        stage,
        steps,
        ending,
        map: this.map?.marked(steps, ending),
        help: this.help(),
        acts: {again: () => this.begin(), to: (number) => this.backTo(number)},
        links: this.waysOn(),
      }),
    );
    this.closing.hidden = false;
  }

  /** Whom to ask, where the page says so: beside the scenes of a dialogue that may be hard. */
  help() {
    const found = this.querySelector(".ts-help");
    return found ? [make("p", {class: "ts-play__help"}, ...found.cloneNode(true).childNodes)] : [];
  }

  waysOn() {
    const root = this.closest("ts-page")?.dataset.root || ".";
    const next = document.querySelector("link[rel=next]")?.href;
    const link = (href, key) => make("a", {class: "ts-button ts-button--quiet", href}, say(`dialogue.to.${key}`));
    return [
      ...(next?.includes("/practice/") ? [link(next, "next")] : [link(`${root}/practice.html`, "all")]),
      link(`${root}/modules/${this.dataset.key.split("/")[0]}.html`, "lesson"),
    ];
  }

  clearClosing() {
    this.map?.giveBack();
    this.closing.hidden = true;
    this.closing.replaceChildren();
  }
}

/** The turns of steps, as a play keeps them. */
function turnsOf(steps) {
  return steps.map((step) => [step.scene.id, step.reply.id]);
}

/** Words and nodes as one text for the ears: who speaks is told apart from what is said, and what has no full stop gets one. */
function spoken(parts) {
  const words = parts.map((part) => {
    if (typeof part === "string") return part;
    const who = part.querySelector(".ts-who");
    return who ? `${who.textContent.trim().replace(/:$/, "")}: ${part.textContent.replace(who.textContent, "").trim()}` : part.textContent.trim();
  });
  return words.map((text) => (/[.!?…:”"’)]$/.test(text) ? text : `${text}.`)).join(" ");
}

// What was said stands at the top then, and what follows below it. A ride there would be motion for its own sake.
function show(node) {
  node.scrollIntoView({block: "start"});
}
