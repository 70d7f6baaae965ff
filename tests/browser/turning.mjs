/** Going from page to page in Firefox, which may still be in the page before when it says that the next is loaded. */

const STEP = 100; // milliseconds

export const pause = () => new Promise((done) => setTimeout(done, STEP));

/** Does what brings a page, and waits until that page is whole and its scripts have run. */
export async function turn(page, act) {
  await page.evaluate(() => (window.isLeft = true));
  await act();
  while (!(await page.evaluate(() => !window.isLeft && document.readyState === "complete"))) await pause();
}

export const open = (page, address) => turn(page, () => page.goto(address, {waitUntil: "load"}));
export const reload = (page) => turn(page, () => page.reload({waitUntil: "load"}));
