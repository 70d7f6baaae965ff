import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {holds, level, score, sum, toPractise, walk} from "../../templates/assets/scripts/talk.js";

const TABLE = JSON.parse(readFileSync(new URL("../cases/dialogues.json", import.meta.url), "utf8"));

function talkOf({skills, scenes, endings}) {
  const known = new Map(scenes.map((scene) => [scene.id, {...scene, replies: scene.replies.map((reply) => ({scores: {}, ...reply}))}]));
  return {first: scenes[0].id, skills, scene: (id) => known.get(id), ending: (id) => endings.includes(id)};
}

for (const {says, dialogue, turns, offered, at, facts, asides, ending, lost, scores} of TABLE.ways) {
  test(`walked: ${says}`, () => {
    const talk = talkOf(TABLE.dialogues[dialogue]);
    const walked = walk(talk, turns);
    assert.deepEqual(walked.steps.map((step) => step.offered.map((reply) => reply.id)), offered);
    assert.deepEqual([walked.lost, walked.ending, walked.at?.scene.id ?? null], [lost, ending, at]);
    assert.deepEqual(score(walked.steps, talk.skills), scores);
    if (!walked.at) return;
    const {scene, facts: bits} = walked.at;
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8].filter((number) => (bits >> (number - 1)) & 1), facts);
    assert.deepEqual((scene.also ?? []).flatMap((aside, i) => (holds(aside, bits) ? [i] : [])), asides);
  });
}

test("levels are named as the table says", () => {
  for (const [got, of, named] of TABLE.levels) assert.equal(level([got, of]), named, `${got} of ${of}`);
});

test("the weakest skill is practiced first, and what is strong or was not asked for is not", () => {
  assert.deepEqual(toPractise({a: [3, 4], b: [0, 2], c: [5, 5], d: [0, 0], e: [0, 6], f: [1, 2]}), ["e", "b", "f", "a"]);
  assert.deepEqual(toPractise({a: [4, 5]}), []);
});

test("points add up", () => {
  assert.deepEqual(sum([[1, 2], [0, 3]]), [1, 5]);
  assert.deepEqual(sum([]), [0, 0]);
});
