// Keeps the focus on a button or slider inside the text when the editor draws it anew.
import { EditorView, ViewPlugin } from "@codemirror/view";

/** The attribute that names what can be taken hold of: `site-3`, `duration-1`. */
export const HOLD = "data-hold";

/** A new number takes two updates, first the text and then its slider, so what is lost in one may come back in another. */
class KeepFocus {
  /** What had the focus last, unless the user has gone elsewhere since. */
  private wanted: string | null = null;
  private readonly listening = new AbortController();

  constructor(readonly view: EditorView) {
    const options = { capture: true, signal: this.listening.signal };
    const look = () => {
      this.wanted = this.held();
      if (this.wanted !== null) this.keepSelectionInside();
    };
    const { ownerDocument } = view.dom;
    ownerDocument.addEventListener("focusin", look, options);
    ownerDocument.addEventListener("pointerdown", look, options);
  }

  /** The name of what has the focus inside the editor, if it is a button or slider of ours. */
  private held(): string | null {
    const active = this.view.root.activeElement;
    return active && this.view.dom.contains(active) ? active.getAttribute(HOLD) : null;
  }

  /** Chromium takes the focus from something inside editable text at the next key, unless the selection is in that text. */
  private keepSelectionInside() {
    const { contentDOM } = this.view;
    const selection = contentDOM.ownerDocument.getSelection();
    if (!selection || contentDOM.contains(selection.anchorNode)) return;
    const held = this.wanted;
    selection.collapse(contentDOM, 0);
    // Setting the selection may move the focus too.
    this.wanted = held;
    this.restore();
  }

  /** To be called when the DOM shows the new state. */
  restore() {
    if (this.wanted === null || this.held() === this.wanted) return;
    const again = this.view.contentDOM.querySelector<HTMLElement>(`[${HOLD}="${this.wanted}"]`);
    again?.focus({ preventScroll: true });
  }

  destroy() {
    this.listening.abort();
  }
}

const plugin = ViewPlugin.fromClass(KeepFocus);

export const keepFocus = [plugin, EditorView.updateListener.of((update) => update.view.plugin(plugin)?.restore())];
