// Points 1 and 2 of what a person can do: the page has already run; one switch, a chip, a drag change everything.
import { Loopscope } from "../support/loopscope";
import { expect, keep, open, ready, test } from "../support/page";

test("the first program has already run when the page opens", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
  await expect(loopscope.number("sum-of-waits")).toHaveText("3.00 s");
  await expect(loopscope.number("concurrency")).toHaveText("2.0×");
  await expect(loopscope.number("frames-lost")).toHaveText("0");
  await expect(loopscope.change("elapsed")).toHaveCount(0);
  await expect(loopscope.status).toContainText("Ran to its end: 1.50 s");
  await expect(loopscope.console).toContainText("song arrived at 0.50 s");
  await expect(loopscope.console).toContainText("all done at 1.50 s");
  await keep(page, "first-light-awaited");
});

test("one switch makes all waits blocking: code, console, numbers and timeline show it", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const before = await loopscope.text();
  expect(before).not.toContain("time.sleep");

  await loopscope.setWaits("blocking");
  expect(await loopscope.text()).toContain("time.sleep(1.5)");
  await expect(loopscope.number("elapsed")).toHaveText("3.00 s");
  await expect(loopscope.number("sum-of-waits")).toHaveText("3.00 s");
  await expect(loopscope.console).toContainText("all done at 3.00 s");
  const lost = Number(await loopscope.number("frames-lost").textContent());
  expect(lost).toBeGreaterThanOrEqual(175);
  expect(lost).toBeLessThanOrEqual(181);

  // Each number against the run before, which stays as a ghost.
  await expect(loopscope.change("elapsed")).toContainText("+1.50 s");
  await expect(loopscope.change("elapsed")).toHaveClass(/number-worse/);
  await expect(loopscope.change("sum-of-waits")).toContainText("same");
  await expect(loopscope.change("frames-lost")).toContainText(`+${lost}`);
  await keep(page, "first-light-blocking");

  await loopscope.setWaits("awaited");
  expect(await loopscope.text()).toBe(before);
  await expect(loopscope.change("elapsed")).toContainText("−1.50 s");
  await expect(loopscope.change("elapsed")).toHaveClass(/number-better/);
});

test("a chip changes one wait: awaited, blocking, busy and around", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const before = await loopscope.text();
  await expect(loopscope.chips).toHaveText(["awaited sleep", "awaited sleep", "awaited sleep"]);

  await loopscope.chips.nth(1).click();
  await expect(loopscope.chips).toHaveText(["awaited sleep", "blocking sleep", "awaited sleep"]);
  await ready(page);
  await expect(loopscope.waits("awaited")).toHaveAttribute("aria-pressed", "false");
  // The song would have been there after 0.50 s; now the film holds it up.
  await expect(loopscope.console).toContainText("song arrived at 2.00 s");
  await expect(loopscope.number("elapsed")).toHaveText("2.00 s");

  // The same chip keeps the keyboard.
  await expect(loopscope.chips.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(loopscope.chips.nth(1)).toHaveText("busy loop");
  await ready(page);
  expect(await loopscope.text()).toContain("while time.perf_counter() < _busy_until: pass");
  await keep(page, "first-light-busy");

  await page.keyboard.press("Shift+Enter");
  await expect(loopscope.chips.nth(1)).toHaveText("blocking sleep");
  await page.keyboard.press("Shift+Enter");
  await expect(loopscope.chips.nth(1)).toHaveText("awaited sleep");
  expect(await loopscope.text()).toBe(before);
});

test("a duration is dragged with the mouse, and all of the drag is compared with what was before", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const before = await loopscope.text();
  const film = loopscope.durations.nth(1);
  await expect(film).toHaveText("1.5");
  const box = (await film.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 4, y);
  await page.mouse.down();
  // Six pixels a step.
  await page.mouse.move(box.x + 4 + 30, y, { steps: 5 });
  await expect(film).toHaveText("2.0");
  await page.mouse.up();
  await ready(page);
  await expect(loopscope.number("elapsed")).toHaveText("2.00 s");
  await expect(loopscope.change("elapsed")).toContainText("+0.50 s");

  // One undo takes the whole drag back.
  await loopscope.code.focus();
  await page.keyboard.press("ControlOrMeta+z");
  expect(await loopscope.text()).toBe(before);
});

test("a duration is pushed with the arrow keys", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const film = loopscope.durations.nth(1);
  await film.focus();
  await page.keyboard.press("ArrowRight");
  await expect(film).toHaveText("1.6");
  await expect(loopscope.number("elapsed")).toHaveText("1.60 s");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(film).toHaveText("1.4");
  await expect(film).toBeFocused();
  await expect(film).toHaveAttribute("aria-valuenow", "1.4");
  await expect(loopscope.number("elapsed")).toHaveText("1.40 s");
});

test.describe("with fingers", () => {
  test.use({ hasTouch: true });

  test("a duration is dragged by touch", async ({ page }) => {
    await open(page);
    const loopscope = new Loopscope(page);
    const film = loopscope.durations.nth(1);
    const box = (await film.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const touch = await page.context().newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", to?: number) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: to === undefined ? [] : [{ x: to, y }] });
    await send("touchStart", x);
    for (let moved = 5; moved <= 30; moved += 5) await send("touchMove", x + moved);
    await send("touchEnd");
    await expect(film).toHaveText("2.0");
    await expect(loopscope.number("elapsed")).toHaveText("2.00 s");
  });
});
