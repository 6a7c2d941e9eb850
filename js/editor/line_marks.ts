// Which line each task is at.
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";
import type { Range, Text } from "@codemirror/state";
import type { LineMark } from "./contract";

export const setLineMarks = StateEffect.define<LineMark[]>();

class Label extends WidgetType {
  constructor(readonly mark: LineMark) {
    super();
  }

  override eq(other: Label): boolean {
    return other.mark.kind === this.mark.kind && other.mark.label === this.mark.label;
  }

  override toDOM(): HTMLElement {
    const label = document.createElement("span");
    label.className = `editor-line-label editor-line-label-${this.mark.kind}`;
    label.textContent = this.mark.label;
    return label;
  }
}

function decorations(marks: LineMark[], doc: Text): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const mark of marks) {
    if (mark.line < 1 || mark.line > doc.lines) continue;
    const line = doc.line(mark.line);
    ranges.push(Decoration.line({ class: `editor-line editor-line-${mark.kind}` }).range(line.from));
    if (mark.label) ranges.push(Decoration.widget({ widget: new Label(mark), side: 10 }).range(line.to));
  }
  return Decoration.set(ranges, true);
}

export const lineMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setLineMarks)) marks = decorations(effect.value, transaction.newDoc);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});
