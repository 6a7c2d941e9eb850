// Load on a web application: what is sent, what came of it, and results side by side.
import { readFileSync } from "node:fs";
import { Loopscope } from "../support/loopscope";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, open, ready, test } from "../support/page";

const PROGRAM = readFileSync("../../lessons/four-ways/program.py", "utf8");

/** The load panel in the words of those who use it. */
class Load {
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("region", { name: "Load", exact: true });
  }

  async to(request: string) {
    await this.panel.getByLabel("Request 1", { exact: true }).fill(request);
  }

  async set(label: string, value: number) {
    await this.panel.getByLabel(label, { exact: true }).fill(String(value));
  }

  async send() {
    await this.panel.getByRole("button", { name: "Send", exact: true }).click();
    await ready(this.page);
  }

  number(key: string) {
    return this.panel.locator(`[data-number="load-${key}"] .number-value`);
  }
}

async function opened(page: Page, program = PROGRAM): Promise<[Loopscope, Load]> {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste(program);
  return [loopscope, new Load(page)];
}

test("a program without a web application has no load panel", async ({ page }) => {
  await open(page);
  await expect(new Load(page).panel).toHaveCount(0);
});

test("the same route written four ways, side by side", async ({ page }) => {
  const [, load] = await opened(page);
  await load.set("Requests", 10);
  for (const path of ["blocking", "awaited", "threadpool", "sync"]) {
    await load.to(`GET /${path}`);
    await load.send();
    await expect(load.panel.locator(".load-what")).toContainText(`GET /${path}`);
    await load.panel.getByRole("button", { name: "Keep this result" }).click();
  }
  const rows = load.panel.getByRole("region", { name: "Kept results" }).locator("tbody tr");
  await expect(rows).toHaveText([
    /blocks the loop.*GET \/blocking.*10 at once, 1 worker.*2\.76 s.*4\.78 s.*5\.0\d s.*2\.0 \/s/,
    /awaits.*GET \/awaited.*50\d ms.*50\d ms.*50\d ms.*19\.\d \/s.*0/,
    /uses threads.*GET \/threadpool.*50\d ms.*5\d\d ms.*5\d\d ms.*19\.\d \/s.*10/,
    /uses threads.*GET \/sync.*50\d ms.*5\d\d ms.*5\d\d ms.*19\.\d \/s.*10/,
  ]);
  await load.panel.getByRole("button", { name: "Remove result 1" }).click();
  await expect(rows).toHaveCount(3);
});

test("each change of the program is sent the same load and shown against the one before", async ({ page }) => {
  const [loopscope, load] = await opened(page);
  await load.to("GET /awaited");
  await load.set("Requests", 4);
  await load.send();
  await expect(load.number("makespan")).toHaveText("0.50 s");
  await expect(load.panel.getByRole("img", { name: /^4 requests/ })).toHaveAccessibleName(/under 1 % running, 100 % waiting, 0 % blocking the loop/);
  await expect(loopscope.status).toContainText("Sent 4 at once, 1 worker");
  await loopscope.paste(PROGRAM.replace("await asyncio.sleep(0.5)", "time.sleep(0.5)"));
  await expect(load.number("makespan")).toHaveText("2.00 s");
  await expect(load.panel.locator('[data-number="load-makespan"] .number-change')).toContainText("+1.50 s");
  await expect(load.panel.locator(".load-what")).toContainText("blocks the loop");
  await load.panel.getByRole("button", { name: "Run without load" }).click();
  await ready(page);
  await expect(load.panel).toContainText("Nothing was sent yet");
});

