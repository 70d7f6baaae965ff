/**
 * What Material's script expects to find: the site's root, and a memory of the device under that root. Ours takes storage that is refused,
 * full or spoilt for an empty one, where Material's would stop search and colors.
 */

import {store} from "./store.js";

/** Makes the names that Material's script calls. `root` is the address of the site's root. */
export function serveMaterial(root) {
  Object.assign(window, {__md_scope: root, __md_hash: hashOf, __md_get: recall, __md_set: retain});
}

/** What is kept under a name of Material's, or null. */
export function recall(key, kept, scope = window.__md_scope) {
  try {
    const name = `${scope.pathname}.${key}`;
    return JSON.parse(kept ? kept.getItem(name) : store.get(name));
  } catch {
    return null;
  }
}

/** Keeps a value under a name of Material's, as far as the browser lets us. */
export function retain(key, value, kept, scope = window.__md_scope) {
  try {
    const [name, text] = [`${scope.pathname}.${key}`, JSON.stringify(value)];
    if (kept) kept.setItem(name, text);
    else store.put(name, text);
  } catch {
    // The choice holds until the page is closed.
  }
}

function hashOf(text) {
  return [...text].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
}
