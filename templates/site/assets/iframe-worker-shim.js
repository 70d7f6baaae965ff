/* Search, begun when somebody searches, also from a folder.

Material's script starts a Worker with every page. Here it gets a stand-in, which starts the real one, and fetches the index, when search
is opened. Browsers start no Worker from file://: there a hidden frame has the thread's two ends (postMessage and "message") and runs the
same script. Material's search script looks for the name IFrameWorker in its parent, and then finds its helpers beside itself and waits for
importScripts. The name of this file keeps the offline plugin from adding a shim of another host. */
{
  const onDisk = location.protocol === "file:";

  /* One script, run in a document. */
  const load = (url, page) =>
    new Promise((resolve, reject) => {
      const script = page.createElement("script");
      script.src = new URL(url, location.href).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`The search could not load ${url}`));
      page.head.append(script);
    });

  class IFrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "";
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...urls) => urls.reduce((before, each) => before.then(() => this.load(each)), Promise.resolve());
      this.ready = this.load(url);
    }

    load(url) {
      return load(url, this.frame.contentDocument);
    }

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }
  if (onDisk) window.IFrameWorker = IFrameWorker;

  /* The index, from a script where a page may not fetch. */
  const index = async () => {
    const place = (name) => new URL(`search/${name}`, window.__md_scope);
    if (onDisk) {
      await load(place("search_index.js"), document);
      return window.__index;
    }
    const answer = await fetch(place("search_index.json"));
    if (!answer.ok) throw new Error(`The search could not load its index: ${answer.status}`);
    return answer.json();
  };

  const Thread = onDisk ? IFrameWorker : window.Worker;
  const field = document.querySelector("[data-md-component=search-query]");
  const toggle = document.getElementById("__search");

  /* A question without the words that stand in every text. Material asks for all that begins with a word, and for "in" that is much. */
  const small = new Set(field?.form.dataset.small.split(" "));
  const withoutSmall = (question) => {
    const words = question.split(/\s+/).filter((word) => !small.has(word.toLowerCase()));
    return question.includes('"') || !words.join("") ? question : words.join(" ");
  };

  window.Worker = class SearchWorker extends EventTarget {
    constructor(url) {
      super();
      const open = () => this.open(url);
      field.addEventListener("focus", open);
      field.addEventListener("input", open);
      toggle.addEventListener("change", open);
      if (document.activeElement === field || toggle.checked) open();
    }

    /* Starts what searches. If that fails, as without a network, the next opening tries again. */
    async open(url) {
      if (this.opened) return;
      this.opened = true;
      try {
        const { config, docs } = await index();
        this.thread = new Thread(url);
        this.thread.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
        // Material's own first message: 0 is "set up", and the answer to it lets the first question through.
        this.thread.postMessage({ type: 0, data: { config, docs, options: { suggest: false } } });
      } catch (failed) {
        this.opened = false;
        console.warn(failed);
      }
    }

    /* 2 is Material's "search for this". */
    postMessage({ type, data }) {
      this.thread?.postMessage({ type, data: type === 2 ? withoutSmall(data) : data });
    }

    terminate() {
      this.thread?.terminate();
    }
  };

  // Material looks at the field when a key comes up. Pasting, dictating and choosing from a list press none.
  field?.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
}