test("what cannot be sent is said, and a mix is sent by weight", async ({ page }) => {
  const [, load] = await opened(page);
  await load.set("Requests", 0);
  await expect(load.panel.getByText("Requests: a whole number from 1 to")).toBeVisible();
  await expect(load.panel.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await load.set("Requests", 8);
  await load.to("GET /ping");
  await load.panel.getByRole("button", { name: "Add a route" }).click();
  await load.panel.getByLabel("Weight of request 2").fill("3");
  await load.send();
  await expect(load.panel.locator(".load-what")).toContainText("GET /ping ×1, GET /blocking ×3");
  await expect(load.number("makespan")).toHaveText(/^3\.0\d s$/);
});

test("a long load says how far it is and can be stopped", async ({ page }) => {
  const busy = PROGRAM.replace("await asyncio.sleep(0.5)", "for i in range(10**9): pass");
  const [loopscope, load] = await opened(page, busy);
  await load.to("GET /awaited");
  await load.panel.getByRole("button", { name: "Send", exact: true }).click();
  await expect(load.panel.getByRole("progressbar", { name: "Requests answered" })).toBeVisible();
  await expect(loopscope.status).toContainText("of 100 requests answered");
  await load.panel.getByRole("button", { name: "Stop sending" }).click();
  await expect(loopscope.status).toContainText("You stopped the run");
  await ready(page);
});

test("a load that does not come to its end says so", async ({ page }) => {
  const [loopscope, load] = await opened(page, 'from fastapi import FastAPI\n\nif False:\n    app = FastAPI()\n');
  await load.panel.getByRole("button", { name: "Add a route" }).click();
  await load.send();
  await expect(load.panel).toContainText("The load did not come to its end.");
  await expect(loopscope.console).toContainText("there is no FastAPI application in the program");
});

test("everything in the form is reached with the keyboard, in the order in which it is read; Enter sends", async ({ page }) => {
  const [, load] = await opened(page);
  await load.panel.getByLabel("Request 1", { exact: true }).focus();
  const seen: string[] = [];
  for (let presses = 0; presses < 9; presses += 1) {
    await page.keyboard.press("Tab");
    seen.push(
      await page.evaluate(() => {
        const active = document.activeElement as HTMLInputElement;
        return active.labels?.[0]?.querySelector(".load-label")?.textContent ?? active.closest("label")?.textContent ?? active.textContent ?? "";
      }),
    );
  }
  expect(seen).toEqual(["Add a route", "Sent", "Requests", "Workers", "Pool threads", "Cores", "Probe /ping", "Uneven workers", "Send"]);
  await load.set("Requests", 3);
  await load.panel.getByLabel("Requests", { exact: true }).press("Enter");
  await ready(page);
  await expect(load.panel.locator(".load-what")).toContainText("3 at once");
});

test("nothing moves when a load is sent again", async ({ page }) => {
  const [loopscope, load] = await opened(page);
  await load.to("GET /awaited");
  await load.send();
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  await load.send();
  await loopscope.setWaits("blocking");
  await expect(load.panel.locator(".load-what")).toContainText("blocks the loop");
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.02);
});

test("all workers are seen, each by itself", async ({ page }) => {
  const [loopscope, load] = await opened(page);
  await load.to("GET /sync");
  await load.set("Requests", 6);
  await load.set("Workers", 2);
  await load.send();
  await expect(load.panel.getByRole("img", { name: /requests of worker/ })).toHaveCount(2);
  await expect(load.panel.getByRole("img", { name: "3 requests of worker 1" })).toBeVisible();
  await loopscope.timeline.getByRole("button", { name: "Table" }).click();
  const who = loopscope.timeline.locator("tbody th");
  for (const name of ["worker 1", "worker 2", "worker 1: GET /sync", "worker 2: GET /sync"]) {
    await expect(who.filter({ hasText: new RegExp(`^${name}$`) }).first()).toBeVisible();
  }
  await loopscope.timeline.getByRole("button", { name: "Table" }).click();
  await load.panel.getByText("The same as tables").click();
  await expect(load.panel.getByRole("table", { name: "3 requests of worker 2" })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/load-workers.png", fullPage: true });
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`the load panel looks right: ${colorScheme}, ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      const [, load] = await opened(page);
      await expectAccessible(page);
      await load.to("GET /sync");
      await load.panel.getByLabel("Probe /ping").check();
      await load.send();
      await load.panel.getByRole("button", { name: "Keep this result" }).click();
      await expectAccessible(page);
      await page.screenshot({ path: `artifacts/load-${colorScheme}-${width}.png`, fullPage: true });
      await load.panel.getByText("The same as tables").click();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
