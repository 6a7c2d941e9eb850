// What every spec begins with: a page that is open and ready, in which anything that goes wrong fails the test.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import type { Page } from "@playwright/test";

export { expect };

/** Every test gets a page that must end without an error on the console, an uncaught exception or a failed request. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
      page.on("response", (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the page and waits until it has come to rest, with its editor. */
export async function open(page: Page, hash = "") {
  await page.goto(`./${hash}`);
  await ready(page);
  await expect(page.getByRole("textbox", { name: "Python program" })).toBeVisible();
}

/** Waits until the page has nothing left to do. */
export async function ready(page: Page) {
  await expect(page.locator("body")).toHaveAttribute("data-state", "idle");
}

/** Keeps a picture for people to look at. */
export async function keep(page: Page, name: string) {
  await page.screenshot({ path: `artifacts/${name}.png` });
}

/** The page has no violation that axe can find. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found).toEqual([]);
}
