/** A browser's storage for tests: what is in it, and what it refuses. */
export function shelf({room = Infinity, refuses = false} = {}) {
  const kept = new Map();
  const size = () => [...kept.values()].reduce((sum, text) => sum + text.length, 0);
  const door = {
    kept,
    room,
    refuses,
    get(name) {
      if (door.refuses) throw new Error("refused");
      return kept.get(name) ?? null;
    },
    put(name, text) {
      if (door.refuses || size() - (kept.get(name)?.length ?? 0) + text.length > door.room) throw new Error("full");
      kept.set(name, text);
    },
    drop(name) {
      if (door.refuses) throw new Error("refused");
      kept.delete(name);
    },
    names: () => [...kept.keys()],
  };
  return door;
}
