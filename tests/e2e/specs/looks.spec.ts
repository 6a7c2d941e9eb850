// How it looks and for whom: pictures for people in both themes and widths, and the rules that axe knows.
import { Loopscope } from "../support/loopscope";
import { expect, expectAccessible, keep, open, test } from "../support/page";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`looks right: ${colorScheme}, ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
      await page.emulateMedia({ colorScheme });
      await open(page);
      const loopscope = new Loopscope(page);
      await expectAccessible(page);
      await loopscope.setWaits("blocking");
      await loopscope.scrub(0.5);
      await expectAccessible(page);
      await page.screenshot({ path: `artifacts/looks-${colorScheme}-${width}.png`, fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

test("has no violation while the text cannot run, nor with the table open", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.timeline.getByRole("button", { name: "Table" }).click();
  await loopscope.replace("print(");
  await expect(loopscope.status).toContainText("was never closed");
  await expectAccessible(page);
  await keep(page, "looks-error");
});

test("everything can be reached with the keyboard, in the order of the page", async ({ page }) => {
  await open(page);
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      return active?.getAttribute("aria-label") ?? active?.textContent?.trim() ?? "";
    });
    if (name.startsWith("Python program")) {
      await page.keyboard.press("Escape");
    }
    seen.push(name);
    if (name === "What every task did") break;
  }
  for (const name of ["Dark theme", "awaited", "Python program", "What the program printed", "Play", "Time", "Fit"]) {
    expect(seen.some((one) => one.includes(name)), `${name} in ${seen.join(" > ")}`).toBe(true);
  }
});

test("nothing moves by itself when a run takes the place of another", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  await loopscope.setWaits("blocking");
  await loopscope.setWaits("awaited");
  await loopscope.scrub(0.5);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.02);
});
