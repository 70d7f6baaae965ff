/** Defines <ts-dialogue>, on pages that have one. */

import {Dialogue} from "./dialogue.js";

if (!customElements.get("ts-dialogue")) customElements.define("ts-dialogue", Dialogue);
