/**
 * Plays the small part of Harlowe that our stories are written in, strictly: a sign that Harlowe could take for markup is refused.
 *
 * It stands in for Harlowe where every way is walked, which takes a browser hours. tests/browser/test_twine.py holds the real one to the same.
 */

const REFUSED = new Set("\"$%()*+<=>@[\\]^_`{|}~&/#'");

/** What a passage says, as a tree that can be played often. */
export function parsed(text) {
  let at = 0;

  function fail(why) {
    throw new Error(`${why} at …${text.slice(Math.max(0, at - 20), at)}⟨here⟩${text.slice(at, at + 30)}…`);
  }

  function take(pattern) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  }

  function need(pattern) {
    return take(pattern) ?? fail(`no ${pattern}`);
  }

  function words(end) {
    let found = "";
    while (at < text.length && !end.some(each => text.startsWith(each, at))) found += sign();
    return found;
  }

  function sign() {
    const reference = take(/&#(\d+);/y);
    if (reference) return String.fromCodePoint(Number(reference[1]));
    // An apostrophe or a hyphen between letters or digits means nothing to Harlowe.
    const one = take(/(?<=[\p{L}\p{N}])['](?=[\p{L}\p{N}])/uy) ?? take(/[^]/uy);
    if (one[0] !== "'" ? REFUSED.has(one[0]) : !/[\p{L}\p{N}]/u.test(text[at] ?? "")) fail(`a bare ${one[0]}`);
    if (/(?:^|\n)\s*$/.test(text.slice(0, at - 1)) && /[-:]|0/.test(one[0])) fail(`a line that begins with ${one[0]}`);
    return one[0];
  }

  function hook() {
    need(/\[/y);
    const inside = nodes(["]"]);
    need(/\]/y);
    return inside;
  }

  function nodes(end) {
    const found = [];
    while (at < text.length && !end.some(each => text.startsWith(each, at))) found.push(node(end));
    return found;
  }

  function node() {
    let macro;
    if (take(/\[\[/y)) {
      const label = words(["->"]);
      need(/->/y);
      return {type: "link", label, to: need(/([a-zA-Z0-9 -]+)\]\]/y)[1]};
    }
    if (take(/''|\/\//y)) return {type: "text", text: ""};
    if ((at === 0 || text[at - 1] === "\n") && take(/#(?!#)/y)) return {type: "text", text: ""};
    if ((macro = take(/\(set: \$(\w+) to /y))) {
      const value = sum();
      need(/\)/y);
      return {type: "set", name: macro[1], value};
    }
    if ((macro = take(/\((if|else-if): /y))) {
      const only = condition();
      need(/\)/y);
      return {type: macro[1], only, inside: hook()};
    }
    if (take(/\(else:\)/y)) return {type: "else", inside: hook()};
    if ((macro = take(/\(display: "([a-zA-Z ]+)"\)/y))) return {type: "display", name: macro[1]};
    if (take(/\(link: "/y)) {
      const label = words(['"']);
      need(/"\)/y);
      return {type: "reveal", label, inside: hook()};
    }
    return {type: "text", text: sign()};
  }

  function condition() {
    const parts = [comparison()];
    while (take(/ and /y)) parts.push(comparison());
    return vars => parts.every(part => part(vars));
  }

  function comparison() {
    if (take(/not /y)) {
      const value = fact();
      return vars => !value(vars);
    }
    if (/\$fact_\w+/y.test(text.slice(at)) && text.startsWith("$fact_", at)) return fact();
    const left = sum();
    const how = need(/ (is|>=) /y)[1];
    const right = sum();
    return how === "is" ? vars => left(vars) === right(vars) : vars => left(vars) >= right(vars);
  }

  function fact() {
    const value = factor();
    return vars => (typeof value(vars) === "boolean" ? value(vars) : fail("no fact"));
  }

  function sum() {
    let value = product();
    for (let how; (how = take(/ ([+-]) /y)); ) {
      const [left, right] = [value, product()];
      value = how[1] === "+" ? vars => left(vars) + right(vars) : vars => left(vars) - right(vars);
    }
    return value;
  }

  function product() {
    let value = factor();
    while (take(/ \* /y)) {
      const [left, right] = [value, factor()];
      value = vars => left(vars) * right(vars);
    }
    return value;
  }

  function factor() {
    let found;
    if ((found = take(/\((min|max): /y))) {
      const left = sum();
      need(/, /y);
      const right = sum();
      need(/\)/y);
      return vars => Math[found[1]](left(vars), right(vars));
    }
    if ((found = take(/\$(\w+)/y))) {
      const name = found[1];
      return vars => (vars.has(name) ? vars.get(name) : fail(`${name} is not set`));
    }
    if ((found = take(/true|false/y))) return () => found[0] === "true";
    found = need(/-?\d+/y);
    return () => Number(found[0]);
  }

  return nodes([]);
}

/** A story that is played from passage to passage. */
export class Play {
  /** Passages by name, each as `parsed` gives it, and the name of the first; what is remembered may be brought along. */
  constructor(passages, start, vars = new Map()) {
    this.passages = passages;
    this.vars = new Map(vars);
    this.go(start);
  }

  /** Come to a passage: `lines` holds what it says, `links` where one can go, `hints` what a click on a hint shows. */
  go(name) {
    this.links = [];
    this.hints = [];
    this.text = "";
    this.at = name;
    this.show(this.passages.get(name));
    this.lines = this.text.split("\n").filter(line => line.trim());
  }

  show(nodes) {
    let before = true;
    for (const node of nodes) {
      if (node.type === "text") this.text += node.text;
      else if (node.type === "set") this.vars.set(node.name, node.value(this.vars));
      else if (node.type === "link") this.links.push({label: node.label, to: node.to});
      else if (node.type === "reveal") this.hints.push(node);
      else if (node.type === "display") this.show(this.passages.get(node.name));
      else {
        const now = node.type === "if" ? node.only(this.vars) : !before && (node.type === "else" || node.only(this.vars));
        before = node.type === "if" ? now : before || now;
        if (now) this.show(node.inside);
      }
    }
  }
}
