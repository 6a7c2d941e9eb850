// What a visitor does first: looks, and flips the switch. The functions that are called by then are what the page loads first;
// the rest is on its way from the moment when the first run is on the screen, and so is the editor.
import { writeFile } from "node:fs/promises";
import { Loopscope } from "../support/loopscope";
import { expect, test } from "../support/page";

test("what comes first", async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener("TrunkApplicationStarted", (event) => {
      Object.assign(window, { exportsOfPage: (event as CustomEvent<{ wasm: unknown }>).detail.wasm });
    });
  });
  // Before there is an editor, the switch changes the text without it.
  await page.route(/\/editor-[^/]*\.js$/, () => {});
  await page.goto("./");
  const loopscope = new Loopscope(page);
  await loopscope.setWaits("blocking");
  await loopscope.setWaits("awaited");
  const called = await page.evaluate(() => {
    const exports = (window as unknown as { exportsOfPage: Record<string, WebAssembly.Global> }).exportsOfPage;
    const numbers = Object.keys(exports).filter((name) => /^called\d+$/.test(name) && exports[name]!.value === 1);
    return numbers.map((name) => Number(name.slice("called".length)));
  });
  expect(called.length).toBeGreaterThan(500);
  await writeFile("artifacts/first_use.json", JSON.stringify(called));
});
