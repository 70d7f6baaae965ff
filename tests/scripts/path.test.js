import assert from "node:assert/strict";
import {test} from "node:test";

globalThis.HTMLElement = class {};
globalThis.document = {getElementById: () => null, documentElement: {}};
const {stateOf} = await import("../../templates/assets/scripts/path.js");
const {apply, read} = await import("../../templates/assets/scripts/record.js");
