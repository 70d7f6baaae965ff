/**
 * Fetches the scripts that only some pages need, once each, when a page brings an element of theirs. Until one has arrived, and when it
 * never does, the page stands complete without it. A page that is opened by its address brings its own script in its head, so this is for
 * pages that come without being opened, by instant navigation.
 */

const PARTS = {
  "ts-assessment": "tableside-assessment.js",
  "ts-dialogue": "tableside-dialogue.js",
  "ts-keep": "tableside-keep.js",
  "ts-path": "tableside-path.js",
  "ts-progress": "tableside-progress.js",
  "ts-question": "tableside-questions.js",
  "ts-quiz": "tableside-questions.js",
};

// Beside this very script, wherever the site lies.
const HERE = document.currentScript?.src;
const asked = new Set();

// Scripts that the head brings have run by then.
const headRan = document.readyState === "complete" ? Promise.resolve() : new Promise((done) => addEventListener("DOMContentLoaded", done));

/** Fetches what the elements in `page` need and is not here yet. */
export async function fetchParts(page) {
  await headRan;
  for (const [name, file] of Object.entries(PARTS)) {
    if (!page.querySelector(name) || customElements.get(name) || asked.has(name)) continue;
    asked.add(name);
    const script = document.createElement("script");
    script.src = new URL(file, HERE).href;
    // The next page may ask again.
    script.onerror = () => asked.delete(name);
    document.head.append(script);
  }
}
