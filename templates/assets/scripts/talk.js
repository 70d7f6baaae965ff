/**
 * The rules of a dialogue: which replies are offered, where they lead, which facts are remembered, how a way is scored. The same rules as
 * hooks/tableside/dialogues.py; tests/cases/dialogues.json holds the two together. Pure: knows plain data, no page and no record.
 *
 *     talk:  {first, scene: (id) => scene or undefined, ending: (id) => true or false, skills: [id]}
 *     scene: {id, replies: [reply]}      an aside has `if` and `unless` as a reply has them
 *     reply: {id, go or end, scores: {skill: points}, remember, if, unless}      facts are numbers from 1; 0 or nothing: none
 *
 * A turn is [scene id, reply id]. A step is {scene, facts, offered, reply}: the facts are those on coming to the scene, as bits.
 */

const STRONG = 80;
const GROWING = 50;

/** Whether a reply is offered, or an aside is shown, with these facts. */
export function holds(part, facts) {
  if (part.if && !(facts & bit(part.if))) return false;
  return !(part.unless && facts & bit(part.unless));
}

/** The replies that a scene offers with these facts, in the author's order. */
export function offered(scene, facts) {
  return scene.replies.filter((reply) => holds(reply, facts));
}

/**
 * Walks turns from the first scene, as far as they hold.
 *
 * @returns {{steps: object[], at: {scene, facts, offered}|null, ending: string|null, lost: boolean}} `at` is where a reply is due, null after an
 * ending; `lost` when turns were left over that lead nowhere any more
 */
export function walk(talk, turns) {
  const steps = [];
  let at = standing(talk, talk.first, 0);
  let ending = null;
  for (const [scene, id] of turns) {
    const reply = at?.scene.id === scene ? at.offered.find((one) => one.id === id) : undefined;
    const leads = reply && follow(talk, at, reply);
    if (!leads) break;
    steps.push({...at, reply});
    ({at, ending} = leads);
  }
  return {steps, at, ending, lost: steps.length < turns.length};
}

/** Where a reply leads: {at, ending}, one of them null; null when what it names is not there. */
export function follow(talk, {facts}, reply) {
  if (reply.end) return talk.ending(reply.end) ? {at: null, ending: reply.end} : null;
  const at = standing(talk, reply.go, facts | bit(reply.remember));
  return at && {at, ending: null};
}

/** How steps used each skill, as {skill: [got, of]}: points above the least that could be had, of the most. */
export function score(steps, skills) {
  return Object.fromEntries(skills.map((skill) => [skill, sum(steps.map((step) => spread(step, skill)))]));
}

/** `strong`, `growing` or `practice`; `unasked` when no turn asked for the skill. */
export function level([got, of]) {
  if (!of) return "unasked";
  return 100 * got >= STRONG * of ? "strong" : 100 * got >= GROWING * of ? "growing" : "practice";
}

/** The skills that want practice, the weakest first; of equals the one that more turns asked for, then the author's order. */
export function toPractise(scores) {
  const share = ([got, of]) => got / of;
  return Object.keys(scores)
    .filter((skill) => ["growing", "practice"].includes(level(scores[skill])))
    .sort((a, b) => share(scores[a]) - share(scores[b]) || scores[b][1] - scores[a][1]);
}

/** Adds [got, of] up. */
export function sum(pairs) {
  return pairs.reduce(([got, of], [more, most]) => [got + more, of + most], [0, 0]);
}

function standing(talk, id, facts) {
  const scene = talk.scene(id);
  return scene ? {scene, facts, offered: offered(scene, facts)} : null;
}

function spread(step, skill) {
  const could = step.offered.map((reply) => reply.scores[skill] ?? 0);
  const least = Math.min(...could);
  return [(step.reply.scores[skill] ?? 0) - least, Math.max(...could) - least];
}

function bit(number) {
  return number ? 1 << (number - 1) : 0;
}
