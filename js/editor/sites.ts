// A button behind each call that can be switched.
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import type { Callbacks, Site } from "./contract";
import { HOLD } from "./focus";

export const setSites = StateEffect.define<Site[]>();

class Chip extends WidgetType {
  constructor(readonly site: Site, readonly onChip: Callbacks["onChip"]) {
    super();
  }

  override eq(other: Chip): boolean {
    const { id, label, title, kind } = this.site;
    return other.site.id === id && other.site.label === label && other.site.title === title && other.site.kind === kind;
  }

  override toDOM(): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    this.show(button);
    return button;
  }

  /** Keeps the button, and with it the focus, when only what it says has changed. */
  override updateDOM(button: HTMLElement): boolean {
    this.show(button);
    return true;
  }

  private show(button: HTMLElement) {
    const { id, label, title, kind } = this.site;
    button.className = `editor-chip editor-chip-${kind}`;
    button.textContent = label;
    button.title = title;
    // The name begins with what is seen, so that people who speak to their computer can say it.
    button.setAttribute("aria-label", `${label}: ${title}`);
    button.setAttribute(HOLD, `site-${id}`);
    button.onclick = (event) => this.onChip(id, event.shiftKey);
  }
}

export function sites(onChip: Callbacks["onChip"]): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(chips, transaction) {
      chips = chips.map(transaction.changes);
      for (const effect of transaction.effects) {
        if (!effect.is(setSites)) continue;
        const length = transaction.newDoc.length;
        const fitting = effect.value.filter((site) => site.to <= length);
        chips = Decoration.set(
          fitting.map((site) => Decoration.widget({ widget: new Chip(site, onChip), side: 1 }).range(site.to)),
          true,
        );
      }
      return chips;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}
