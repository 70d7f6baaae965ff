/**
 * Walks through the site in Firefox: node firefox.mjs <the program> <address of the site> <name of the record in storage> <folder for downloads>
 * Prints what it saw as JSON, by walk; test_firefox.py judges it. Every way to the network beyond this machine leads to a closed port.
 */

import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import puppeteer from "puppeteer-core";

import {open, pause, reload} from "./turning.mjs";

const [, , executablePath, site, record, downloads] = process.argv;
const ANSWERING = readFileSync(new URL("answering.js", import.meta.url), "utf-8");
const LESSON = "modules/competence.html";
const LESSONS = ["modules/consent.html", LESSON];
const PREFERENCES = {
  "network.proxy.type": 1,
  "network.proxy.socks": "127.0.0.1",
  "network.proxy.socks_port": 9,
  "network.proxy.socks_remote_dns": true,
  "browser.download.folderList": 2,
  "browser.download.dir": downloads,
  "browser.download.useDownloadDir": true,
  "browser.helperApps.neverAsk.saveToDisk": "application/json",
};
const told = {faults: []};

/** Opens Firefox with a fresh profile and walks. What a walk returns is told under its name. */
async function walk(name, steps, preferences = {}) {
  const browser = await puppeteer.launch({browser: "firefox", executablePath, headless: true, extraPrefsFirefox: {...PREFERENCES, ...preferences}});
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    const isOurs = (url) => url.startsWith(site) || /^(data|blob|about):/.test(url);
    page.on("request", (request) => isOurs(request.url()) || told.faults.push(`request: ${request.url()}`));
    page.on("pageerror", (error) => told.faults.push(`uncaught: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && told.faults.push(`console: ${message.text()}`));
    told[name] = await steps(page);
  } finally {
    await browser.close();
  }
}

const visit = (page, path) => open(page, `${site}/${path}`);
const text = (page, selector) => page.$eval(selector, (node) => node.textContent.trim());
const hits = async (page) => {
  await page.waitForSelector("[data-md-component=search-result] li a");
  return page.$$eval("[data-md-component=search-result] li a", (links) => links.map((link) => link.href));
};

/** Answers the first question of each type in the lesson's sections. Returns, by type, the state it comes to. */
const answerEach = (page, how) =>
  page.evaluate((how) => {
    const states = {};
    for (const one of document.querySelectorAll("ts-question")) {
      if (one.closest("ts-quiz") || one.dataset.type in states) continue;
      if (one.dataset.state) one.again();
      states[one.dataset.type] = window.answerIn(one, how);
    }
    return states;
  }, how);

const statesOf = (page) =>
  page.$$eval("ts-question[data-state]", (all) => Object.fromEntries(all.filter((one) => !one.closest("ts-quiz")).map((one) => [one.dataset.key, one.dataset.state])));

await walk("lesson", async (page) => {
  const seen = {};
  await visit(page, "index.html");
  // Between them, two lessons ask questions of every type in their sections.
  for (const path of LESSONS) {
    await visit(page, path);
    await page.evaluate(`${ANSWERING}; undefined`);
    for (const how of ["wrong", "partly", "right"]) seen[how] = {...seen[how], ...(await answerEach(page, how))};
  }
  await page.$$eval("ts-quiz ts-question", (all) => all.forEach((one) => window.answerIn(one, "right")));
  seen.quiz = await text(page, "ts-quiz .ts-quiz-status");
  await page.click("ts-checklist input[type=checkbox]");
  await page.click("ts-preferences button");
  await page.click("#ts-preferences-panel [name=size][value=large]");
  await page.click("#ts-preferences-panel [name=scheme][value=dark]");
  await page.waitForFunction((name) => localStorage.getItem(name)?.includes('"place":{'), {}, record);
  const before = await statesOf(page);

  await reload(page);
  seen.remembered = JSON.stringify(await statesOf(page)) === JSON.stringify(before);
  seen.ticked = await page.$eval("ts-checklist input[type=checkbox]", (box) => box.checked);

  await visit(page, "index.html");
  seen.continue = await page.$eval("ts-continue a", (link) => link.href);
  seen.preferences = await page.$eval("html", (root) => ({...root.dataset}));
  seen.ground = await page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
  await page.focus("[data-md-component=search-query]");
  await page.keyboard.type("draping");
  seen.hits = await hits(page);

  await visit(page, "progress.html");
  seen.progress = await text(page, "ts-progress");
  await page.click("ts-progress button[data-look=main]");
  const file = await saved();
  seen.saved = JSON.parse(readFileSync(file, "utf-8"));
  await page.evaluate((name) => localStorage.removeItem(name), record);
  await reload(page);
  seen.emptied = await text(page, "ts-progress");
  await (await page.$("ts-progress input[type=file]")).uploadFile(file);
  await page.waitForFunction((name) => localStorage.getItem(name)?.includes('"answers"'), {}, record);
  seen.loaded = JSON.parse(await page.evaluate((name) => localStorage.getItem(name), record));
  return seen;
});

/** The path of the file that was saved, once it is whole. */
async function saved() {
  for (let tries = 0; tries < 100; tries += 1) {
    const files = readdirSync(downloads);
    const found = files.find((name) => name.endsWith(".json"));
    if (found && !files.some((name) => name.endsWith(".part"))) return join(downloads, found);
    await pause();
  }
  throw new Error(`nothing was saved: ${readdirSync(downloads)}`);
}

await walk("keyboard", async (page) => {
  const seen = {};
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 250; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  };
  await visit(page, LESSON);
  await page.keyboard.press("Tab");
  seen.first = await page.evaluate(() => document.activeElement.hash);
  await page.keyboard.press("Enter");
  // A choice by arrow keys, a hint, and checking.
  await tabTo("[data-type=one-answer] fieldset input");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  seen.chosen = await page.$$eval("[data-type=one-answer] fieldset input", (all) => all.filter((one) => one.checked).length);
  seen.unchecked = await page.$$eval("[data-type=one-answer][data-state]", (all) => all.length);
  await tabTo("[data-type=one-answer] .ts-act");
  await page.keyboard.press("Enter");
  seen.checked = await page.$$eval("[data-type=one-answer][data-state]", (all) => all.length);
  seen.stays = await page.evaluate(() => document.activeElement.matches(".ts-act"));
  // Steps are moved by their buttons.
  await tabTo("[data-type=put-in-order] [data-way=down]");
  const order = () => page.$$eval("[data-type=put-in-order] fieldset [data-answer]", (rows) => rows.map((row) => row.dataset.answer).join());
  const before = await order();
  await page.keyboard.press(" ");
  seen.moved = (await order()) !== before;
  await tabTo("ts-checklist input[type=checkbox]");
  await page.keyboard.press(" ");
  seen.ticked = await page.evaluate(() => document.activeElement.checked);

  await visit(page, "index.html");
  await tabTo("[data-md-component=search-query]");
  await page.keyboard.type("consent");
  seen.hits = (await hits(page)).length;
  await page.keyboard.press("ArrowDown");
  seen.onHit = await page.evaluate(() => Boolean(document.activeElement.closest("[data-md-component=search-result]")));
  return seen;
});

await walk(
  "plain",
  async (page) => {
    await visit(page, LESSON);
    // What is evaluated here runs in a world of its own, which the setting leaves alone.
    return page.evaluate(() => ({
      awake: Boolean(document.querySelector("ts-question .ts-acts")),
      title: document.querySelector("h1").textContent.trim(),
      keys: [...document.querySelectorAll("ts-question details.ts-key")].filter((one) => one.checkVisibility()).length,
      questions: document.querySelectorAll("ts-question").length,
      opened: (() => {
        const key = document.querySelector("ts-question details.ts-key");
        key.querySelector("summary").click();
        return key.open && key.innerText.length;
      })(),
    }));
  },
  {"javascript.enabled": false},
);

console.log(JSON.stringify(told));
