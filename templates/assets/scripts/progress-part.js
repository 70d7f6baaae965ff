/** Defines <ts-progress>, on pages that have one. */

import {Progress} from "./progress.js";

if (!customElements.get("ts-progress")) customElements.define("ts-progress", Progress);
