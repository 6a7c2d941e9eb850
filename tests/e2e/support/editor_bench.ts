// A second editor on the open page, alone with recorded callbacks: for the contract of js/editor with the page.
import type { Page } from "@playwright/test";

type Bench = { editor: Record<string, (...given: unknown[]) => unknown>; heard: unknown[][]; text: string };

declare global {
  interface Window {
    loopscopeEditor: { create(parent: Element, text: string, theme: string, callbacks: object): Bench["editor"] };
    bench: Bench;
  }
}

/** Replaces the page by one editor. Each drag step adds 0.1 to the first number of the text, as the real page does. */
export async function benchEditor(page: Page, text: string) {
  await page.evaluate((text) => {
    document.body.innerHTML = `<main><h1>Editor</h1><button class="button" id="before">before</button>
      <div id="place" style="height: 20rem"></div><button class="button" id="after">after</button></main>`;
    const place = document.getElementById("place");
    if (!place) throw new Error("no place");
    const heard: unknown[][] = [];
    const showDuration = () => {
      const number = /\d+\.\d+/.exec(bench.text);
      if (!number) return;
      const [from, value] = [number.index, Number(number[0])];
      const duration = { from, to: from + number[0].length, id: 7, value, label: "seconds of sleep in line 2" };
      bench.editor["setDurations"]?.(JSON.stringify([duration]));
    };
    let atStart = 0;
    const setNumber = (tenths: number, joins: boolean) => {
      const number = /\d+\.\d+/.exec(bench.text);
      if (!number) return;
      const insert = (Math.max(0, tenths) / 10).toFixed(1);
      const edit = { from: number.index, to: number.index + number[0].length, insert };
      bench.editor["applyEdits"]?.(JSON.stringify([edit]), "drag", joins);
      showDuration();
    };
    const tenths = () => Math.round(10 * Number(/\d+\.\d+/.exec(bench.text)?.[0]));
    let first = false;
    const callbacks = {
      onChange(now: string, origin: string) {
        bench.text = now;
        heard.push(["change", origin]);
      },
      onChip: (...given: unknown[]) => heard.push(["chip", ...given]),
      onDrag(id: number, steps: number, phase: string) {
        heard.push(["drag", id, steps, phase]);
        if (phase === "start") [atStart, first] = [tenths(), true];
        if (phase === "key") setNumber(tenths() + steps, false);
        if (phase === "move" || phase === "cancel") {
          setNumber(atStart + steps, !first);
          first = false;
        }
      },
    };
    window.bench = { editor: {}, heard, text };
    const bench = window.bench;
    bench.editor = window.loopscopeEditor.create(place, text, "light", callbacks);
    showDuration();
  }, text);
}

/** Calls a function of the editor; lists are handed over as JSON. */
export async function tell(page: Page, name: string, ...given: unknown[]) {
  await page.evaluate(
    ([name, given]) => window.bench.editor[name]?.(...given),
    [name, given.map((one) => (Array.isArray(one) ? JSON.stringify(one) : one))] as const,
  );
}

export const textOf = (page: Page) => page.evaluate(() => window.bench.text);
export const heardBy = (page: Page) => page.evaluate(() => window.bench.heard);
