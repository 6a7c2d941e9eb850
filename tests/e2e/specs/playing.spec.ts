// Point 4: the transport, and the app window that lives on the simulated loop.
import { Loopscope } from "../support/loopscope";
import { expect, keep, open, test } from "../support/page";

test("plays, pauses, scrubs, and goes by task switches", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await expect(loopscope.transport).toContainText("1.500 / 1.500 s");

  await loopscope.play().click();
  await loopscope.pause().click();
  const paused = await loopscope.time();
  expect(paused).toBeLessThan(1.5);

  await loopscope.scrub(0.4);
  expect(await loopscope.time()).toBeCloseTo(0.6, 2);
  // What has not happened yet is not shown.
  await expect(loopscope.console).toContainText("song arrived");
  await expect(loopscope.console).not.toContainText("photo arrived");
  await expect(loopscope.transport).toContainText("waiting: main, photo, film");
  await expect(loopscope.code.locator(".editor-line-waiting")).toHaveCount(3);
  await keep(page, "playing-paused");

  await loopscope.transport.getByRole("button", { name: "Next task switch" }).click();
  expect(await loopscope.time()).toBeCloseTo(1.0, 2);
  await loopscope.transport.getByRole("button", { name: "Previous task switch" }).click();
  expect(await loopscope.time()).toBeCloseTo(0.5, 2);
});

test("plays to the end at ten times the speed, and then again from the beginning", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.transport.getByLabel("Speed").selectOption("10×");
  await loopscope.play().click();
  await expect(loopscope.play()).toBeVisible();
  expect(await loopscope.time()).toBe(1.5);
  await loopscope.transport.getByLabel("Speed").selectOption("0.1×");
  await loopscope.play().click();
  await page.waitForTimeout(300);
  const time = await loopscope.time();
  expect(time).toBeGreaterThan(0);
  expect(time).toBeLessThan(0.5);
});

test("the app window lives while the waits are awaited, and freezes while one blocks", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const frames = async () => Number.parseInt((await loopscope.appWindow.locator(".app-frames").textContent()) ?? "", 10);
  await loopscope.scrub(0.2);
  const early = await frames();
  await loopscope.scrub(0.6);
  expect(await frames()).toBeGreaterThan(early + 20);
  await expect(loopscope.appWindow.locator(".app-frozen")).toHaveCount(0);

  await loopscope.setWaits("blocking");
  await loopscope.scrub(0.2);
  const frozen = await frames();
  await expect(loopscope.appWindow.locator(".app-frozen")).toBeVisible();
  await loopscope.scrub(0.9);
  expect(await frames()).toBe(frozen);
});

test("a click is answered when the loop gets to it, and its delay is shown", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const button = loopscope.appWindow.getByRole("button", { name: /^Clicked/ });
  const answers = loopscope.appWindow.locator(".app-answer");

  await loopscope.play().click();
  await button.click();
  await expect(answers.first()).toContainText("answered at once");
  await expect(button).toHaveText("Clicked 1 time");

  await loopscope.setWaits("blocking");
  await expect(loopscope.play()).toBeVisible();
  await loopscope.play().click();
  await button.click();
  await loopscope.appWindow.getByRole("textbox", { name: "Your name" }).pressSequentially("Ada");
  await expect(answers.first()).toContainText("waiting for");
  await expect(button).toHaveText("Clicked 0 times");
  await expect(loopscope.appWindow).toContainText("1 click waiting");
  await expect(loopscope.appWindow).toContainText("not drawn yet: Ada");
  await expect(loopscope.appWindow).toContainText("Frozen: the loop has served no frame");
  await keep(page, "playing-frozen");
  // At the end of the three seconds the loop gets round to all of it.
  await expect(answers.last()).toContainText(/click at \d\.\d+: answered after 2\.\d\d s/);
  await expect(button).toHaveText("Clicked 1 time");
  await expect(loopscope.appWindow.getByRole("textbox", { name: "Your name" })).toHaveValue("Ada");
});

test("playing keeps the page free: its tasks over 50 ms, if any, are printed", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: "longtask",
    });
  });
  await loopscope.play().click();
  await expect(loopscope.play()).toBeVisible();
  const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  console.log(`tasks over 50 ms while playing: ${long.map((ms) => ms.toFixed(0)).join(", ") || "none"}`);
});
