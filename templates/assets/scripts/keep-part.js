/** Defines <ts-keep>, on pages that have one. */

import {Keep} from "./keep.js";

if (!customElements.get("ts-keep")) customElements.define("ts-keep", Keep);
