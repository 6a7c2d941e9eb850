// Keeps the focus on a button or slider inside the text when the editor draws it anew.
import { EditorView, ViewPlugin } from "@codemirror/view";

/** The attribute that names what can be taken hold of: `site-3`, `duration-1`. */
export const HOLD = "data-hold";

/** The name of what has the focus inside the editor, if it is a button or slider of ours. */
function held(view: EditorView): string | null {
  const active = view.root.activeElement;
  return active && view.dom.contains(active) ? active.getAttribute(HOLD) : null;
}

class KeepFocus {
  private before: string | null = null;

  constructor(readonly view: EditorView) {}

  // Plugins are told before the DOM changes, listeners after.
  update() {
    this.before = held(this.view);
  }

  restore() {
    if (this.before === null || held(this.view) === this.before) return;
    const again = this.view.contentDOM.querySelector<HTMLElement>(`[${HOLD}="${this.before}"]`);
    again?.focus({ preventScroll: true });
  }
}

const plugin = ViewPlugin.fromClass(KeepFocus);

export const keepFocus = [plugin, EditorView.updateListener.of((update) => update.view.plugin(plugin)?.restore())];
