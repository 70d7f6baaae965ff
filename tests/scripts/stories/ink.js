/**
 * Walks stories in Ink with the real compiler and player of inkjs, along ways that are told beforehand.
 *
 * It reads a list of stories from standard input, as tests/story_cases.py makes it, and prints what it saw: for each story how many ways it
 * walked to their end, and every difference.
 */

import {readFileSync} from "node:fs";
import {Compiler, CompilerOptions} from "inkjs/full";

/** A difference, told with where it was found. */
class Different extends Error {}

function same(where, found, wanted) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Different(`${where}: found ${a}, not ${b}`);
}

function compiled(text) {
  const said = [];
  const story = new Compiler(text, new CompilerOptions(null, [], false, message => said.push(message))).Compile();
  story.onError = message => said.push(message);
  return {story, said};
}

/** The lines up to the next choice or the end. */
function lines(story) {
  const found = [];
  while (story.canContinue) found.push(story.Continue().trimEnd());
  return found;
}

/** The choices that carry a tag which begins like this, with what follows in the tag. */
function choices(story, tag) {
  return story.currentChoices
    .map(choice => ({index: choice.index, text: choice.text, tag: (choice.tags ?? []).find(each => each.startsWith(tag))?.slice(tag.length)}))
    .filter(choice => choice.tag !== undefined);
}

/** A hint is shown once and takes nothing away; who leaves is let go. Both are undone. */
function besides(story, told, state) {
  const before = story.state.toJson();
  const offered = choices(story, "reply: ").map(choice => choice.tag);
  same("hints", choices(story, "hint").length, state.hint ? 1 : 0);
  if (state.hint) {
    story.ChooseChoiceIndex(choices(story, "hint")[0].index);
    same("hint", lines(story), [state.hint]);
    same("offered after the hint", choices(story, "reply: ").map(choice => choice.tag), offered);
    story.state.LoadJson(before);
  }
  same("ways out", choices(story, "leave").length, told.left ? 1 : 0);
  if (told.left) {
    story.ChooseChoiceIndex(choices(story, "leave")[0].index);
    same("left", [lines(story), story.currentChoices.length], [told.left, 0]);
    story.state.LoadJson(before);
  }
}

/**
 * Walk one way to its end. What it shares with the way before is not walked again: `kept` holds the player's state at each turn of that way,
 * and is brought up to this one.
 */
function walk(story, told, way, kept, met) {
  if (!kept.length) {
    story.ResetState();
    same("opening", lines(story), told.opening);
    story.ChooseChoiceIndex(choices(story, "begin")[0].index);
  } else {
    story.state.LoadJson(kept.at(-1));
  }
  let said = [];
  for (let turn = Math.max(0, kept.length - 1); turn < way.turns.length; turn += 1) {
    const [number, at] = way.turns[turn];
    const state = told.states[number];
    if (turn === kept.length) {
      same(`before and in ${state.scene}`, lines(story), [...said, ...state.lines]);
      if (!met.has(number)) besides(story, told, state);
      met.add(number);
      kept.push(story.state.toJson());
    }
    const offered = choices(story, "reply: ");
    same(`offered in ${state.scene}`, offered.map(choice => [choice.tag, choice.text]), state.offered.map(reply => [reply.id, reply.text]));
    story.ChooseChoiceIndex(offered[at].index);
    said = state.offered[at].lines;
  }
  same("the end", lines(story), [...said, ...told.endings[way.ending], ...way.levels]);
  same("choices at the end", story.currentChoices.length, 0);
  for (const [skill, [got, of]] of Object.entries(way.score)) {
    same(`got and of ${skill}`, [story.variablesState[`got_${skill}`], story.variablesState[`of_${skill}`]], [got, of]);
  }
}

/** How many turns two ways begin with alike. */
function shared(a, b) {
  let turns = 0;
  while (turns < a.length && turns < b.length && a[turns][0] === b[turns][0] && a[turns][1] === b[turns][1]) turns += 1;
  return turns;
}

const report = JSON.parse(readFileSync(0, "utf-8")).map(told => {
  const faults = [];
  let walked = 0;
  try {
    const {story, said} = compiled(told.ink);
    same("what the compiler says", said, []);
    same("title", story.globalTags, [`title: ${told.title}`]);
    const met = new Set();
    let kept = [];
    let last = [];
    for (const way of told.ways) {
      kept = kept.slice(0, last.length ? shared(last, way.turns) + 1 : 0);
      last = way.turns;
      try {
        walk(story, told, way, kept, met);
        same("what the player says", said, []);
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
