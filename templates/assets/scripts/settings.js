/** How a reader likes the page: kept on the device for every course on it, and put on <html> as attributes that the styles read. */

import {store} from "./store.js";

const NAME = "tableside:preferences";

/** What can be set, and to what. The first is what everybody gets who has set nothing. */
export const SETTINGS = {
  scheme: ["device", "light", "dark"],
  size: ["normal", "large", "larger", "largest"],
  spacing: ["normal", "wide", "wider"],
  length: ["normal", "narrow", "wide"],
  ragged: ["yes", "no"],
};

/** What is set: a value for each setting, whatever is in storage. */
export function settings() {
  let kept;
  try {
    kept = JSON.parse(store.get(NAME));
  } catch {
    kept = null;
  }
  return Object.fromEntries(Object.entries(SETTINGS).map(([name, values]) => [name, values.includes(kept?.[name]) ? kept[name] : values[0]]));
}

/** Keeps what is set, as far as the browser lets us, and applies it. */
export function set(values) {
  try {
    store.put(NAME, JSON.stringify(values));
  } catch {
    // It holds until the page is closed, and nothing of anybody's work is lost.
  }
  applySettings(values);
}

/** Puts what is set on <html>. */
export function applySettings(values) {
  for (const [name, [usual]] of Object.entries(SETTINGS)) {
    const attribute = `data-ts-${name}`;
    if (values[name] === usual) document.documentElement.removeAttribute(attribute);
    else document.documentElement.setAttribute(attribute, values[name]);
  }
}
