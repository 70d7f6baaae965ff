/*
 * The worker of "Keep on this phone": it keeps every file of one version of the course, and answers from them. It is registered only when a
 * reader asks for it (keep.js), stands at the site's root, and leaves alone whatever is not a file of this course.
 *
 * A page and all that it loads come from one version. A newer worker waits until no page of the older one is open, or until it is told
 * to take over by a page that nobody has touched yet, or by the reader.
 *
 * COPY is written by the build: {version, files, more, left, absent}. `files` and `more` give for each path the beginning of its SHA-256 in
 * hexadecimal and its size in bytes; `more` are those that a reader asks for separately; `left` are beginnings of paths that are never kept.
 */
const COPY = {};

const SCOPE = new URL(self.registration.scope);
// Other courses on this origin keep theirs under other names.
const OURS = `tableside ${SCOPE.pathname} `;
const NAME = OURS + COPY.version;
const ABOUT = new URL("sw.js?about", SCOPE).href;
const AT_ONCE = 4;
// In milliseconds. A page that hears nothing for much longer takes it that the browser ended this worker.
const BEAT = 5000;
// How often, and after how many milliseconds each, it looks whether the page that asks is the only one.
const [LOOKS, PAUSE] = [10, 200];
// How long a new version waits for its PDFs; browsers end an installation that takes some minutes.
const PDFS_MAY_TAKE = 90_000;

const address = (path) => new URL(path, SCOPE).href;
const within = (list, path) => Object.hasOwn(list, path);
// Pages that were asked for and are not there yet.
const coming = new Set();

class Changed extends Error {}

self.addEventListener("install", (event) => event.waitUntil(keep(false)));
self.addEventListener("activate", (event) => event.waitUntil(drop((name) => name !== NAME)));

self.addEventListener("message", (event) => {
  const acts = {
    state,
    keep: () => keep(event.data.more),
    remove: () => drop(() => true),
    use: () => self.skipWaiting(),
    alone,
  };
  const act = acts[event.data?.do];
  if (!act) return;
  const answered = Promise.resolve(act()).then((answer) => event.ports[0]?.postMessage(answer));
  // Failing is told by `keep` itself.
  event.waitUntil(answered.catch(() => event.ports[0]?.postMessage(null)));
});

self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path === null) return;
  if (event.resultingClientId) event.waitUntil(awaited(event.resultingClientId));
  if (within(COPY.files, path) || within(COPY.more, path)) event.respondWith(answer(event.request, path));
  else if (event.request.mode === "navigate" && COPY.left.some((start) => path.startsWith(start))) event.respondWith(ask(event.request));
});

