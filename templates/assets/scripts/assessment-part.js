/** Defines <ts-assessment> and the questions in it. */

import {Assessment} from "./assessment.js";
import {Question} from "./question.js";

// Another page may have brought either. An assessment puts its questions in their places, so it wakes first.
if (!customElements.get("ts-assessment")) customElements.define("ts-assessment", Assessment);
if (!customElements.get("ts-question")) customElements.define("ts-question", Question);
