/**
 * Reads stories in Twee 3 with extwee, and walks what it read along ways that are told beforehand.
 *
 * Standard input and output are those of ink.js. What a passage does is played by harlowe.js.
 */

import {readFileSync} from "node:fs";
import {parseTwee} from "extwee";
import {Play, parsed} from "./harlowe.js";

/** A difference, told with where it was found. */
class Different extends Error {}

function same(where, found, wanted) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Different(`${where}: found ${a}, not ${b}`);
}

/** What the reader makes of the file, held against what it should be. */
function read(told) {
  const story = parseTwee(told.twee);
  same("title", story.name, told.title);
  same("IFID", story.IFID, told.ifid);
  same("format", [story.format, story.start], ["Harlowe", "Begin"]);
  const names = story.passages.map(passage => passage.name);
  same("names that stand twice", names.filter((name, at) => names.indexOf(name) !== at), []);
  const passages = new Map(story.passages.map(passage => [passage.name, parsed(passage.text)]));
  const reached = new Set(["Begin"]);
  for (const name of reached) {
    if (!passages.has(name)) throw new Different(`a link leads to ${name}, which is not there`);
    for (const to of leads(passages.get(name))) reached.add(to);
  }
  same("passages that no link leads to", names.filter(name => !reached.has(name)), told.unlinked);
  return {passages, start: story.start};
}

function leads(nodes) {
  return nodes.flatMap(node => (node.type === "link" ? [node.to] : node.type === "display" ? [node.name] : leads(node.inside ?? [])));
}

function shared(a, b) {
  let turns = 0;
  while (turns < a.length && turns < b.length && a[turns][0] === b[turns][0] && a[turns][1] === b[turns][1]) turns += 1;
  return turns;
}

/** Walk one way to its end; `kept` holds, for each turn that it shares with the way before, the scene and what was remembered there. */
function walk({passages, start}, told, way, kept) {
  let play;
  if (kept.length) {
    const {name, vars} = kept.pop();
    play = new Play(passages, name, vars);
  } else {
    play = new Play(passages, start);
    same("opening", play.lines, told.opening);
    play.go(play.links[0].to);
  }
  for (const [number, at] of way.turns.slice(kept.length)) {
    kept.push({name: play.at, vars: new Map(play.vars)});
    const state = told.states[number];
    same(`in ${state.scene}`, play.lines, state.lines);
    const offered = play.links.slice(0, play.links.length - (told.left ? 1 : 0));
    same(`offered in ${state.scene}`, offered.map(link => link.label), state.offered.map(reply => reply.text));
    same("where replies lead", offered.map(link => link.to), state.offered.map(reply => `reply ${state.scene} ${reply.id}`));
    same("hints", play.hints.length, state.hint ? 1 : 0);
    if (state.hint) {
      play.text = "";
      play.show(play.hints[0].inside);
      same("hint", play.text, state.hint);
    }
    if (told.left) same("the way out", new Play(passages, play.links.at(-1).to).lines, told.left);
    play.go(offered[at].to);
    same(`after ${state.offered[at].id}`, play.lines, state.offered[at].lines);
    play.go(play.links[0].to);
  }
  same("the end", play.at, `ending ${way.ending}`);
  same("the ending", play.lines, [...told.endings[way.ending], ...way.levels]);
  for (const [skill, [got, of]] of Object.entries(way.score)) {
    same(`got and of ${skill}`, [play.vars.get(`got_${skill}`), play.vars.get(`of_${skill}`)], [got, of]);
  }
}

const report = JSON.parse(readFileSync(0, "utf-8")).map(told => {
  const faults = [];
  let walked = 0;
  try {
    const story = read(told);
    let kept = [];
    let last = [];
    for (const way of told.ways) {
      kept = kept.slice(0, last.length ? shared(last, way.turns) + 1 : 0);
      last = way.turns;
      try {
        walk(story, told, way, kept);
        walked += 1;
      } catch (error) {
        if (!(error instanceof Different)) throw error;
        last = [];
        faults.push(`${told.name}, ${way.turns.map(([number, at]) => told.states[number].offered[at].id).join(" ")}: ${error.message}`);
      }
    }
  } catch (error) {
    faults.push(`${told.name}: ${error.stack}`);
  }
  return {name: told.name, walked, faults: faults.slice(0, 5)};
});
process.stdout.write(JSON.stringify(report));
