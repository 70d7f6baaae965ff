/** Defines <ts-path>, on pages that have one. */

import {Path} from "./path.js";

if (!customElements.get("ts-path")) customElements.define("ts-path", Path);
