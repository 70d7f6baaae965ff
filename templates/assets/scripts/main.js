/** Defines our elements. Each adds to markup that is complete without it. */

import {Checklist} from "./checklist.js";
import {Continue} from "./continue.js";
import {Keep} from "./keep.js";
import {Page} from "./page.js";
import {Preferences} from "./preferences.js";
import {Progress} from "./progress.js";
import {Question} from "./question.js";
import {Quiz} from "./quiz.js";
import {record} from "./recorder.js";

const ELEMENTS = {
  "ts-page": Page,
  // A quiz puts its questions in their order; those that are awake already would start twice.
  "ts-quiz": Quiz,
  "ts-question": Question,
  "ts-checklist": Checklist,
  "ts-continue": Continue,
  "ts-progress": Progress,
  "ts-preferences": Preferences,
  "ts-keep": Keep,
};

// A page that brings the script twice must not define twice.
if (!customElements.get("ts-page")) {
  record();
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
