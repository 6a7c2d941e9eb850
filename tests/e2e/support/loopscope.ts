// The page in the words of those who use it: what can be read on it and what can be done.
import type { Locator, Page } from "@playwright/test";
import { expect, ready } from "./page";

/** The numbers, by the keys they have in src/session/numbers.rs. */
export type NumberKey =
  | "elapsed"
  | "sum-of-waits"
  | "concurrency"
  | "frames-lost"
  | "longest-freeze"
  | "loop-lag"
  | "task-switches"
  | "ready-peak";

export class Loopscope {
  readonly code: Locator;
  readonly status: Locator;
  readonly console: Locator;
  readonly appWindow: Locator;
  readonly timeline: Locator;
  readonly panels: Locator;
  readonly picture: Locator;
  readonly transport: Locator;
  readonly chips: Locator;
  readonly durations: Locator;

  constructor(readonly page: Page) {
    this.code = page.getByRole("textbox", { name: "Python program" });
    this.status = page.locator(".status");
    this.console = page.getByRole("region", { name: "What the program printed" });
    this.appWindow = page.getByRole("region", { name: "App window" });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.panels = page.getByRole("main");
    this.picture = page.getByRole("application", { name: "What every task did" });
    this.transport = page.getByRole("region", { name: "Playback" });
    this.chips = this.code.locator(".editor-chip");
    this.durations = this.code.getByRole("slider");
  }

  /** A number as it stands on the page. */
  number(key: NumberKey): Locator {
    return this.page.locator(`[data-number="${key}"] .number-value`);
  }

  /** How it differs from the run before. */
  change(key: NumberKey): Locator {
    return this.page.locator(`[data-number="${key}"] .number-change`);
  }

  /** The one switch for all waits. */
  waits(position: "blocking" | "awaited"): Locator {
    return this.page.getByRole("group", { name: "All waits" }).getByRole("button", { name: position });
  }

  /** Sets the switch and waits for the run. */
  async setWaits(position: "blocking" | "awaited") {
    await this.waits(position).click();
    await expect(this.waits(position)).toHaveAttribute("aria-pressed", "true");
    await ready(this.page);
  }

  /** The text in the editor, without chips and labels. */
  async text(): Promise<string> {
    return this.page.evaluate(() => {
      const view = (document.querySelector(".cm-content") as unknown as { cmTile?: { view: unknown }; cmView?: { view: unknown } });
      const editor = (view.cmTile?.view ?? view.cmView?.view) as { state: { doc: { toString(): string } } };
      return editor.state.doc.toString();
    });
  }

  /** Puts another program into the editor, as pasting does, and waits until it has run. */
  async paste(program: string) {
    await this.replace(program);
    await ready(this.page);
  }

  /** The same without waiting. */
  async replace(program: string) {
    await this.code.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const target = document.querySelector(".cm-content");
      target?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, program);
  }

  /** The playhead, in seconds. */
  async time(): Promise<number> {
    return Number(await this.transport.locator(".transport-now").textContent());
  }

  play(): Locator {
    return this.transport.getByRole("button", { name: "Play" });
  }

  pause(): Locator {
    return this.transport.getByRole("button", { name: "Pause" });
  }

  /** Puts the playhead at a share of the run. */
  async scrub(share: number) {
    await this.transport.getByRole("slider", { name: "Time" }).fill(String(Math.round(share * 1000)));
  }
}
