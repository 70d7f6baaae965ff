/**
 * Keeps what is given in a question's form while it is worked on, and puts it back when the question comes again: after a reload, on the way
 * back, in the next session. Says nothing and moves no focus. Knows no type, and nothing of where drafts are kept.
 *
 * Two tabs do not follow each other while somebody may be typing; a page that was asleep takes over what was kept meanwhile.
 */

const BREATH = 250;

/**
 * Begins for `part`, a question: {dataset, fields, inputs, trying, hear, undo, clear}, as question.js has them. `trying` says which try is
 * being made, as drafts.js describes it. `drafts` is as openDrafts gives it. Goes before whatever empties the form when the question leaves.
 */
export function drafting(part, drafts) {
  const {key} = part.dataset;
  let timer = 0;
  // "kept" while a draft of this form is, "lost" if it could not be: then it stands nowhere else, and must not be taken away.
  let state = "";

  // As it stands, with the spaces at the end of what is being written.
  const given = () => part.inputs.field?.value ?? part.inputs.read();

  function stop() {
    clearTimeout(timer);
    timer = 0;
    state = "";
  }

  function keep() {
    if (!timer) return;
    stop();
    const isEmpty = Object.values(part.inputs.read()).every((one) => !one);
    const isDone = isEmpty ? drafts.drop(key) : drafts.keep(key, part.trying, given());
    state = !isDone ? "lost" : isEmpty ? "" : "kept";
  }

  function touched() {
    // A browser that fills in forms by itself does so in an answer that was checked, too.
    if (!part.fields.disabled) timer ||= setTimeout(keep, BREATH);
  }

  function restore() {
    const found = drafts.find(key, part.trying);
    if (found === null || state === "lost") return;
    if (found !== undefined && JSON.stringify(found) !== JSON.stringify(given())) {
      // On top of an answer: it was being tried again.
      if (part.fields.disabled) part.clear();
      part.inputs.fill(found, true);
    } else if (found === undefined && state && !part.fields.disabled) part.inputs.fill();
    state = found === undefined ? "" : "kept";
  }

  part.hear(part.fields, "input", touched);
  part.hear(part.fields, "change", touched);
  part.hear(window, "pagehide", keep);
  part.hear(window, "pageshow", (event) => event.persisted && restore());
  part.undo(keep);

  return {
    /** Puts back what was given in this try. What was given in one that is over is forgotten. */
    restore,

    /** Keeps nothing of what was touched last: the form is about to be emptied. */
    stop,
  };
}
