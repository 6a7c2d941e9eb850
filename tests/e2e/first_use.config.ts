// For `cargo xtask first-use` alone: the page counts which of its functions are called.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({ ...base, testDir: "first_use", reporter: [["list"]] });
