/**
 * A dialogue as its page tells it: the data that the rules in talk.js walk, and the nodes to show, copied from the page, so that no text
 * stands anywhere twice. A scene is read when somebody comes to it, since most ways meet few of many.
 */

/** Reads the dialogue in `part`, a <ts-dialogue>. */
export function stageOf(part) {
  const scenes = byName(part, ".ts-scene", "scene");
  const endings = byName(part, ".ts-ending", "ending");
  const skills = [...byName(part, ".ts-skills [data-skill]", "skill").keys()];
  // Replies link to the anchor that they lead to, and scores stand in the order of the skills.
  const anchors = new Map([...scenes, ...endings].map(([name, node]) => [node.id, name]));
  const read = new Map();
  return {
    scenes: [...scenes.keys()],
    endings: [...endings.keys()],
    first: scenes.keys().next().value,
    skills,
    scene(id) {
      if (!read.has(id) && scenes.has(id)) read.set(id, sceneOf(scenes.get(id), skills, anchors));
      return read.get(id);
    },
    ending: (id) => endings.has(id),

    /** What is told, said and shown in a scene, as nodes; `holds` says which asides are among it. */
    heard(scene, holds) {
      const asides = new Map(scene.asides.map((aside) => [aside.node, aside]));
      return [...scene.node.querySelector(".ts-heard").children].flatMap((node) => {
        if (!asides.has(node)) return [copy(node)];
        return holds(asides.get(node)) ? [...copy(node).children] : [];
      });
    },

    /** The hint of a scene, or nothing. */
    hint: (scene) => copies(scene.node, ":scope > .ts-hint"),

    /** What a reply does and says, and why: the nodes of `.ts-do`, `.ts-say` and `.ts-because` that it has. */
    told: (reply, ...which) => which.flatMap((one) => copies(reply.node, one)),

    /** The parts of an ending that a selector finds. */
    closing: (id, which) => copies(endings.get(id), which),

    /** What is told of a skill: its name, or the link to where it is taught. */
    skill: (id, which) => copies(part, `.ts-skills [data-skill="${CSS.escape(id)}"] ${which}`),
  };
}

function sceneOf(node, skills, anchors) {
  const asides = [...node.querySelectorAll(".ts-aside")].map((aside) => ({node: aside, ...condition(aside)}));
  const replies = [...node.querySelectorAll(".ts-reply")].map((reply) => {
    const {reply: id, scores, remember} = reply.dataset;
    const anchor = reply.querySelector("a.ts-leads").hash.slice(1);
    const leads = {[anchor.startsWith("ending-") ? "end" : "go"]: anchors.get(anchor)};
    const points = Object.fromEntries(scores.split(" ").map((each, i) => [skills[i], Number(each)]));
    return {node: reply, id, ...leads, scores: points, remember: Number(remember || 0), ...condition(reply)};
  });
  return {id: node.dataset.scene, node, asides, replies};
}

function condition({dataset}) {
  return {if: Number(dataset.if || 0), unless: Number(dataset.unless || 0)};
}

function byName(part, selector, name) {
  return new Map([...part.querySelectorAll(selector)].map((node) => [node.dataset[name], node]));
}

function copies(node, selector) {
  return [...node.querySelectorAll(selector)].map(copy);
}

// Two nodes of one page may not share an id, and what an aside depends on is said to who reads, not to who plays.
function copy(node) {
  const made = node.cloneNode(true);
  for (const one of [made, ...made.querySelectorAll("[id]")]) one.removeAttribute("id");
  for (const one of made.querySelectorAll(".ts-when")) one.remove();
  return made;
}
