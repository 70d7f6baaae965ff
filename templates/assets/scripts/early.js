/** Runs before the page is painted, so that nobody sees the text jump to the size they chose, or the colors change. */

import {serveMaterial} from "./material.js";
import {applySettings, settings} from "./settings.js";

const HERE = document.currentScript.src;

document.documentElement.className = "js";
serveMaterial(new URL("..", HERE));
applySettings(settings());
offer();

/** Tells the browser what the home screen needs, and which fonts it will want: else it lays the page out before it asks for them, and again
 * after. From a folder either would be an error in the console of every page. */
function offer() {
  if (location.protocol === "file:") return;
  link("manifest", "../manifest.webmanifest");
  for (const font of ["atkinson-regular", "atkinson-bold", "fraunces"]) {
    link("preload", `fonts/${font}.woff2`, {as: "font", type: "font/woff2", crossOrigin: ""});
  }
}

function link(rel, path, more = {}) {
  document.head.append(Object.assign(document.createElement("link"), {rel, ...more, href: new URL(path, HERE).href}));
}
