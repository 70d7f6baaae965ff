/** Says on the page, in a sentence and with a way out, when this device does not keep what is done. */

import {button, make} from "./part.js";
import {memory} from "./recorder.js";
import {course, say} from "./words.js";

/** Adds the place where trouble is told at the top of `page`, a Part. */
export function tellTrouble(page) {
  const place = page.add(page, "prepend", make("div", {class: "ts-trouble", role: "status"}));
  let told = null;
  const tell = () => {
    const trouble = memory.trouble();
    if (trouble === told) return;
    told = trouble;
    place.replaceChildren();
    if (!trouble) return;
    const wayOut = trouble === "aside" ? [] : [button(say("save"), () => saveFile())];
    place.append(make("p", {}, say(`trouble.${trouble}`)), ...wayOut);
  };
  page.hear(document, "ts-changed", tell);
  tell();
}

/** Lets the learner download the record as a file. `what` is as in memory.save. */
export function saveFile(what = {}) {
  download(memory.save(what), `${course()}-${new Date().toISOString().slice(0, 10)}.json`);
}

/** Lets the learner download a text. */
export function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  const link = make("a", {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
