/** Defines our elements. Each adds to markup that is complete without it. */

import {Checklist} from "./checklist.js";
import {Continue} from "./continue.js";
import {Page} from "./page.js";
import {Preferences} from "./preferences.js";
import {Progress} from "./progress.js";
import {Question} from "./question.js";
import {Quiz} from "./quiz.js";
import {record} from "./recorder.js";

const ELEMENTS = {
  "ts-page": Page,
  "ts-question": Question,
  "ts-quiz": Quiz,
  "ts-checklist": Checklist,
  "ts-continue": Continue,
  "ts-progress": Progress,
  "ts-preferences": Preferences,
};

// A page that brings the script twice must not define twice.
if (!customElements.get("ts-page")) {
  record();
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
