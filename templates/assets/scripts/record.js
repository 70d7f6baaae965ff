/**
 * What a learner did: the shape of the record, reading it from text that nobody can trust, adding to it, and merging two of them.
 * Pure: knows nothing of pages, clocks or where the text is kept.
 *
 *     {schema: 1, course,
 *      answers:  [{question, revision, quiz, attempt, try, date, given, score, hints}],   quiz and attempt are "recall" in a section
 *      attempts: [{id, quiz, number, started, asked: [question key], leaving?: {modules, date}, finished?: {date, earned, possible, pass_at, objectives,
 *                 results?, left?}}],
 *      ticks:    {"module/checklist/item": {done, date}},
 *      plays?:   {play id: {dialogue, revision, started, date, turns: [[scene, reply]], how, ending, skills: {skill: [got, of]}, sensitive}},
 *      place:    {path, title, date} or null}
 *
 * A play is one way through a dialogue: `how` is "playing", "left", "played" (then with an ending and skills), "read" instead, or "done" where
 * the file does not say which of the two. What was chosen in a sensitive dialogue leaves the device only when the learner wants it.
 *
 * A final assessment is a quiz, `track/assessment`, whose answers all come at the end. Its objectives stand in `results`, by "module/objective",
 * since an id alone is not enough there. `leaving` names the modules that are to be left out, and `left` those that were when it was handed in.
 *
 * Dates are ISO in UTC, so that they sort as text. Fields that a later version of the same schema adds are kept as they are.
 */

export const SCHEMA = 1;
export const RECALL = "recall";

/** The longest text that is read, in characters: what browsers let a site keep, so that no learner outgrows their own file. */
export const LONGEST = 5_000_000;

