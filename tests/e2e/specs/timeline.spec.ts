// Point 5: the timeline, by mouse, by keyboard, and as a table.
import { Loopscope } from "../support/loopscope";
import { expect, keep, open, test } from "../support/page";

test("says what is under the mouse", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const box = (await loopscope.picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 70);
  await expect(loopscope.timeline.locator(".picture-tip")).toContainText(/main thread|gather/);
  await page.mouse.move(box.x + 300, box.y + 50);
  await expect(loopscope.timeline.locator(".picture-tip")).toContainText(
    "gather of 3 took 1.50 s = the longest of 3; one after the other 3.00 s",
  );
  await keep(page, "timeline-hover");
});

test("the keyboard goes from span to span, zooms, and puts the playhead there", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.picture.focus();
  const chosen = loopscope.timeline.locator(".picture-chosen");
  await page.keyboard.press("ArrowRight");
  await expect(chosen).toContainText("main thread");
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("main");
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("(photo)");
  for (let presses = 0; presses < 6; presses += 1) {
    if ((await chosen.textContent())?.includes("waiting for a timer")) break;
    await page.keyboard.press("ArrowRight");
  }
  await expect(chosen).toContainText("waiting for a timer");
  await page.keyboard.press("+");
  await page.keyboard.press("Enter");
  expect(await loopscope.time()).toBeLessThan(0.01);
  await keep(page, "timeline-keyboard");
});

test("the same events are a table, of what is in sight", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.timeline.getByRole("button", { name: "Table" }).click();
  const table = loopscope.timeline.getByRole("table");
  await expect(table).toContainText("waiting for a timer");
  await expect(loopscope.timeline).toContainText("one after the other 3.00 s");
  await keep(page, "timeline-table");
});

test("a click puts the playhead there; the wheel zooms; a drag moves", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const box = (await loopscope.picture.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.5, box.y + 10);
  const time = await loopscope.time();
  expect(time).toBeGreaterThan(0.4);
  expect(time).toBeLessThan(0.9);

  const picture = () => loopscope.picture.screenshot();
  const before = await picture();
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await picture()).equals(before)).toBe(false);
  const zoomed = await picture();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 90, { steps: 4 });
  await page.mouse.up();
  expect((await picture()).equals(zoomed)).toBe(false);
  await loopscope.timeline.getByRole("button", { name: "Fit" }).click();
});
