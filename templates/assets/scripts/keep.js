/** <ts-keep>: keeps the course on this device, so that it opens without a network; says so, and lets it go again. */

import {ask, begin, news, registered, renew, takeOver, unable} from "./keeping.js";
import {Part, button, make, turnOff} from "./part.js";
import {day, say} from "./words.js";

const PATIENCE = 2000;
const REFUSALS = {SecurityError: "refused", NotAllowedError: "refused", TimeoutError: "ended"};

export class Keep extends Part {
  start() {
    this.told = make("p", {class: "ts-keep__told", role: "status"});
    this.bar = make("progress", {class: "ts-keep__bar", "aria-label": say("keep.bar"), hidden: true});
    this.acts = make("div", {class: "ts-keep__acts"});
    const room = this.add(this, "append", make("div", {class: "ts-keep__room"}, this.acts, this.bar, this.told));
    // What stands here says that it takes a script.
    for (const other of this.children) other.hidden = other !== room;
    const why = this.dataset.size ? unable() : "preview";
    if (why) this.acts.replaceChildren(make("p", {}, say(`keep.cannot.${why}`)));
    else this.look();
    news(this, (told) => this.hearNews(told));
  }

  /** Shows what is: nothing kept, all, a part; and whether a newer version waits, or could not be fetched. */
  async look() {
    const turn = (this.turn = {});
    try {
      const {found, state} = await whatIs();
      if (turn !== this.turn) return;
      this.show(found, state);
      if (!found) return;
      const came = await renew(found);
      // What was pressed meanwhile has looked again.
      if (came !== "none" && turn === this.turn) this.show(found, state, came === "missed");
    } catch {
      // Without a network nobody knows of a newer version. Refused storage shows when one tries to keep something.
      if (!this.acts.firstChild) this.show(undefined, null);
    }
  }

  show(found, state, missed = false) {
    const had = this.acts.contains(document.activeElement);
    const more = Number(this.dataset.more);
    const asks = [];
    if (!state) {
      asks.push(make("p", {}, say("keep.offer", {size: megabytes(this.dataset.size)})));
      const too = make("input", {type: "checkbox"});
      if (more && !found) asks.push(make("label", {class: "ts-choice"}, too, make("span", {}, say("keep.too", {size: megabytes(more)}))));
      asks.push(button(say("keep"), () => this.keep(found, too.checked), "main"));
    } else {
      asks.push(make("p", {}, say(state.missing ? "keep.broken" : "keep.kept", {day: day(state.day)})));
      if (state.missing) asks.push(button(say("keep.again"), () => this.keep(found, state.more), "main"));
      if (found.waiting) asks.push(make("p", {}, say("keep.newer")), button(say("keep.use"), () => takeOver(found.waiting), "main"));
      else if (missed) asks.push(make("p", {}, say("keep.missed", {day: day(state.day)})), button(say("keep.renew"), () => this.renew(found, state)));
      if (more && !state.more) asks.push(button(say("keep.more", {size: megabytes(more)}), () => this.keep(found, true)));
      asks.push(button(say("keep.remove"), () => this.remove(found), "quiet"));
    }
    this.acts.replaceChildren(...asks);
    if (had) this.acts.querySelector("button")?.focus();
  }

  async keep(found, more) {
    await this.fetching(async () => {
      const worker = found?.active ?? (await begin());
      if ((found?.active || more) && (await ask(worker, {do: "keep", more})) === null) throw new Error("The worker did not keep it");
      return say("keep.done");
    });
    await this.look();
  }

  async renew(found, state) {
    let came = "missed";
    await this.fetching(async () => {
      came = await renew(found);
      if (came === "missed") throw new Error("The newer version was not installed");
      return "";
    });
    this.show(found, state, came === "missed");
  }

  /** Does what takes a while and resolves to the words for it when it is done; tells how it went. Nothing else can be pressed until then. */
  async fetching(act) {
    this.turn = {};
    const reason = new Promise((resolve) => (this.heard = resolve));
    const acts = [...this.acts.querySelectorAll("button, input")];
    this.bar.hidden = false;
    this.bar.removeAttribute("value");
    this.told.textContent = say("keep.keeping");
    for (const one of acts) turnOff(one, true);
    try {
      this.told.textContent = await act();
    } catch (fault) {
      // The browser may tell that it failed before the worker tells why.
      const why = REFUSALS[fault.name] ?? (await Promise.race([reason, new Promise((resolve) => setTimeout(resolve, PATIENCE, "network"))]));
      const {state} = await whatIs().catch(() => ({}));
      this.told.textContent = state ? say(`keep.rest.${why}`) : say(`keep.failed.${why}`);
    }
    this.bar.hidden = true;
    for (const one of acts) turnOff(one, false);
  }

  async remove(found) {
    try {
      await ask(found.active, {do: "remove"});
      await found.unregister();
      this.told.textContent = say("keep.removed");
    } catch {
      this.told.textContent = say("keep.failed.refused");
    }
    await this.look();
  }

  hearNews({keeping, failed}) {
    if (failed) this.heard?.(failed);
    if (!keeping) return;
    this.bar.max = keeping.of;
    this.bar.value = keeping.done;
  }
}

async function whatIs() {
  const found = await registered();
  return {found, state: found?.active ? await ask(found.active, {do: "state"}) : null};
}

function megabytes(bytes) {
  return Math.max(0.1, Math.round(Number(bytes) / 1e5) / 10);
}
