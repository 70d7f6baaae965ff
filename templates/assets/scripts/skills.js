/** Skills as words and a picture: the name, the level in a word, and as many of three dots as the level is high. */

import {make} from "./part.js";
import {level} from "./talk.js";
import {say} from "./words.js";

const DOTS = {unasked: 0, practice: 1, growing: 2, strong: 3};

/** A list of skills. `scores` is {skill: [got, of]}; `nameOf` gives the nodes of a skill's name. */
export function skillList(scores, nameOf) {
  const rows = Object.entries(scores).map(([id, pair]) => {
    const is = level(pair);
    const dots = [1, 2, 3].map((dot) => make("span", {class: "ts-dot", "data-on": dot <= DOTS[is]}));
    return make(
      "li",
      {"data-level": is},
      make("span", {class: "ts-skills__name"}, ...nameOf(id)),
      " ",
      make("span", {class: "ts-dots", "aria-hidden": "true"}, ...dots),
      " ",
      make("span", {class: "ts-skills__level"}, say(`dialogue.level.${is}`)),
    );
  });
  return make("ul", {class: "ts-play__skills"}, ...rows);
}
