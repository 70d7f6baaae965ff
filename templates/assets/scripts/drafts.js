/**
 * What was given to questions and not checked yet, kept on this device until it is. Knows no page; the store is handed in.
 *
 *     {schema: 1, drafts: {"module/question": {revision, attempt, after, given}}}     the one that was touched last stands last
 *
 * `attempt` is an attempt's number, 1 before there is one and in sections; `after` the date of the answer that it would follow, or null. So a
 * draft belongs to one try at one question, and to no other. A draft is no answer: it is in no file, and a fault in what is kept is no trouble
 * to tell of. What does not fit is not kept, and what a later version wrote is neither read nor written over.
 */

import {MOST, isGiven} from "./record.js";

const DRAFTS = {schema: 1, most: 200, longest: 200_000};

/**
 * @param {string} course the course's id
 * @param {object} store get, put and drop, as in store.js; any may throw
 */
export function openDrafts(course, store) {
  const name = `tableside:${course}:drafts`;
  // What was read last, because every question of a page asks for it.
  let known = {};

  function stored() {
    const text = store.get(name);
    if (text !== known.text) known = {text, drafts: draftsIn(text)};
    return known.drafts;
  }

  // Drafts are the first to make room: they may take little, and the oldest go.
  function keepAll(drafts) {
    const latest = [...drafts].slice(-DRAFTS.most).reverse();
    let length = 0;
    const fitting = latest.filter((draft) => (length += JSON.stringify(draft).length) <= DRAFTS.longest).reverse();
    if (!fitting.length) return store.drop(name);
    return store.put(name, JSON.stringify({schema: DRAFTS.schema, drafts: Object.fromEntries(fitting)}));
  }

  // Calls `turn` with a copy of all drafts. False if they cannot be read or written, or are not ours to touch.
  function change(turn) {
    try {
      const before = stored();
      if (!before) return false;
      const drafts = new Map(before);
      if (turn(drafts) !== false) keepAll(drafts);
      return true;
    } catch {
      return false;
    }
  }

  return {
    /** What was given in this try at a question; undefined if nothing was, null if nobody can say. What was given in another is forgotten. */
    find(question, {revision, attempt, after}) {
      let found;
      const isKnown = change((drafts) => {
        const draft = drafts.get(question);
        const fits = draft?.revision === revision && draft.attempt === attempt && draft.after === after;
        if (fits) found = draft.given;
        return !fits && drafts.delete(question);
      });
      return isKnown ? found : null;
    },

    /** Keeps what is given in this try at a question. False if that is not possible. */
    keep(question, {revision, attempt, after}, given) {
      return change((drafts) => {
        drafts.delete(question);
        drafts.set(question, {revision, attempt, after, given: typeof given === "string" ? given.slice(0, MOST.writing) : given});
      });
    },

    /** Forgets what is given to a question. */
    drop: (question) => change((drafts) => drafts.delete(question)),

    /** Forgets all drafts, whoever wrote them. False if the browser does not let us. */
    erase() {
      try {
        store.drop(name);
        return true;
      } catch {
        return false;
      }
    },
  };
}

// A Map of all drafts in a text, whoever wrote it; null if a later version did.
function draftsIn(text) {
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    // It stands for nothing, and the next draft takes its place.
  }
  if (Number.isInteger(kept?.schema) && kept.schema > DRAFTS.schema) return null;
  const all = kept?.schema === DRAFTS.schema ? Object.entries(kept.drafts ?? {}) : [];
  const sound = all.filter(([, draft]) => isGiven(draft?.given));
  return new Map(sound.map(([key, {revision, attempt, after, given}]) => [key, {revision, attempt, after, given}]));
}
