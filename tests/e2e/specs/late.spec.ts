// What loads after the first run is on the screen: the editor and the rest of the wasm. Without them the page works too.
import { Loopscope } from "../support/loopscope";
import { expect, ready, test } from "../support/page";

const NEEDS_THE_REST = `import random

random.seed(42)
print(random.random())
import decimal_of_nothing
`;

test("the first run and the switch do not need the editor", async ({ page }) => {
  let letThemCome = () => {};
  const held = new Promise<void>((come) => (letThemCome = come));
  let asked = 0;
  await page.route(/\/editor-[^/]*\.js$/, async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  await page.goto("./");
  const loopscope = new Loopscope(page);
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
  await loopscope.waits("blocking").click();
  await expect(loopscope.number("elapsed")).toHaveText("3.00 s");
  await expect(page.getByLabel("Python program, about to become an editor")).toContainText("time.sleep(1.5)");
  await expect.poll(() => asked).toBe(1);

  // The editor takes over the text as it is now.
  letThemCome();
  await expect(loopscope.code).toContainText("time.sleep(1.5)");
  await loopscope.setWaits("awaited");
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
});

test("what needs the rest gets it, even if it could not be fetched before", async ({ page, complaints }) => {
  const asked = { ahead: 0, onTheSpot: 0 };
  let refuse = () => {};
  const opened = new Promise<void>((is) => (refuse = is));
  await page.route(/_rest\.wasm$/, async (route) => {
    if (route.request().resourceType() === "fetch") {
      asked.ahead += 1;
      await opened;
      await route.abort();
    } else {
      asked.onTheSpot += 1;
      await route.continue();
    }
  });
  await page.goto("./");
  await ready(page);
  const loopscope = new Loopscope(page);
  await expect(loopscope.number("elapsed")).toHaveText("1.50 s");
  expect(asked, "the page opened with the rest of its wasm: `cargo xtask first-use` records what it needs").toEqual({ ahead: 1, onTheSpot: 0 });
  refuse();
  await loopscope.paste(NEEDS_THE_REST);
  await ready(page);
  await expect(loopscope.console).toContainText("0.6394267984578837");
  await expect(loopscope.console).toContainText("ModuleNotFoundError: No module named 'decimal_of_nothing'");
  expect(asked.onTheSpot).toBe(1);
  // The one request that was refused is what this is about.
  complaints.length = 0;
});
