/**
 * The page's map of a dialogue: lent to the debrief, with the way that was taken marked on it, and given back as it was. In the drawing stands a
 * group for each scene, then one for each ending, in the page's order, and in a scene's group, in `.ts-edges`, a path for each of its replies.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The map in `part`, or null where the page has none.
 *
 * @param {Element} part the dialogue
 * @param {string[]} scenes their ids, in the page's order
 * @param {string[]} endings theirs
 */
export function mapOf(part, scenes, endings) {
  const figure = part.querySelector(".ts-map");
  if (!figure) return null;
  const home = document.createComment("");
  const fold = figure.querySelector("details");
  // Every way in words, with links to scenes that are put away meanwhile: the debrief has its own.
  const words = figure.querySelector(".ts-outline");
  const groups = [...figure.querySelectorAll("svg > g")];
  const wasOpen = fold?.open;
  figure.before(home);

  const mark = (node, turn) => {
    if (node) node.dataset.taken = [node.dataset.taken, turn].filter(Boolean).join(", ");
  };
  const number = (group) => {
    const text = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({class: "ts-turn", x: -26, y: -12})) text.setAttribute(name, value);
    text.textContent = group.dataset.taken;
    group.append(text);
  };
  const show = (isWay) => {
    for (const node of figure.querySelectorAll("[data-taken]")) delete node.dataset.taken;
    for (const node of figure.querySelectorAll(".ts-turn")) node.remove();
    if (words) words.hidden = isWay;
    if (fold) fold.open = isWay || wasOpen;
  };
  return {
    /** Marks a way: every scene and reply on it with the numbers of its turns, and the ending. Gives the map. */
    marked(steps, ending) {
      show(true);
      steps.forEach(({scene, reply}, i) => {
        const group = groups[scenes.indexOf(scene.id)];
        mark(group, i + 1);
        mark(group?.querySelectorAll(".ts-edges path")[scene.replies.indexOf(reply)], i + 1);
      });
      for (const group of groups) if (group.dataset.taken) number(group);
      mark(groups[scenes.length + endings.indexOf(ending)], "end");
      return figure;
    },

    giveBack() {
      show(false);
      if (figure.previousSibling !== home) home.after(figure);
    },
  };
}
