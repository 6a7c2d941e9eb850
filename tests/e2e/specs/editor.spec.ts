// The editor by itself: what it shows and tells (js/editor/contract.ts), with mouse, touch and keyboard.
import type { Page } from "@playwright/test";
import { benchEditor, heardBy, tell, textOf } from "../support/editor_bench";
import { expect, expectAccessible, keep, open, test } from "../support/page";

const PROGRAM = "async def main():\n    await asyncio.sleep(1.0)\n    print('done')\n";
const CALL = { from: 28, to: 46 };

const slider = (page: Page) => page.getByRole("slider");
const chip = (page: Page) => page.locator(".editor-chip");

async function chips(page: Page, label = "awaited", kind = "awaited") {
  const title = "switch to blocking sleep";
  await tell(page, "setSites", [{ ...CALL, id: 3, label, kind, title }]);
}

async function dragBy(page: Page, pixels: number, pieces = 6) {
  const box = await slider(page).boundingBox();
  if (!box) throw new Error("the number is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let piece = 1; piece <= pieces; piece++) await page.mouse.move(x + (pixels * piece) / pieces, y);
}

test.beforeEach(async ({ page }) => {
  await open(page);
  await benchEditor(page, PROGRAM);
  // As with people, the first key comes to a page that has the focus. (Chromium, on getting it, moves the focus from
  // something inside an editable element to that element.)
  await page.locator("#before").click();
});

test("tells what is typed, and what the page changed, by origin", async ({ page }) => {
  await page.getByRole("textbox", { name: "Python program" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  expect(await textOf(page)).toBe(`${PROGRAM}x`);
  await tell(page, "setText", "pass\n", "lesson");
  expect(await textOf(page)).toBe("pass\n");
  expect(await heardBy(page)).toEqual([["change", "user"], ["change", "lesson"]]);
  await page.keyboard.press("Control+z");
  expect(await textOf(page)).toBe(`${PROGRAM}x`);
});

test("indents as Python wants it", async ({ page }) => {
  await tell(page, "setText", "", "test");
  await page.getByRole("textbox").click();
  await page.keyboard.type("def f():\nif x:\nreturn 1\npass");
  expect(await textOf(page)).toBe("def f():\n    if x:\n        return 1\n    pass");
});

test("a chip is pressed by mouse and keyboard, and keeps the focus when its words change", async ({ page }) => {
  await chips(page);
  await chip(page).click();
  await chip(page).click({ modifiers: ["Shift"] });
  await chip(page).focus();
  await page.keyboard.press("Enter");
  await chips(page, "blocking", "blocking");
  await expect(chip(page)).toBeFocused();
  await expect(chip(page)).toHaveText("blocking");
  await page.keyboard.press("Space");
  const pressed = (backwards: boolean) => ["chip", 3, backwards];
  expect(await heardBy(page)).toEqual([pressed(false), pressed(true), pressed(false), pressed(false)]);
  expect(await textOf(page)).toBe(PROGRAM);
});

test("a number is dragged with the mouse; undo takes the drag back in one step", async ({ page }) => {
  await dragBy(page, 60);
  await expect(slider(page)).toHaveAttribute("aria-valuenow", "2");
  await page.waitForTimeout(700); // longer than CodeMirror waits before it starts a new undo step
  await page.mouse.move(300, 300);
  await page.mouse.up();
  const phases = (await heardBy(page)).filter(([what]) => what === "drag").map(([, , , phase]) => phase);
  expect(phases[0]).toBe("start");
  expect(phases.at(-1)).toBe("end");
  expect(await textOf(page)).not.toBe(PROGRAM);
  await page.getByRole("textbox").focus();
  await page.keyboard.press("Control+z");
  expect(await textOf(page)).toBe(PROGRAM);
});

test("after a drag the arrow keys push on", async ({ page }) => {
  await dragBy(page, 60);
  await page.mouse.up();
  const dragged = await textOf(page);
  await page.keyboard.press("ArrowUp");
  expect(await textOf(page)).not.toBe(dragged);
  await expect(slider(page)).toBeFocused();
});

test("Escape ends a drag and asks for the old number", async ({ page }) => {
  await dragBy(page, 60);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await textOf(page)).toBe(PROGRAM);
  expect((await heardBy(page)).filter(([what]) => what === "drag").at(-1)).toEqual(["drag", 7, 0, "cancel"]);
});

test("a number is pushed with the arrow keys and keeps the focus", async ({ page }) => {
  await slider(page).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("ArrowDown");
  await expect(slider(page)).toBeFocused();
  expect(await textOf(page)).toContain("sleep(2.1)");
  await page.keyboard.type("9"); // not into the text
  await page.keyboard.press("Backspace");
  expect(await textOf(page)).toContain("sleep(2.1)");
  await page.keyboard.press("Enter");
  await page.keyboard.type("0.25");
  expect(await textOf(page)).toContain("sleep(0.25)");
});

test("a click on a number puts the cursor there", async ({ page }) => {
  await slider(page).click({ position: { x: 1, y: 8 } });
  await page.keyboard.type("1");
  expect(await textOf(page)).toContain("sleep(11.0)");
});

test("Tab indents; Escape and then Tab leaves", async ({ page }) => {
  await page.getByRole("textbox").focus();
  await page.keyboard.press("Tab");
  expect(await textOf(page)).toMatch(/^ {4}async/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("#after")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(slider(page)).toBeFocused();
});

test("shows problems, the lines of tasks and chips, without a violation of accessibility rules", async ({ page }) => {
  await chips(page);
  await tell(page, "setDiagnostics", [{ from: 51, to: 56, severity: "error", message: "no print here" }]);
  await tell(page, "setLineMarks", [
    { line: 2, kind: "waiting", label: "task main" },
    { line: 3, kind: "running", label: "task heartbeat" },
  ]);
  await expect(page.locator(".cm-lintRange-error")).toHaveText("print");
  await expect(page.locator(".editor-line-running")).toContainText("print('done')task heartbeat");
  await page.locator(".cm-lintRange-error").hover();
  await expect(page.getByText("no print here")).toBeVisible();
  await keep(page, "editor-light");
  await expectAccessible(page);
  await page.evaluate(() => (document.documentElement.dataset["theme"] = "dark"));
  await tell(page, "setTheme", "dark");
  await keep(page, "editor-dark");
  await expectAccessible(page);
});

test("marks that are out of date do no harm", async ({ page }) => {
  await tell(page, "setText", "x", "test");
  await chips(page);
  await tell(page, "setDurations", [{ from: 5, to: 9, id: 1, value: 1, label: "" }]);
  await tell(page, "setDiagnostics", [{ from: 5, to: 9, severity: "error", message: "late" }]);
  await tell(page, "setLineMarks", [{ line: 9, kind: "running", label: "late" }]);
  await tell(page, "reveal", 99);
  await expect(chip(page)).toHaveCount(0);
  await expect(slider(page)).toHaveCount(0);
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true });

  test("a number is dragged with a finger", async ({ page }) => {
    const box = await slider(page).boundingBox();
    if (!box) throw new Error("the number is not on the page");
    const finger = await page.context().newCDPSession(page);
    const at = (dx: number) => [{ x: box.x + 5 + dx, y: box.y + box.height / 2 }];
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (let dx = 6; dx <= 30; dx += 6) {
      await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(dx) });
    }
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    expect(await textOf(page)).toContain("sleep(1.5)");
    expect((await heardBy(page)).at(-1)).toEqual(["drag", 7, 5, "end"]);
  });
});
