import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {oneOfEach} from "../../templates/assets/scripts/draw.js";

const CASES = JSON.parse(readFileSync(new URL("../cases/draws.json", import.meta.url), "utf8"));

test("an attempt asks what the table says", () => {
  assert.ok(CASES.length > 8);
  for (const {groups, asked, ...more} of CASES) assert.deepEqual(oneOfEach(new Map(Object.entries(groups)), more), asked);
});

test("the order in which groups and ids are written changes nothing", () => {
  for (const {groups, asked, ...more} of CASES) {
    const turned = Object.entries(groups).map(([name, ids]) => [name, [...ids].reverse()]).reverse();
    assert.deepEqual(oneOfEach(new Map(turned), more), asked);
  }
});
