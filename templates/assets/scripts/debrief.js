/**
 * What stands at the end of a play: the ending, what led there, the skills it used and where to practice them, the way on the map and in
 * words, and what else could have been said at each turn. Draws only; what the buttons do is handed in.
 */

import {button, make} from "./part.js";
import {skillList} from "./skills.js";
import {score, toPractise} from "./talk.js";
import {say} from "./words.js";

/** How many skills are proposed for practice: more would be no proposal. */
const PROPOSED = 2;

/**
 * The nodes of a debrief.
 *
 * @param {object} stage what the page tells, see stage.js
 * @param {object[]} steps the way that was taken, see talk.js
 * @param {string} ending where it ended
 * @param {Node|null} map the page's map, marked already
 * @param {Node[]} help whom to ask, after a dialogue that may have been hard
 * @param {{again: () => void, to: (number) => void}} acts begin once more; go back to a turn, from 0
 * @param {Node[]} links where to go from here
 */
export function debriefOf({stage, steps, ending, map, help, acts, links}) {
  const scores = score(steps, stage.skills);
  const name = (id) => stage.skill(id, ".ts-skill");
  return [
    part("end", ...stage.closing(ending, ":scope > :not(.ts-debrief, .ts-ways)"), ...stage.closing(ending, ".ts-debrief"), ...help),
    part("score", title("skills"), skillList(scores, name), ...practice(stage, scores, name)),
    part("way", title("way"), make("ol", {class: "ts-play__outline"}, ...steps.map((step) => outline(stage, step))), ...(map ? [map] : [])),
    part("else", title("else"), ...steps.map((step, number) => roadNotTaken(stage, step, number, acts))),
    make("div", {class: "ts-acts"}, button(say("dialogue.again"), acts.again, "main"), ...links),
  ];
}

function part(name, ...nodes) {
  return make("div", {class: `ts-play__${name}`}, ...nodes);
}

function title(key) {
  return make("h4", {}, say(`dialogue.title.${key}`));
}

function practice(stage, scores, name) {
  const weak = toPractise(scores).slice(0, PROPOSED);
  if (!weak.length) return [make("p", {}, say("dialogue.practice.none"))];
  const rows = weak.map((id) => make("li", {}, ...name(id), " ", ...stage.skill(id, ".ts-skill__about"), " ", ...stage.skill(id, "a")));
  return [make("p", {}, say("dialogue.practice")), make("ul", {class: "ts-play__practice"}, ...rows)];
}

function outline(stage, step) {
  return make("li", {}, ...inline(stage.told(step.reply, ".ts-do", ".ts-say")));
}

// Most roads stay folded, so each is drawn when it is opened.
function roadNotTaken(stage, step, number, acts) {
  const others = step.offered.filter((reply) => reply !== step.reply);
  const words = make("summary", {}, say("dialogue.others", {number: number + 1, count: others.length}));
  const road = make("details", {class: "ts-play__road"}, words);
  road.ontoggle = () => {
    if (words.nextSibling) return;
    const rows = others.map((reply) => make("li", {}, ...stage.told(reply, ".ts-do", ".ts-say", ".ts-because")));
    const back = button(say("dialogue.try-turn", {number: number + 1}), () => acts.to(number));
    road.append(make("ul", {class: "ts-play__others"}, ...rows), make("p", {class: "ts-acts"}, back));
  };
  return road;
}

// Paragraphs in a row, as one line of words.
function inline(nodes) {
  return nodes.flatMap((node) => [make("span", {class: node.className}, ...node.childNodes), " "]);
}
