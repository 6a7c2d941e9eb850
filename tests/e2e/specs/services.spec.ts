// The table of services: what calls outside meet, written in the program itself.
import { Loopscope } from "../support/loopscope";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, open, ready, test } from "../support/page";

const PROGRAM = `import asyncio

import httpx
import redis.asyncio as redis


async def main():
    cache = redis.Redis()
    async with httpx.AsyncClient() as client:
        answers = await asyncio.gather(*[client.get("https://example.com/") for _ in range(4)])
    print([answer.status_code for answer in answers])
    await cache.get("x")


asyncio.run(main())
`;

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function set(page: Page, name: string, value: string) {
  await field(page, name).fill(value);
  await field(page, name).press("Enter");
  await ready(page);
}

test("a program that calls nothing outside has no table", async ({ page }) => {
  await open(page);
  await expect(page.getByText("Services", { exact: true })).toHaveCount(0);
});

test("what is typed stands in the program, and the run follows", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste(PROGRAM);
  await expect(loopscope.number("elapsed")).toHaveText("0.10 s");
  await expect(page.locator(".services-table tbody th")).toHaveText(["http", "redis"]);
  await set(page, "Latency of http", "300ms");
  await expect(loopscope.number("elapsed")).toHaveText("0.30 s");
  await set(page, "Calls at once of http", "1");
  await expect(loopscope.number("elapsed")).toHaveText("1.20 s");
  await set(page, "Failures of http", "1");
  await expect(loopscope.console).toContainText("[503, 503, 503, 503]");
  await set(page, "Latency of redis", "1s");
  expect(await loopscope.text()).toBe(`# services: http latency=300ms pool=1 failures=1; redis latency=1s\n${PROGRAM}`);
  await expect(loopscope.number("elapsed")).toHaveText("2.20 s");
  await set(page, "Calls at once of http", "");
  await expect(loopscope.number("elapsed")).toHaveText("1.30 s");
  await loopscope.code.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await ready(page);
  await expect(field(page, "Calls at once of http")).toHaveValue("1");
});

test("latencies can be spread", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste(PROGRAM);
  await set(page, "Latency of http", "200ms..900ms");
  const spread = await loopscope.number("elapsed").textContent();
  expect(Number.parseFloat(spread ?? "")).toBeGreaterThan(0.2);
  await set(page, "Latency of http", "~200ms");
  await expect(loopscope.number("elapsed")).not.toHaveText(spread ?? "");
});

test("a value that means nothing is said at its field and changes nothing", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste(PROGRAM);
  for (const [name, value, problem] of [
    ["Latency of http", "soon", /Must be a time like 100ms/],
    ["Calls at once of redis", "0", /Must be a whole number from 1/],
    ["Failures of redis", "7", /Must be a share from 0 to 1/],
  ] as const) {
    await field(page, name).fill(value);
    await expect(field(page, name)).toHaveAttribute("aria-invalid", "true");
    await expect(field(page, name)).toHaveAccessibleDescription(problem);
    await field(page, name).press("Enter");
    await expectAccessible(page);
    expect(await loopscope.text()).toBe(PROGRAM);
    await field(page, name).fill("");
    await expect(field(page, name)).toHaveAttribute("aria-invalid", "false");
  }
  // Likewise for what stands in the text.
  await loopscope.paste(`# services: http latency=later\n${PROGRAM}`);
  await expect(field(page, "Latency of http")).toHaveAccessibleDescription(/Must be a time like 100ms/);
  await expect(loopscope.console).toContainText("'latency=later' is not latency=TIME");
});

test("the table stays while the text cannot run, and the focus while others come", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste(PROGRAM);
  await loopscope.replace("import httpx\nprint(");
  await expect(loopscope.status).toContainText("was never closed");
  await expect(field(page, "Latency of redis")).toBeDisabled();
  await loopscope.paste(PROGRAM);
  await field(page, "Latency of http").focus();
  await page.keyboard.type("20ms");
  await page.keyboard.press("Tab");
  await ready(page);
  await expect(field(page, "Calls at once of http")).toBeFocused();
  expect(await loopscope.text()).toContain("# services: http latency=20ms\n");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`the table looks right: ${colorScheme}, ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme });
      await open(page);
      await new Loopscope(page).paste(PROGRAM);
      await set(page, "Latency of http", "50ms..150ms");
      await field(page, "Failures of redis").fill("7");
      await expectAccessible(page);
      await page.screenshot({ path: `artifacts/services-${colorScheme}-${width}.png` });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