export const MOST = {depth: 12, entries: 100_000, list: 300, turns: 1000, words: 300, writing: 20_000};
const FINISHED = ["played", "read", "done"];
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const PATH = /^[a-z0-9_-]+(\/[a-z0-9_-]+)*\.html(#[a-z0-9_-]+)?$/;

/** A record in which nothing was done yet. */
export function emptyRecord(course) {
  return {schema: SCHEMA, course, answers: [], attempts: [], ticks: {}, place: null};
}

/** The record as text: the same record, the same characters. */
export function write(record) {
  return canonical(record);
}

/**
 * Reads a record from a text, whoever wrote it.
 *
 * @returns {{state: "ok"|"large"|"not-json"|"not-ours"|"newer"|"other-course"|"damaged", record?: object}} a record only with "ok"
 */
export function read(text, course) {
  if (text.length > LONGEST) return {state: "large"};
  let record;
  try {
    record = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return {state: "not-json"};
  }
  if (!isGroup(record) || !Number.isInteger(record.schema) || typeof record.course !== "string") return {state: "not-ours"};
  if (record.course !== course) return {state: "other-course"};
  if (record.schema > SCHEMA) return {state: "newer"};
  return record.schema === SCHEMA && isTame(record) && isRecord(record) ? {state: "ok", record} : {state: "damaged"};
}

/**
 * One record with everything that is in either. In whatever order and however often records meet, the result is the same; of two
 * states of one thing the later stays.
 */
export function merge(a, b) {
  return joinFields(a, b, {
    answers: (one, other) => byText([...one, ...other]),
    attempts: (one, other) => joinAttempts([...one, ...other]),
    ticks: (one, other) => joinFields(one, other, {}, later),
    plays: (one, other) => joinFields(one, other, {}, fuller),
    place: later,
  });
}

/** How much a record gained: numbers of answers, attempts, checklist ticks and plays that are new or changed. */
export function gained(before, after) {
  const count = (list) => {
    const known = new Set(list(before).map(canonical));
    return list(after).filter((entry) => !known.has(canonical(entry))).length;
  };
  return {
    answers: count((record) => record.answers),
    attempts: count((record) => record.attempts),
    ticks: count((record) => Object.entries(record.ticks)),
    plays: count((record) => Object.entries(record.plays ?? {})),
  };
}

/** The attempt at a quiz that was started last, or undefined. */
export function latestAttempt(record, quiz) {
  return attemptsAt(record, quiz).at(-1);
}

/** The number that the next attempt at a quiz will have. */
export function nextNumber(record, quiz) {
  return Math.max(0, ...attemptsAt(record, quiz).map((attempt) => attempt.number)) + 1;
}

/** All attempts at a quiz, the first one first. */
export function attemptsAt(record, quiz) {
  const order = (attempt) => attempt.started + attempt.id;
  return record.attempts.filter((attempt) => attempt.quiz === quiz).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The answers of an attempt ("recall" in sections), the first one first; of one question, where it is given. */
export function answersIn(record, attempt, question) {
  return record.answers
    .filter((answer) => answer.attempt === attempt && (question === undefined || answer.question === question))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** All plays of a dialogue with their ids, the first one first. */
export function playsOf(record, dialogue) {
  const order = (play) => play.started + play.id;
  return Object.entries(record.plays ?? {})
    .filter(([, play]) => play.dialogue === dialogue)
    .map(([id, play]) => ({...play, id}))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Whether a play came to its end, by playing or by reading. */
export function isDone(play) {
  return FINISHED.includes(play.how);
}

/** Whether anything that was chosen in a sensitive dialogue is in a record. */
export function holdsSensitive(record) {
  const names = sensitiveIn(record);
  return Object.values(record.plays ?? {}).some((play) => names.has(play.dialogue) && play.turns.length > 0);
}

// One that was played before its author called it sensitive is as sensitive then.
function sensitiveIn(record) {
  return new Set(Object.values(record.plays ?? {}).filter((play) => play.sensitive).map((play) => play.dialogue));
}

/**
 * The record without what was chosen in sensitive dialogues. Of each that was done stays that it was, and nothing by which playing could be
 * told from reading; of one that was not, nothing.
 */
export function withoutSensitive(record) {
  if (!record.plays) return record;
  const names = sensitiveIn(record);
  const kept = Object.entries(record.plays).filter(([, play]) => !names.has(play.dialogue));
  for (const name of names) {
    const last = playsOf(record, name).filter(isDone).at(-1);
    if (!last) continue;
    const {id, dialogue, revision, date} = last;
    kept.push([id, {dialogue, revision, started: date, date, turns: [], how: "done", ending: null, skills: {}, sensitive: true}]);
  }
  return {...record, plays: Object.fromEntries(kept)};
}

/**
 * The record after something was done. `now` is the clock's ISO date, `fresh` an id that nobody else uses.
 *
 * `did` is one of {did: "answered", question, revision, quiz, asked, given, score, hints} · {did: "started", quiz, asked} ·
 * {did: "finished", quiz, earned, possible, pass_at, objectives} · {did: "left", quiz, asked, left} ·
 * {did: "handed", quiz, asked, answers, earned, possible, pass_at, results, left}, answers with its result · {did: "ticked", items, done} · {did: "read", path, title} ·
 * {did: "talked", play, dialogue, revision, sensitive, turns, how, ending, skills}, a new play when `play` names none.
 */
export function apply(record, did, now, fresh) {
  return DEEDS[did.did]?.(record, did, now, fresh) ?? record;
}

const DEEDS = {
  started(record, {quiz, asked}, now, fresh) {
    const before = latestAttempt(record, quiz);
    const attempt = {id: fresh, quiz, number: nextNumber(record, quiz), started: after(now, before?.started), asked};
    return {...record, attempts: [...record.attempts, attempt]};
  },

  answered(record, {question, revision, quiz, asked, given, score, hints}, now, fresh) {
    const started = quiz === RECALL || latestAttempt(record, quiz) ? record : DEEDS.started(record, {quiz, asked}, now, fresh);
    const attempt = quiz === RECALL ? RECALL : latestAttempt(started, quiz).id;
    const earlier = answersIn(started, attempt, question);
    const tries = earlier.filter((answer) => answer.revision === revision).length + 1;
    const answer = {question, revision, quiz, attempt, try: tries, date: after(now, earlier.at(-1)?.date), given: clipped(given), score, hints};
    return {...started, answers: [...started.answers, answer]};
  },

  finished(record, {quiz, earned, possible, pass_at, objectives}, now) {
    const latest = latestAttempt(record, quiz);
    if (!latest || latest.finished) return record;
    return withAttempt(record, latest, {finished: {date: now, earned, possible, pass_at, objectives}});
  },

  left(record, {quiz, asked, left}, now, fresh) {
    const [begun, open] = openAttempt(record, {quiz, asked}, now, fresh);
    return open ? withAttempt(begun, open, {leaving: {modules: left, date: after(now, open.leaving?.date)}}) : record;
  },

  handed(record, {quiz, asked, answers, earned, possible, pass_at, results, left}, now, fresh) {
    const [begun, open] = openAttempt(record, {quiz, asked}, now, fresh);
    if (!open) return record;
    const own = answers.map(({given, ...answer}) => ({...answer, given: clipped(given), quiz, attempt: open.id, try: 1, date: now, hints: 0}));
    const finished = {date: now, earned, possible, pass_at, objectives: {}, results, left};
    return withAttempt({...begun, answers: [...begun.answers, ...own]}, open, {finished});
  },

  ticked(record, {items, done}, now) {
    const ticks = {...record.ticks};
    for (const item of items) ticks[item] = {...ticks[item], done, date: after(now, ticks[item]?.date)};
    return {...record, ticks};
  },

  talked(record, {play, dialogue, revision, sensitive, turns, how, ending = null, skills = {}}, now, fresh) {
    if (turns.length > MOST.turns) return record;
    const id = play ?? fresh;
    const before = Object.hasOwn(record.plays ?? {}, id) ? record.plays[id] : undefined;
    const started = before?.started ?? after(now, playsOf(record, dialogue).at(-1)?.started);
    const date = before ? after(now, before.date) : started;
    return {...record, plays: {...record.plays, [id]: {...before, dialogue, revision, started, date, turns, how, ending, skills, sensitive}}};
  },

  read(record, {path, title}, now) {
    if (!PATH.test(path)) return record;
    return {...record, place: {path, title: title.slice(0, MOST.words), date: after(now, record.place?.date)}};
  },
};

// The record with an attempt that is not finished, and that attempt; without it if the latest one is finished.
function openAttempt(record, {quiz, asked}, now, fresh) {
  const begun = latestAttempt(record, quiz) ? record : DEEDS.started(record, {quiz, asked}, now, fresh);
  const latest = latestAttempt(begun, quiz);
  return [begun, latest.finished ? undefined : latest];
}

function withAttempt(record, attempt, more) {
  return {...record, attempts: record.attempts.map((one) => (one === attempt ? {...one, ...more} : one))};
}

function clipped(given) {
  return typeof given === "string" ? given.slice(0, MOST.writing) : given;
}

// A clock that was set back must not make new work look older than what it follows.
function after(now, before) {
  if (!before || before < now) return now;
  const next = new Date(Date.parse(before) + 1).toISOString();
  return isDate(next) ? next : before;
}

// --- merging: each join gives the same for (a, b) and (b, a), and a joined with itself is a ---------------------------------

function joinAttempts(attempts) {
  const joined = new Map();
  for (const attempt of attempts) {
    const other = joined.get(attempt.id);
    joined.set(attempt.id, other ? joinFields(other, attempt, {started: least, leaving: later, finished: earlier}) : attempt);
  }
  return byText([...joined.values()]);
}

function joinFields(a, b, joins, otherwise = greatest) {
  const joined = {...a};
  for (const [name, value] of Object.entries(b)) {
    const join = joins[name] ?? otherwise;
    joined[name] = Object.hasOwn(a, name) ? join(a[name], value) : value;
  }
  return joined;
}

function byText(entries) {
  const found = new Map(entries.map((entry) => [canonical(entry), entry]));
  return [...found.keys()].sort().map((text) => found.get(text));
}

function later(a, b) {
  if (!a || !b || a.date === b.date) return greatest(a, b);
  return a.date > b.date ? a : b;
}

// Of two states of a play the later; of two of one moment the one with more turns. One that came to its end is never the lesser, since a
// play that ended stays as it was, and one that a file left the choices out of always is: it must not take the place of what it was made from.
function fuller(a, b) {
  const worth = (play) => (play.how === "done" ? 0 : isDone(play) ? 2 : 1);
  for (const order of [worth, (play) => play.date, (play) => play.turns.length]) {
    if (order(a) !== order(b)) return order(a) > order(b) ? a : b;
  }
  return greatest(a, b);
}

function earlier(a, b) {
  if (a.date === b.date) return greatest(a, b);
  return a.date < b.date ? a : b;
}

function least(a, b) {
  return a < b ? a : b;
}

// Which of two is no matter, as long as it is always the same; something is more than nothing.
function greatest(a, b) {
  if (a === null || b === null) return a ?? b;
  return canonical(a) > canonical(b) ? a : b;
}

function canonical(value) {
  return JSON.stringify(value, (name, part) =>
    isGroup(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

// --- checking -----------------------------------------------------------------------------------------------------------------

const isWhole = (value) => Number.isSafeInteger(value) && value >= 0;
const isAmount = (value) => typeof value === "number" && value >= 0 && value < 1e9;
const isWords = (value) => typeof value === "string" && value.length <= MOST.words;
const isDate = (value) =>
  typeof value === "string" && DATE.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
const isId = (value) => typeof value === "string" && value.length <= 60 && ID.test(value);
const isListOf = (check, most) => (value) => Array.isArray(value) && value.length <= most && value.every(check);
const isMapOf = (checkName, check, most) => (value) => {
  if (!isGroup(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= most && entries.every(([name, part]) => checkName(name) && check(part));
};
const isKeyOf = (parts) => (value) => typeof value === "string" && value.split("/").length === parts && value.split("/").every(isId);
const isQuestion = isKeyOf(2);
const fits = (shape) => (value) => isGroup(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
const maybe = (check) => (value) => value === undefined || check(value);

/** Whether a value can be what was given to some question. */
export const isGiven = (value) =>
  (typeof value === "string" && value.length <= MOST.writing) ||
  isListOf(isId, MOST.list)(value) ||
  isMapOf(isId, (partner) => partner === "" || isId(partner), MOST.list)(value);

const isFinish = fits({
  date: isDate,
  earned: isAmount,
  possible: isAmount,
  pass_at: isAmount,
  objectives: isMapOf(isId, isListOf(isAmount, 2), MOST.list),
  results: maybe(isMapOf(isQuestion, (pair) => isListOf(isAmount, 2)(pair) && pair.length === 2, MOST.list)),
  left: maybe(isListOf(isId, MOST.list)),
});

const isRecord = fits({
  answers: isListOf(
    fits({
      question: isQuestion,
      revision: isWhole,
      quiz: (value) => value === RECALL || isQuestion(value),
      attempt: isId,
      try: isWhole,
      date: isDate,
      given: isGiven,
      score: (value) => value === null || (isAmount(value) && value <= 1),
      hints: maybe(isWhole),
    }),
    MOST.entries,
  ),
  attempts: isListOf(
    fits({
      id: (value) => isId(value) && value !== RECALL,
      quiz: isQuestion,
      number: isWhole,
      started: isDate,
      asked: isListOf(isQuestion, MOST.list),
      leaving: maybe(fits({modules: isListOf(isId, MOST.list), date: isDate})),
      finished: maybe(isFinish),
    }),
    MOST.entries,
  ),
  ticks: isMapOf(isKeyOf(3), fits({done: (value) => typeof value === "boolean", date: isDate}), MOST.entries),
  plays: maybe(
    isMapOf(
      isId,
      fits({
        dialogue: isQuestion,
        revision: isWhole,
        started: isDate,
        date: isDate,
        turns: isListOf((turn) => isListOf(isId, 2)(turn) && turn.length === 2, MOST.turns),
        how: isId,
        ending: (value) => value === null || isId(value),
        skills: isMapOf(isId, (pair) => isListOf(isWhole, 2)(pair) && pair.length === 2 && pair[0] <= pair[1], MOST.list),
        sensitive: (value) => typeof value === "boolean",
      }),
      MOST.entries,
    ),
  ),
  place: (value) =>
    value === null || fits({path: (path) => isWords(path) && PATH.test(path), title: isWords, date: isDate})(value),
});

// Whatever a later version adds is carried along unread, so it must not be able to pose as something of the language itself.
function isTame(value, depth = 0) {
  if (depth > MOST.depth) return false;
  if (value === null || typeof value !== "object") return true;
  return Object.entries(value).every(
    ([name, part]) => !["__proto__", "constructor", "prototype"].includes(name) && isTame(part, depth + 1),
  );
}

function isGroup(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
