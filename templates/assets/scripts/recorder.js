/** Hands what elements tell by `ts-did` to the device's memory, and tells them by `ts-changed` when it has changed, here or elsewhere. */

import {openDrafts} from "./drafts.js";
import {openMemory} from "./memory.js";
import {apply} from "./record.js";
import {store} from "./store.js";
import {course} from "./words.js";

const now = () => new Date().toISOString();
const fresh = () => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(36)).join("");

/** What this device remembers. */
export const memory = openMemory(course(), store, now);

/** What was given on this device and not checked yet. */
export const drafts = openDrafts(course(), store);

/** Lets every element read the memory again. */
export function changed() {
  document.dispatchEvent(new Event("ts-changed"));
}

/** Starts listening, once. */
export function record() {
  document.addEventListener("ts-did", ({detail}) => {
    memory.change((before) => apply(before, detail, now(), fresh()));
    changed();
  });
  store.watch((name, forgot) => {
    if (!memory.owns(name)) return;
    memory.meet(forgot);
    changed();
  });
  // A page that comes back from the browser's cache has slept through what other tabs did.
  addEventListener("pageshow", (event) => event.persisted && changed());
}
