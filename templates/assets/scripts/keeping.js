/**
 * The only door to the worker that keeps the course on this device (assets/worker/sw.js). Knows nothing of how that is shown. Whatever the
 * browser refuses arrives as a rejected promise.
 */

const host = navigator.serviceWorker;

// In milliseconds; several times as long as a worker at work is ever silent.
const SILENCE = 20_000;
// How often it is asked whether a waiting version may take over, and after how many milliseconds each.
const ASKS = 6;
const BETWEEN_ASKS = 3000;

let touched = false;
const touch = () => (touched = true);
// Screen readers, dictation and whatever fills in forms press no key and no pointer.
for (const name of ["pointerdown", "keydown", "click", "input", "change"]) addEventListener(name, touch, {capture: true, once: true});

/** Why this device cannot keep the course (`file`, `insecure`, `unsupported`), or nothing when it can. */
export function unable() {
  if (location.protocol === "file:") return "file";
  if (!isSecureContext) return "insecure";
  return host ? "" : "unsupported";
}

/** The registration of this course's own worker, or nothing. Another course's may answer for a folder above. */
export async function registered() {
  const found = await host?.getRegistration(root());
  return found?.scope === root().href ? found : undefined;
}

/** Starts the worker; it keeps the course while it is being installed. Resolves when that is done, rejects when it failed. */
export async function begin() {
  const found = await host.register(new URL("sw.js", root()), {scope: root().pathname, updateViaCache: "none"});
  // Asked for, since the reader wants it kept; a browser that says no keeps it as long as it has room.
  navigator.storage?.persist?.().catch(() => false);
  const worker = found.installing ?? found.waiting ?? found.active;
  await settled(worker);
  return worker;
}

/**
 * Looks for a newer version and waits until it is here: `fetched`, `missed` when it is there and could not be fetched, `none`. Rejects when
 * nobody can tell.
 */
export async function renew(found) {
  await found.update();
  const arriving = found.installing;
  if (!arriving) return found.waiting ? "fetched" : "none";
  return new Promise((resolve) => {
    const look = () => {
      if (arriving.state !== "installing") resolve(arriving.state === "redundant" ? "missed" : "fetched");
    };
    arriving.addEventListener("statechange", look);
    look();
  });
}

/**
 * Asks a worker for something and resolves to what it answers: see the messages in assets/worker/sw.js. Rejects with a TimeoutError when
 * neither an answer nor any news comes for a while, as when the browser ended the worker.
 */
export function ask(worker, what) {
  return new Promise((resolve, reject) => {
    const {port1, port2} = new MessageChannel();
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end(reject, new DOMException("The worker is silent", "TimeoutError")), SILENCE);
    };
    const end = (how, value) => {
      clearTimeout(timer);
      host.removeEventListener("message", wait);
      port1.close();
      how(value);
    };
    port1.onmessage = ({data}) => end(resolve, data);
    host.addEventListener("message", wait);
    wait();
    worker.postMessage(what, [port2]);
  });
}

/** Calls `heard` with what the worker tells: {keeping: {done, of}}, {kept} or {failed}. */
export function news(part, heard) {
  if (host) part.hear(host, "message", ({data}) => data?.tableside && heard(data.tableside));
  host?.startMessages();
}

/** Lets a waiting version take over, and opens the page again in it. */
export function takeOver(waiting) {
  openAgain(waiting);
  waiting.postMessage({do: "use"});
}

/** On a page that was opened just now and is the only one: a version that waits takes over before anybody has done anything here. */
export async function freshen() {
  try {
    const found = await registered();
    const waiting = found?.waiting;
    if (!waiting || touched) return;
    openAgain(waiting, () => touched);
    // A page that was left may count as open for a while.
    for (let look = 0; look < ASKS; look += 1) {
      if ((await ask(found.active, {do: "alone"})) && !touched) waiting.postMessage({do: "use"});
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_ASKS));
      if (touched) return;
      // The change may have come before anybody listened for it.
      if (waiting.state === "activated") location.reload();
    }
  } catch {
    // The page goes on in the version that it has.
  }
}

/** Opens the page again once a waiting version has taken over, unless `stay` says then that it may not. */
function openAgain(waiting, stay = () => false) {
  waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated" && !stay()) location.reload();
  });
}

function root() {
  return window.__md_scope;
}

function settled(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The worker was not installed"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
