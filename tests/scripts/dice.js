/** Repeatable chance for tests: the same seed throws the same dice. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x7feb352d);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    coin: () => next() < 0.5,
    pick: (list) => list[below(list.length)],
    some: (list) => list.filter(() => next() < 0.5),
    times: (most, make) => Array.from({length: below(most + 1)}, make),
  };
}
