// How the page is tested in a browser: what ships (dist/), from a sub-path, in the Chromium that is installed.
import { defineConfig } from "@playwright/test";
import { BASE_URL } from "./support/address";

export default defineConfig({
  testDir: "specs",
  outputDir: "artifacts/output",
  reporter: [["list"], ["json", { outputFile: "artifacts/results.json" }]],
  // A test that passes only now and then is a failure.
  retries: 0,
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  webServer: {
    command: "node support/server.mjs",
    url: BASE_URL,
    reuseExistingServer: false,
  },
  use: {
    baseURL: BASE_URL,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    colorScheme: "light",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["LOOPSCOPE_CHROMIUM"] || "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--font-render-hinting=none",
      ],
    },
  },
});
