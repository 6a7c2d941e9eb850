// Point 3: any other program; errors at their place; nothing that looks like a run belongs to other text.
import { Loopscope } from "../support/loopscope";
import { expect, keep, open, ready, test } from "../support/page";

test("runs by itself shortly after typing stops", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.replace("");
  await page.keyboard.type("import time\ntime.sleep(0.25)\nprint('hello')");
  await expect(loopscope.console).toContainText("hello");
  await expect(loopscope.number("elapsed")).toHaveText("0.25 s");
  await expect(loopscope.status).toContainText("Ran to its end");
});

test("marks an error at its place while typing, and keeps the last run, dimmed", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.code.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("print((1)");
  await expect(page.locator(".cm-lintRange-error")).toBeVisible();
  await expect(loopscope.status).toContainText("SyntaxError: '(' was never closed");
  await expect(loopscope.status).toContainText("Numbers and pictures are those of the last run");
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
  await expect(page.getByText("of the last run", { exact: true })).toHaveCount(3);
  await expect(loopscope.panels).toHaveClass(/is-stale/);
  await keep(page, "typing-error");

  await page.keyboard.type(")");
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
  await expect(loopscope.status).toContainText("Ran to its end");
  await expect(loopscope.panels).not.toHaveClass(/is-stale/);
  await expect(loopscope.console).toContainText("1");
});

test("an uncaught exception is shown as CPython prints it", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste("def f():\n    return 1 / 0\n\nf()\n");
  await expect(loopscope.console).toContainText("Traceback (most recent call last):");
  await expect(loopscope.console).toContainText("ZeroDivisionError: division by zero");
  await expect(loopscope.status).toContainText("ZeroDivisionError: division by zero");
  await keep(page, "typing-exception");
});

const ENDLESS: [name: string, program: string, said: RegExp][] = [
  ["a busy loop", "while True: pass\n", /used all the instructions/],
  [
    "a loop that only gives way",
    "import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(0)\n\nasyncio.run(main())\n",
    /used all the instructions|More happened than can be kept/,
  ],
  ["a list too long", "x = [0] * 10**10\n", /more memory|MemoryError/],
  ["endless recursion", "def f(): f()\nf()\n", /RecursionError/],
  ["a megabyte of source", "x = 1\n".repeat(180_000), /source too long/],
];

for (const [name, program, said] of ENDLESS) {
  test(`${name} ends with a clear message, and the next edit runs`, async ({ page }) => {
    test.setTimeout(120_000);
    await open(page);
    const loopscope = new Loopscope(page);
    await loopscope.replace(program);
    // The page answers all the while: the theme can be switched.
    await page.getByRole("button", { name: "Dark theme" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(loopscope.status).toContainText(said, { timeout: 90_000 });
    await ready(page);
    await loopscope.paste("print('and on')\n");
    await expect(loopscope.console).toContainText("and on");
    await expect(loopscope.status).toContainText("Ran to its end");
  });
}

test("a run can be stopped", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.replace("while True: pass\n");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(loopscope.status).toContainText("You stopped the run");
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
  await expect(loopscope.panels).toHaveClass(/is-stale/);
});

test("the console shows another text, though it is as long and comes at the same time", async ({ page }) => {
  await open(page);
  const loopscope = new Loopscope(page);
  await loopscope.paste('print("before")\n');
  await expect(loopscope.console).toContainText("before");
  await loopscope.paste('print("afters")\n');
  await expect(loopscope.console).toContainText("afters");
});
