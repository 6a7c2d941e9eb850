// What a visitor does first: looks, flips the switch, presses a chip, drags a number, plays, hovers. The functions that are
// called by then are what the page loads first.
import { writeFile } from "node:fs/promises";
import { Loopscope } from "../support/loopscope";
import { expect, ready, test } from "../support/page";

test("the first minute", async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener("TrunkApplicationStarted", (event) => {
      Object.assign(window, { exportsOfPage: (event as CustomEvent<{ wasm: unknown }>).detail.wasm });
    });
  });
  // Before there is an editor, the switch changes the text without it.
  let letItCome = () => {};
  const held = new Promise<void>((come) => (letItCome = come));
  await page.route(/\/editor-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("./");
  const loopscope = new Loopscope(page);
  await loopscope.setWaits("blocking");
  await loopscope.setWaits("awaited");
  letItCome();
  await expect(loopscope.code).toBeVisible();
  await loopscope.setWaits("blocking");
  await ready(page);
  await loopscope.setWaits("awaited");
  await loopscope.chips.nth(1).click();
  await ready(page);
  await loopscope.chips.nth(1).click();
  await ready(page);
  await loopscope.durations.nth(0).focus();
  await page.keyboard.press("ArrowRight");
  await ready(page);
  const box = (await loopscope.durations.nth(1).boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 34, box.y + 5, { steps: 5 });
  await page.mouse.up();
  await ready(page);
  await page.getByRole("button", { name: "Dark theme" }).click();
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Clicked" }).click();
  await loopscope.picture.hover({ position: { x: 200, y: 80 } });
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.setViewportSize({ width: 800, height: 700 });
  await ready(page);

  const called = await page.evaluate(() => {
    const exports = (window as unknown as { exportsOfPage: Record<string, WebAssembly.Global> }).exportsOfPage;
    const numbers = Object.keys(exports).filter((name) => /^called\d+$/.test(name) && exports[name]!.value === 1);
    return numbers.map((name) => Number(name.slice("called".length)));
  });
  expect(called.length).toBeGreaterThan(500);
  await writeFile("artifacts/first_use.json", JSON.stringify(called));
});
