/** <ts-preferences>: a button in the header, and under it a panel to set colors, text size, line spacing, line length and the right edge. */

import {Part, button, make} from "./part.js";
import {SETTINGS, set, settings} from "./settings.js";
import {say} from "./words.js";

export class Preferences extends Part {
  start() {
    this.opener = button("", () => this.open(this.panel.hidden));
    this.opener.className = "ts-tool";
    this.opener.append(make("span", {"aria-hidden": "true"}, "Aa"), make("span", {class: "ts-hidden"}, say("preferences")));
    this.panel = make("form", {class: "ts-panel", id: "ts-preferences-panel", hidden: true, "aria-label": say("preferences")});
    this.opener.setAttribute("aria-controls", this.panel.id);
    this.draw();
    this.add(this, "append", this.opener);
    this.add(this, "append", this.panel);
    this.open(false);

    this.hear(this.panel, "change", () => set({ragged: "no", ...Object.fromEntries(new FormData(this.panel))}));
    this.hear(this.panel, "submit", (event) => event.preventDefault());
    this.hear(this, "keydown", (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return;
      this.open(false);
      this.opener.focus();
    });
    this.hear(this, "focusout", ({relatedTarget}) => relatedTarget && !this.contains(relatedTarget) && this.open(false));
    this.hear(document, "pointerdown", ({target}) => this.contains(target) || this.open(false));
  }

  open(yes) {
    this.panel.hidden = !yes;
    this.opener.setAttribute("aria-expanded", String(yes));
  }

  draw() {
    const now = settings();
    const {ragged, ...others} = SETTINGS;
    const groups = Object.entries(others).map(([name, values]) =>
      make("fieldset", {}, make("legend", {}, say(`preferences.${name}`)), ...values.map((value) => choice("radio", name, value, now))),
    );
    const reset = button(say("preferences.reset"), () => {
      set(Object.fromEntries(Object.entries(SETTINGS).map(([name, [usual]]) => [name, usual])));
      this.draw();
      this.panel.querySelector(".ts-act").focus();
    });
    this.panel.replaceChildren(...groups, choice("checkbox", "ragged", ragged[0], now), reset);
  }
}

function choice(type, name, value, now) {
  const input = make("input", {type, name, value, checked: now[name] === value});
  return make("label", {class: "ts-choice"}, input, make("span", {}, say(`preferences.${name}.${value}`)));
}
