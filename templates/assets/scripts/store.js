/**
 * The only door to the browser's storage. Any of these may throw, since a browser may refuse storage or run out of it: who calls
 * decides what that means. Knows nothing of what is kept.
 */
export const store = {
  get: (name) => localStorage.getItem(name),
  put: (name, text) => localStorage.setItem(name, text),
  drop: (name) => localStorage.removeItem(name),
  names: () => Object.keys(localStorage),
  /** Calls `heard` with the name that another tab has changed, or null for all of them, and whether it is gone. */
  watch: (heard) => addEventListener("storage", (event) => heard(event.key, event.newValue === null)),
};
