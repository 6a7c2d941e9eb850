// The programs to choose from, and links that hold a program and its load.
import { readFileSync, readdirSync } from "node:fs";
import { Loopscope } from "../support/loopscope";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, ready, test } from "../support/page";

const FOLDERS = readdirSync("../../lessons", { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name);
const textOf = (name: string) => readFileSync(`../../lessons/${name}/program.py`, "utf8");

const menu = (page: Page) => page.getByRole("region", { name: "Programs to open" });
const button = (page: Page) => page.getByRole("button", { name: "Programs", exact: true });

async function choose(page: Page, title: string) {
  await button(page).click();
  await menu(page).getByRole("button", { name: title }).click();
  await expect(menu(page)).toBeHidden();
  await ready(page);
}

test("every folder of lessons/ can be opened, with its name and what it shows", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await button(page).click();
  const programs = menu(page).getByRole("button");
  await expect(programs).toHaveCount(FOLDERS.length);
  await expect(programs.first()).toContainText("First light");
  await expect(programs.first()).toHaveAttribute("aria-current", "true");
  await expect(menu(page)).toContainText("One wait of half a second, written in four ways.");
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeHidden();
  await choose(page, "Four ways");
  expect(await loopscope.text()).toBe(textOf("four-ways"));
  await expect(page.getByRole("region", { name: "Load", exact: true })).toBeVisible();
  // Nobody's own text was there: there is nothing to go back to.
  await expect(page.getByText("Your own program is kept")).toHaveCount(0);
});

test("numbers of one program are not compared with those of another", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.setWaits("blocking");
  await expect(loopscope.change("elapsed")).toContainText("+1.50 s");
  await choose(page, "CPU three ways");
  await expect(loopscope.number("elapsed")).toBeVisible();
  await expect(loopscope.change("elapsed")).toHaveCount(0);
  await loopscope.paste("import time\n\nfor pause in (0.1, 0.2, 0.3):\n    time.sleep(pause)\n    print(pause)\n");
  await expect(loopscope.number("elapsed")).toHaveText("0.60 s");
  await expect(loopscope.change("elapsed")).toHaveCount(0);
});

test("the user's own text is kept: a button brings it back, and so does undo", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const own = "import time\ntime.sleep(0.25)\nprint('mine')\n";
  await loopscope.paste(own);
  await choose(page, "Four ways");
  await expect(page.getByText("“Four ways” is open. Your own program is kept.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to it" }).click();
  await ready(page);
  expect(await loopscope.text()).toBe(own);
  await expect(loopscope.console).toContainText("mine");
  await choose(page, "FastAPI demo");
  await loopscope.code.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await ready(page);
  expect(await loopscope.text()).toBe(own);
});

test("with the keyboard alone", async ({ page }) => {
  await open(page);
  await button(page).focus();
  await page.keyboard.press("Enter");
  await expect(menu(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(menu(page).getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(menu(page)).toBeHidden();
  await ready(page);
  expect(await new Loopscope(page).text()).not.toBe(textOf("first-light"));
});

test("the programs are there without a network once the page has come to rest", async ({ page, context }) => {
  const came = page.waitForResponse(/programs\.json$/);
  await open(page);
  await came;
  await context.setOffline(true);
  await choose(page, "Four ways");
  expect(await new Loopscope(page).text()).toBe(textOf("four-ways"));
});

test("that they could not be fetched is said, and they are asked for again", async ({ page, complaints }) => {
  await page.route("**/programs.json", (route) => route.abort());
  await open(page);
  await button(page).click();
  await expect(menu(page)).toContainText("The programs could not be fetched");
  await expectAccessible(page);
  await page.unroute("**/programs.json");
  await menu(page).getByRole("button", { name: "Try again" }).click();
  await expect(menu(page).getByRole("button")).toHaveCount(FOLDERS.length);
  expect(complaints.length).toBeGreaterThan(0);
  complaints.length = 0;
});

test("a link opens the same program with the same load", async ({ page, context }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  const own = textOf("four-ways").replaceAll("0.5", "0.4");
  await loopscope.paste(own);
  const load = page.getByRole("region", { name: "Load", exact: true });
  await load.getByLabel("Request 1", { exact: true }).fill("GET /awaited");
  await load.getByLabel("Sent").selectOption("random (Poisson)");
  await load.getByLabel("Requests", { exact: true }).fill("20");
  await load.getByLabel("Rate per s").fill("40");
  await load.getByLabel("Seed").fill("7");
  await load.getByRole("button", { name: "Send", exact: true }).click();
  await ready(page);
  await expect(load.locator(".load-what")).toContainText("20 at about 40 /s, seed 7, 1 worker");
  const makespan = await load.locator('[data-number="load-makespan"] .number-value').textContent();
  await expect.poll(() => page.url()).toContain("sent=1");

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator(".load-what")).toContainText("20 at about 40 /s, seed 7, 1 worker");
  await ready(other);
  expect(await new Loopscope(other).text()).toBe(own);
  await expect(other.locator('[data-number="load-makespan"] .number-value')).toHaveText(makespan ?? "");
  await expect(other.getByLabel("Seed")).toHaveValue("7");
});

test("another seed is another load", async ({ page }) => {
  await open(page, "#program=four-ways&send=GET%20/awaited&pattern=poisson&requests=20&rate=40&seed=7&sent=1");
  const load = page.getByRole("region", { name: "Load", exact: true });
  const makespan = load.locator('[data-number="load-makespan"] .number-value');
  await expect(makespan).toBeVisible();
  const before = await makespan.textContent();
  await load.getByLabel("Seed").fill("8");
  await load.getByRole("button", { name: "Send", exact: true }).click();
  await ready(page);
  await expect(load.locator(".load-what")).toContainText("seed 8");
  await expect(makespan).not.toHaveText(before ?? "");
});

test("a link to what is not there says so and opens the first program", async ({ page }) => {
  await open(page, "#program=nothing-of-that-name");
  await expect(page.getByText("There is no program “nothing-of-that-name” here.")).toBeVisible();
  await expect(new Loopscope(page).console).toContainText("all done");
  await page.goto("about:blank");
  await open(page, "#text=this-is-not-one");
  await expect(page.getByText("The program in the link cannot be read")).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("The program in the link cannot be read")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`the list looks right: ${colorScheme}, ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme });
      await open(page);
      await button(page).click();
      await expect(menu(page)).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: `artifacts/programs-${colorScheme}-${width}.png` });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
