/**
 * A dialogue as its page tells it: the data that the rules in talk.js walk, and the nodes to show, copied from the page, so that no text
 * stands anywhere twice. A scene is read when somebody comes to it, since most ways meet few of many.
 */

// Where a reply holds what is told of it; each is named by the class that its copy gets.
const TOLD = {".ts-do": ":scope > .ts-do", ".ts-say": ":scope > p:not([class])", ".ts-because": ":scope > details > p"};

/** Reads the dialogue in `part`, a <ts-dialogue>. */
export function stageOf(part) {
  const scenes = byId(partOf(part, "ts-scenes").children);
  const endings = byId(partOf(part, "ts-endings").children);
  const skills = [...partOf(part, "ts-skills").querySelectorAll("[data-skill]")].map((node) => node.dataset.skill);
  const order = [...scenes.keys()];
  const scores = part.dataset.scores.split(";");
  const read = new Map();
  return {
    scenes: order,
    endings: [...endings.keys()],
    first: order[0],
    skills,
    scene(id) {
      if (!read.has(id) && scenes.has(id)) read.set(id, sceneOf(id, scenes.get(id), skills, scores[order.indexOf(id)]));
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
    told(reply, ...which) {
      return which.flatMap((one) =>
        copies(reply.node, TOLD[one]).map((made) => {
          made.className = one.slice(1);
          return made;
        }),
      );
    },

    /** The parts of an ending that a selector finds. */
    closing: (id, which) => copies(endings.get(id), which),

    /** What is told of a skill: its name, or the link to where it is taught. */
    skill: (id, which) => copies(part, `.ts-skills [data-skill="${CSS.escape(id)}"] ${which}`),
  };
}

// `scores` is what the dialogue says of it: replies parted by spaces, points by commas, in the order of the page and of the skills.
function sceneOf(id, node, skills, scores) {
  const asides = [...node.querySelectorAll(".ts-aside")].map((aside) => ({node: aside, ...condition(aside)}));
  const points = scores.split(" ").map((one) => Object.fromEntries(one.split(",").map((each, i) => [skills[i], Number(each)])));
  const replies = [...node.querySelectorAll(".ts-replies > li")].map((reply, i) => {
    // A reply links to the anchor that it leads to.
    const [kind, ...words] = reply.querySelector(":scope > a").hash.slice(1).split("-");
    const leads = {[kind === "ending" ? "end" : "go"]: words.join("-")};
    return {node: reply, id: reply.dataset.reply, ...leads, scores: points[i], remember: Number(reply.dataset.remember || 0), ...condition(reply)};
  });
  return {id, node, asides, replies};
}

function condition({dataset}) {
  return {if: Number(dataset.if || 0), unless: Number(dataset.unless || 0)};
}

// Found among the few children: to look through all scenes takes long where there are hundreds.
function partOf(part, name) {
  return [...part.children].find((node) => node.classList.contains(name));
}

// A scene or an ending by its name in the record, which its anchor ends with.
function byId(nodes) {
  return new Map([...nodes].map((node) => [node.id.slice(node.id.indexOf("-") + 1), node]));
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
