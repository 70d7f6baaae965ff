/** Defines <ts-quiz> and <ts-question>, on pages that ask something. */

import {Question} from "./question.js";
import {Quiz} from "./quiz.js";

// A quiz puts its questions in their order; those that are awake already would start twice.
if (!customElements.get("ts-quiz")) customElements.define("ts-quiz", Quiz);
if (!customElements.get("ts-question")) customElements.define("ts-question", Question);
