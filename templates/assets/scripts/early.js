/** Runs before the page is painted, so that nobody sees the text jump to the size they chose. */

import {applySettings, settings} from "./settings.js";

applySettings(settings());
