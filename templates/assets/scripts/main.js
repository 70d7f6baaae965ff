/**
 * Defines the elements that most pages need. Each adds to markup that is complete without it. What few pages need stands in files of its own
 * (parts.js), which borrow what they need from here.
 */

import {Checklist} from "./checklist.js";
import {Continue} from "./continue.js";
import {Page} from "./page.js";
import {Preferences} from "./preferences.js";
import {record} from "./recorder.js";

const ELEMENTS = {
  "ts-page": Page,
  "ts-checklist": Checklist,
  "ts-continue": Continue,
  "ts-preferences": Preferences,
};

// A page that brings the script twice must not define twice.
if (!customElements.get("ts-page")) {
  record();
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
