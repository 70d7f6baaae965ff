/**
 * Clicks through a story in a page with the real Harlowe, along ways that are told beforehand, and returns every difference.
 *
 * A function of one story as tests/story_cases.py makes it; it runs inside the page.
 */
told => {
  const faults = [];
  const icons = "tw-sidebar";

  function passage() {
    const shown = document.querySelector("tw-passage").cloneNode(true);
    for (const each of shown.querySelectorAll(`${icons}, .counted, tw-link, [data-raw]`)) each.remove();
    return shown;
  }

  /** What is shown, a line each. Harlowe writes line ends as <br>, and empty ones as <br> with an attribute. */
  function lines() {
    const shown = passage();
    for (const each of shown.querySelectorAll("br")) each.replaceWith("\n");
    for (const each of shown.querySelectorAll("h1")) each.append("\n");
    return shown.textContent.split("\n").filter(line => line.trim());
  }

  const links = () => [...document.querySelectorAll("tw-passage tw-link")];
  const counted = () => document.querySelector("tw-passage .counted").textContent.trim().split(/\s+/).map(Number);

  function same(where, found, wanted) {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (a !== b) throw new Error(`${where}: found ${a}, not ${b}`);
  }

  function walk(way) {
    same("opening", lines(), told.opening);
    links()[0].click();
    for (const [number, at] of way.turns) {
      const state = told.states[number];
      same(`in ${state.scene}`, lines(), state.lines);
      const besides = (state.hint ? 1 : 0) + (told.left ? 1 : 0);
      const offered = links();
      same(`offered in ${state.scene}`, offered.slice(0, offered.length - besides).map(each => each.textContent), state.offered.map(each => each.text));
      if (state.hint) {
        offered[state.offered.length].click();
        same("with the hint", lines(), [...state.lines, state.hint]);
      }
      links()[at].click();
      same(`after ${state.offered[at].id}`, lines(), state.offered[at].lines);
      links()[0].click();
    }
    same("the ending", lines(), [...told.endings[way.ending], ...way.levels]);
    same("got and of", counted(), Object.values(way.score).flat());
    same("what Harlowe complains of", [...document.querySelectorAll("tw-error")].map(each => each.textContent), []);
    links().at(-1).click();
  }

  for (const way of told.ways) {
    const name = way.turns.map(([number, at]) => told.states[number].offered[at].id).join(" ");
    try {
      walk(way);
    } catch (error) {
      return [`${told.name}, ${name}: ${error.message}`];
    }
  }
  return [];
}
