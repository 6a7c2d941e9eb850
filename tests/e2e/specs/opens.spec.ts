// The page opens: from a sub-path, offline but for its own server, in both themes, on a phone, in a sandboxed frame.
import { Loopscope } from "../support/loopscope";
import { BASE_URL } from "../support/address";
import { expect, expectAccessible, keep, open, test } from "../support/page";

test("opens without a complaint, and asks no other server for anything", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  await expect(page.getByRole("heading", { name: "Loopscope" })).toBeVisible();
  await expect(page.locator("#boot")).toHaveCount(0);
  await expect(page.locator("#crash")).toBeHidden();
  expect(asked.filter((url) => !url.startsWith(BASE_URL) && !url.startsWith("data:"))).toEqual([]);
  await keep(page, "opens-light");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no violation of accessibility rules, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    await expectAccessible(page);
    await keep(page, `opens-${colorScheme}`);
  });
}

test("fits a phone of 360 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await keep(page, "opens-phone");
});

for (const width of [320, 360]) {
  test(`no panel cuts a control off, ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page);
    const loopscope = new Loopscope(page);
    await loopscope.paste("from fastapi import FastAPI\nimport httpx\napp = FastAPI()\n@app.get('/')\ndef root(): return 1\n");
    const cut = await page.evaluate(() => {
      const scrolls = (element: Element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      const controls = [...document.querySelectorAll(".panel :is(button, select, input)")].filter((control) => {
        let outside = control.parentElement!;
        while (!outside.classList.contains("panel") && !scrolls(outside)) outside = outside.parentElement!;
        const [own, around] = [control.getBoundingClientRect(), outside.getBoundingClientRect()];
        return !scrolls(outside) && own.width > 0 && (own.left < around.left + 4 || own.right > around.right - 4);
      });
      return controls.map((control) => control.getAttribute("aria-label") ?? control.parentElement!.textContent);
    });
    expect(cut).toEqual([]);
  });
}

test("still fits a phone when numbers change by much", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page);
  await new Loopscope(page).paste(
    [
      "import asyncio",
      "async def work(n):",
      "    await asyncio.sleep(n / 1000 + 12.345)",
      "async def main():",
      "    await asyncio.gather(*[work(n) for n in range(2000)])",
      "asyncio.run(main())",
    ].join("\n"),
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("works in a sandboxed frame, where there is no storage", async ({ page }) => {
  const frame = `<!doctype html><title>A page that embeds it</title><iframe sandbox="allow-scripts" src="./"
    style="width: 100%; height: 700px"></iframe>`;
  await page.route("**/*", async (route) => {
    if (route.request().url().endsWith("/embeds.html")) {
      return route.fulfill({ contentType: "text/html", body: frame });
    }
    // The frame belongs to no origin, so the server has to allow it to everybody (README.md says so).
    const response = await route.fetch();
    return route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
  });
  await page.goto("./embeds.html");
  const inside = page.frameLocator("iframe");
  await expect(inside.locator("body")).toHaveAttribute("data-state", "idle");
  await expect(inside.getByRole("textbox", { name: "Python program" })).toBeVisible();
  await inside.getByRole("button", { name: "Programs", exact: true }).click();
  await inside.getByRole("button", { name: "Four ways" }).click();
  await expect(inside.getByRole("region", { name: "Load", exact: true })).toBeVisible();
  await keep(page, "opens-embedded");
});

test("says so when its program does not load", async ({ page, complaints }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("Loopscope has stopped");
  await keep(page, "opens-crash");
  // That the browser complains is what this test is about.
  complaints.length = 0;
});
