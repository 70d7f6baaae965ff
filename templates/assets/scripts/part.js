/**
 * What all our elements share: they undo everything when they leave the page, they tell what was done by one bubbling event, `ts-did`,
 * and they make nodes from words alone, never from markup.
 */

/** Makes an element: `make("p", {class: "ts-mark"}, "words", node)`. Functions among the attributes listen: {onclick}. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node[name] = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A button that never submits. `look` is "main", "quiet" or nothing. While it is aria-disabled, pressing does nothing. */
export function button(words, onclick, look = "") {
  const press = (event) => event.currentTarget.getAttribute("aria-disabled") === "true" || onclick(event);
  return make("button", {type: "button", class: "ts-act", "data-look": look, onclick: press}, words);
}

/** Turns a button off without hiding it, so that it keeps the focus. */
export function turnOff(node, off) {
  node.setAttribute("aria-disabled", String(off));
}

/** Moves the focus to a node and shows the page from `top` on, where what belongs to the node begins. */
export function landOn(node, top = node) {
  node.focus({preventScroll: true});
  top.scrollIntoView({block: "start"});
}

/** A button that asks before it acts: in its place come a question and two answers, and the focus stays there, or goes where `declined` moves it. */
export function askingButton(label, {question, yes, no, declined}, act) {
  const place = make("span", {class: "ts-asking"});
  const first = button(label, () => {
    const words = typeof question === "function" ? question() : question;
    asking.firstChild.textContent = words;
    // Whoever hears the page hears the name of a group on coming into it.
    asking.setAttribute("aria-label", words);
    place.replaceChildren(asking);
    decline.focus();
  });
  const back = () => {
    place.replaceChildren(first);
    first.focus();
  };
  const decline = button(no, () => {
    back();
    declined?.();
  });
  const accept = button(yes, () => {
    back();
    act();
  }, "main");
  const asking = make("span", {class: "ts-confirm", role: "group"}, make("span"), accept, decline);
  // A handler that gives back false keeps every other key from its work.
  asking.onkeydown = (event) => {
    if (event.key === "Escape") back();
  };
  place.append(first);
  return place;
}

export class Part extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    this.start(this.life.signal);
  }

  disconnectedCallback() {
    this.life?.abort();
  }

  /** Listens until the element leaves the page. */
  hear(target, name, heard, options = {}) {
    target.addEventListener(name, heard, {...options, signal: this.life.signal});
  }

  /** Does something when the element leaves the page. */
  undo(act) {
    this.life.signal.addEventListener("abort", act, {once: true});
  }

  /** Adds a node by `how` ("append", "before", …) of `where`, and takes it away when the element leaves the page. */
  add(where, how, node) {
    where[how](node);
    this.undo(() => node.remove());
    return node;
  }

  /** Tells the page what was done. */
  did(detail) {
    this.dispatchEvent(new CustomEvent("ts-did", {bubbles: true, detail}));
  }
}
