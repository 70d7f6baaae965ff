/** Defines <ts-quiz> and <ts-question>, on pages that ask something. */

import {Question} from "./question.js";
import {Quiz} from "./quiz.js";

if (!customElements.get("ts-quiz")) {
  // A quiz puts its questions in their order; those that are awake already would start twice.
  customElements.define("ts-quiz", Quiz);
  customElements.define("ts-question", Question);
}
