/**
 * The walk through the folder in Firefox: node firefox.mjs <the program> <file:// address of the site> <name of the record in storage>.
 * Prints what it saw as JSON; the Python test judges it. Every way to the network leads to a closed port.
 */

import puppeteer from "puppeteer-core";

const [, , executablePath, site, record] = process.argv;
const closed = {"network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9, "network.proxy.socks_remote_dns": true};
const told = {faults: [], states: {}};

const browser = await puppeteer.launch({browser: "firefox", executablePath, headless: true, extraPrefsFirefox: closed});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  page.on("request", (request) => /^(file|data|blob|about):/.test(request.url()) || told.faults.push(`request: ${request.url()}`));
  page.on("pageerror", (error) => told.faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && told.faults.push(`console: ${message.text()}`));
  const open = (path) => page.goto(`${site}/${path}`, {waitUntil: "load"});
  const text = (selector) => page.$eval(selector, (node) => node.textContent.trim());

  /** Fills in each question of a list by its own controls and presses its first button, which checks. */
  const answer = (selector, wrongTypes) =>
    page.$$eval(
      selector,
      (questions, wrongTypes) => {
        for (const question of questions) {
          const {type, right} = question.dataset;
          const rows = [...question.querySelectorAll("fieldset [data-answer]")];
          const wrong = wrongTypes.includes(type);
          if (type === "write") question.querySelector("textarea").value = "I would ask.";
          else if (type === "match") for (const row of rows) row.querySelector("select").value = row.dataset.answer;
          else {
            const isRight = (row) => JSON.parse(right).includes(row.dataset.answer);
            const chosen = wrong ? rows.filter((row) => !isRight(row)).slice(0, 1) : rows.filter(isRight);
            for (const row of chosen) row.querySelector("input").click();
          }
          question.querySelector("button[data-look=main]").click();
        }
      },
      wrongTypes,
    );
  const firstOfEach = ["one-answer", "many-answers", "match", "write"];
  const states = async () => {
    const found = {};
    for (const type of firstOfEach) {
      found[type] = await page.$eval(`.ts-recall ts-question[data-type=${type}]`, (question) => question.dataset.state);
    }
    return found;
  };

  await open("index.html");
  await open("modules/consent.html");
  for (const type of firstOfEach) {
    await page.$eval(`.ts-recall ts-question[data-type=${type}]`, (question) => question.setAttribute("data-picked", ""));
  }
  await answer("[data-picked]", ["many-answers"]);
  told.states = await states();
  await answer("ts-quiz ts-question", []);
  told.quiz = await text("ts-quiz .ts-quiz-status");
  await page.click("ts-checklist input[type=checkbox]");
  await page.$eval("#ts-preferences-panel, ts-preferences form", (form) => {
    form.querySelector("[name=size][value=large]").click();
  });
  await page.waitForFunction((name) => localStorage.getItem(name)?.includes('"place":{'), {}, record);

  await page.reload({waitUntil: "load"});
  told.statesAfterReload = await states();
  told.ticked = await page.$eval("ts-checklist input[type=checkbox]", (box) => box.checked);

  await open("index.html");
  told.continue = await page.$eval("ts-continue a", (link) => link.href);
  told.size = await page.$eval("html", (root) => root.dataset.tsSize);
  await page.focus("[data-md-component=search-query]");
  await page.keyboard.type("draping");
  await page.waitForSelector("[data-md-component=search-result] li a");
  told.hits = await page.$$eval("[data-md-component=search-result] li a", (links) => links.map((link) => link.href));

  await open("progress.html");
  told.progress = await text("ts-progress");
} finally {
  await browser.close();
}
console.log(JSON.stringify(told));
