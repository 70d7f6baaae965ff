/**
 * What this device remembers of a course: the record, read from storage and written back at every change, so that the work of another
 * tab is never lost. What cannot be stored is held until the page is closed, and `trouble` says so. Knows no page; the store and the
 * clock are handed in.
 */

import {LONGEST, emptyRecord, gained, merge, read, withoutSensitive, write} from "./record.js";

/**
 * @param {string} course the course's id: all that a host or a disk serves shares one storage
 * @param {object} store get, put, drop and names, as in store.js; any may throw
 * @param {() => string} now the clock, as an ISO date
 */
export function openMemory(course, store, now) {
  const name = `tableside:${course}:record`;
  const aside = `${name}:aside:`;
  let loose = null;
  // What this tab wrote last. Another tab that was writing at the same moment may have written over it.
  let mine = null;
  let trouble = null;
  // What was read and merged last, because every element of a page asks for it.
  let known = {};
  let both = {};

  function stored() {
    let text;
    try {
      text = store.get(name);
    } catch {
      return fail("refused");
    }
    const {state, record} = text === null ? {state: "ok", record: emptyRecord(course)} : text === known.text ? known : read(text, course);
    if (state === "newer") return fail("newer");
    if (state !== "ok") return putAside(text);
    known = {text, state, record};
    if (trouble !== "full" && trouble !== "aside") trouble = null;
    return record;
  }

  function fail(why) {
    trouble = why;
    return null;
  }

  // A text that cannot be read is never thrown away. If there is no room for it elsewhere, it stays and nothing is stored over it.
  function putAside(text) {
    try {
      if (!putAsides().some((one) => one.text === text)) store.put(aside + now(), text);
      store.drop(name);
    } catch {
      return fail("stuck");
    }
    trouble = "aside";
    return emptyRecord(course);
  }

  function putAsides() {
    const names = store.names().filter((one) => one.startsWith(aside));
    return names.sort().map((one) => ({date: one.slice(aside.length), text: store.get(one)}));
  }

  function keep(record) {
    const text = JSON.stringify(record);
    try {
      if (text.length > LONGEST) throw new RangeError("more than can be read again");
      store.put(name, text);
    } catch {
      loose = record;
      trouble = "full";
      return;
    }
    known = {text, state: "ok", record};
    mine = record;
    loose = null;
    if (trouble === "full") trouble = null;
  }

  function current(kept = stored()) {
    if (!kept) return loose ?? emptyRecord(course);
    if (!loose) return kept;
    if (both.kept !== kept || both.loose !== loose) both = {kept, loose, record: merge(kept, loose)};
    return both.record;
  }

  return {
    /** The record as it is now, in storage and in hand. */
    current: () => current(),

    /** Makes the record what `turn` makes of it. */
    change(turn) {
      const kept = stored();
      const record = turn(current(kept));
      if (kept) keep(record);
      else loose = record;
    },

    /** Another tab wrote, or forgot everything: what this tab wrote and that one had not seen yet is put to it. */
    meet(forgot) {
      if (forgot) mine = null;
      const kept = mine && stored();
      if (!kept) return;
      const record = merge(kept, mine);
      if (Object.values(gained(kept, record)).some(Boolean)) keep(record);
    },

    /**
     * Why work is not kept, or null: "refused" (no storage), "full", "newer" (a newer version's record is there), "stuck" (a damaged
     * record is there, and no room to put it aside); or "aside": a damaged record was put aside, and work is kept.
     */
    trouble: () => trouble,

    /** Whether a name in storage is this record's. */
    owns: (other) => other === null || other === name,

    /** Texts that are kept here and cannot be read: {date, text}, the date they were put aside on, or none where they still lie. */
    asides() {
      try {
        const unread = trouble === "newer" || trouble === "stuck" ? [{date: "", text: store.get(name)}] : [];
        return [...putAsides(), ...unread];
      } catch {
        return [];
      }
    },

    /** The record as text for a file, without what was chosen in sensitive dialogues, unless that is wanted too. */
    save: ({sensitive = false} = {}) => write(sensitive ? current() : withoutSensitive(current())),

    /** Takes in a file's text: {state: "ok", gained} or {state: why it is refused}, and then nothing has changed. */
    load(text) {
      const {state, record} = read(text, course);
      if (state !== "ok") return {state};
      const before = current();
      this.change((own) => merge(own, record));
      return {state, gained: gained(before, current())};
    },

    /** Forgets all of it. False if the browser does not let us. */
    erase() {
      loose = null;
      mine = null;
      try {
        for (const one of store.names().filter((other) => other.startsWith(aside))) store.drop(one);
        store.drop(name);
      } catch {
        return false;
      }
      trouble = null;
      return true;
    },
  };
}
