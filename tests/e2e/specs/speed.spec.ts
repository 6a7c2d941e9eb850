// What the page promises about time, measured in the page itself and printed: no test fails because a machine is busy.
import { Loopscope } from "../support/loopscope";
import { expect, open, test } from "../support/page";

test("shows the first run: how soon", async ({ page }, info) => {
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('[data-number="elapsed"]')) {
        Object.assign(window, { firstRunMs: performance.now() });
        watch.disconnect();
      }
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await open(page);
  const ms = await page.evaluate(() => (window as unknown as { firstRunMs: number }).firstRunMs);
  info.annotations.push({ type: "first run shown after", description: `${ms.toFixed(0)} ms` });
  console.log(`first run shown after ${ms.toFixed(0)} ms`);
  expect(ms).toBeGreaterThan(0);
});

test("shows all numbers after a toggle: how soon", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const took: number[] = [];
  for (let times = 0; times < 6; times += 1) {
    const to = times % 2 === 0 ? "blocking" : "awaited";
    const expected = to === "blocking" ? "3.00 s" : "1.50 s";
    // From the press until the numbers are in the page and the next picture is drawn.
    const ms = await loopscope.waits(to).evaluate(async (button, text) => {
      const start = performance.now();
      (button as HTMLElement).click();
      const shown = () => document.querySelector('[data-number="elapsed"] .number-value')?.textContent === text;
      while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - start;
    }, expected);
    took.push(ms);
  }
  console.log(`toggles took ${took.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  expect(took).toHaveLength(6);
});
