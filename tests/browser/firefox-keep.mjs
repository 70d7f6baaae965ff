/**
 * Keeps the course in Firefox: node firefox-keep.mjs <the program> <address of the site>. Says "kept" and waits for a line, on which the caller
 * stops the server; then prints what it saw as JSON, which the Python test judges.
 */

import {once} from "node:events";

import puppeteer from "puppeteer-core";

import {open} from "./turning.mjs";

const [, , executablePath, site] = process.argv;
const told = {faults: []};

const browser = await puppeteer.launch({browser: "firefox", executablePath, headless: true});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => told.faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && told.faults.push(`console: ${message.text()}`));
  await open(page, `${site}/downloads.html`);
  await page.waitForSelector("ts-keep button");
  await page.click("ts-keep button");
  await page.waitForFunction(() => document.querySelector("ts-keep progress").hidden && document.querySelector("ts-keep [role=status]").textContent);
  told.status = await page.$eval("ts-keep [role=status]", (node) => node.textContent);

  console.log("kept");
  await once(process.stdin, "data");

  await open(page, `${site}/modules/consent.html`);
  told.title = await page.$eval("h1", (node) => node.textContent);
  await page.focus("[data-md-component=search-query]");
  await page.keyboard.type("draping");
  await page.waitForSelector("[data-md-component=search-result] li a");
  told.hits = await page.$$eval("[data-md-component=search-result] li a", (all) => all.map((one) => one.href));
} finally {
  await browser.close();
}
console.log(JSON.stringify(told));
process.exit(0);