/** What of this course a request is for, or null when it is for something else. */
function pathOf({method, url}) {
  const {origin, pathname} = new URL(url);
  if (method !== "GET" || origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) return null;
  try {
    const path = decodeURIComponent(pathname.slice(SCOPE.pathname.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  } catch {
    return null;
  }
}

/** The kept file; if it is missing or storage is broken, what the network says. */
async function answer(request, path) {
  const found = await caches.match(address(path), {cacheName: NAME, ignoreVary: true}).catch(() => null);
  return found ?? ask(request);
}

async function ask(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    if (request.mode !== "navigate") throw fault;
    return new Response(COPY.absent, {status: 503, headers: {"Content-Type": "text/html; charset=utf-8"}});
  }
}

/**
 * Keeps this version, with what the version before has in common with it. The PDFs (`COPY.more`) come last: when `more` asks for them, or when
 * an older copy has them. Nobody is there to ask again for the latter, so they may fail, and the page offers them anew.
 */
async function keep(more) {
  const older = await copies();
  const own = older.find(({name}) => name === NAME);
  const withMore = more || older.some(({about}) => about.more);
  const of = sizeOf(COPY.files) + (withMore ? sizeOf(COPY.more) : 0);
  let [done, complete] = [0, Boolean(own)];
  const news = () => tell({keeping: {done, of}});
  const came = (size) => {
    done += size;
    return news();
  };
  const beat = setInterval(news, BEAT);
  try {
    const cache = await caches.open(NAME);
    await fill(cache, COPY.files, older, came);
    await note(cache, Boolean(own?.about.more));
    complete = true;
    if (withMore) await keepMore(cache, older, came, more);
  } catch (fault) {
    if (!complete) await caches.delete(NAME).catch(() => false);
    await tell({failed: reason(fault)});
    throw fault;
  } finally {
    clearInterval(beat);
  }
  await tell({kept: COPY.version});
}

/** Adds the PDFs to the lessons. Only who asked for them hears that they failed; half of them only take room. */
async function keepMore(cache, older, came, asked) {
  try {
    await fill(cache, COPY.more, older, came, asked ? 0 : PDFS_MAY_TAKE);
    await note(cache, true);
  } catch (fault) {
    const had = older.some(({name, about}) => name === NAME && about.more);
    if (!had) await Promise.all(Object.keys(COPY.more).map((path) => cache.delete(address(path))));
    if (asked) throw fault;
  }
}

/** Writes down what a copy holds, which makes it a complete one. */
function note(cache, more) {
  const about = {day: new Date().toISOString(), more, files: {...COPY.files, ...(more ? COPY.more : {})}};
  return cache.put(ABOUT, new Response(JSON.stringify(about)));
}

/** Puts files into a cache, from a copy that has them or else from the network. The first that fails ends it, and so do `most` milliseconds. */
async function fill(cache, files, older, came, most = 0) {
  const wanted = Object.entries(files);
  const halt = new AbortController();
  let failed;
  const stop = (fault) => {
    failed ??= fault;
    wanted.length = 0;
    halt.abort();
  };
  const line = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const [path, [hash, size]] = next;
      const had = await fromCopies(older, path, hash);
      await cache.put(address(path), had ?? (await fetched(path, hash, halt.signal)));
      await came(size);
    }
  };
  const limit = most && setTimeout(stop, most, new TypeError("The network is too slow"));
  await Promise.all(Array.from({length: AT_ONCE}, () => line().catch(stop)));
  clearTimeout(limit);
  if (failed) throw failed;
}

function sizeOf(files) {
  return Object.values(files).reduce((sum, [, size]) => sum + size, 0);
}

/** Every complete copy of this course, of whatever version. */
async function copies() {
  const found = [];
  for (const name of await caches.keys()) {
    const about = name.startsWith(OURS) && (await caches.match(ABOUT, {cacheName: name}));
    if (about) found.push({name, about: await about.json()});
  }
  return found;
}

async function fromCopies(older, path, hash) {
  const one = older.find(({about}) => about.files[path]?.[0] === hash);
  return one && (await caches.match(address(path), {cacheName: one.name, ignoreVary: true}));
}

/** A file from the network that is what was built, past what the browser keeps if that is not. */
async function fetched(path, hash, signal) {
  for (const cache of ["no-cache", "reload"]) {
    const response = await fetch(address(path), {cache, signal});
    const body = await response.arrayBuffer();
    if (response.ok && (await hashOf(body)).startsWith(hash)) {
      const headers = new Headers(response.headers);
      for (const name of ["content-encoding", "content-length"]) headers.delete(name);
      // A new one, since a page may not be answered with a response that was redirected.
      return new Response(body, {headers});
    }
  }
  throw new Changed(path);
}

async function hashOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function reason(fault) {
  if (fault instanceof Changed) return "changed";
  if (fault?.name === "QuotaExceededError") return "full";
  return fault instanceof TypeError ? "network" : "refused";
}

/** What is kept of this version: {day, more, missing}, the last the number of files that are gone; null when it is not kept. */
async function state() {
  const own = (await copies()).find(({name}) => name === NAME);
  if (!own) return null;
  const there = new Set((await (await caches.open(NAME)).keys()).map(({url}) => url));
  const missing = Object.keys(own.about.files).filter((path) => !there.has(address(path))).length;
  return {day: own.about.day, more: own.about.more, missing};
}

async function drop(which) {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
  return true;
}

async function pages() {
  const all = await self.clients.matchAll({type: "window", includeUncontrolled: true});
  return all.filter(({url}) => url.startsWith(SCOPE.href));
}

/** Counts a page as coming until it is there, or never will be. */
async function awaited(id) {
  coming.add(id);
  await self.clients.get(id).catch(() => null);
  coming.delete(id);
}

/** Whether one page is open, none is coming, and so that is all. A page that is being left, as when one loads it again, still counts for a moment. */
async function alone() {
  for (let look = 0; look < LOOKS; look++) {
    if ((await pages()).length < 2 && !coming.size) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}

async function tell(news) {
  for (const page of await pages()) page.postMessage({tableside: news});
}
