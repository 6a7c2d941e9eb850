// The code editor: CodeMirror 6 behind a few functions. It shows what the page says and tells what the user did;
// it decides nothing. The Rust side of this file is src/browser/editor.rs.
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import type { Callbacks, Duration, Edit, LineMark, Mark, Site } from "./contract";
import { durations, setDurations } from "./durations";
import { keepFocus } from "./focus";
import { lineMarks, setLineMarks } from "./line_marks";
import { look } from "./look";
import { python } from "./python";
import { setSites, sites } from "./sites";

/** Who made a change; without it, the user did. */
const changedBy = Annotation.define<string>();

const HELP = "Tab indents. To leave the editor with the keyboard, press Escape and then Tab.";

class Editor {
  private readonly theme = new Compartment();
  private readonly view: EditorView;

  constructor(parent: Element, text: string, theme: string, callbacks: Callbacks) {
    const tellChanges = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      const origin = update.transactions.map((transaction) => transaction.annotation(changedBy)).find((by) => by);
      callbacks.onChange(update.state.doc.toString(), origin ?? "user");
    });
    const extensions = [
      lineNumbers(),
      lintGutter(),
      history(),
      python(),
      bracketMatching(),
      syntaxHighlighting(classHighlighter),
      keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
      EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Python program", "aria-description": HELP }),
      sites((id, backwards) => callbacks.onChip(id, backwards)),
      durations((id, steps, phase) => callbacks.onDrag(id, steps, phase)),
      lineMarks,
      keepFocus,
      this.theme.of(look(theme)),
      tellChanges,
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  }

  /** Another text altogether; the page says why in `origin`. Can be undone. */
  setText(text: string, origin: string) {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      annotations: [changedBy.of(origin), isolateHistory.of("full")],
    });
  }

  /** Changes parts of the text; cursor and undo history stay. `joins`: undone together with the change before. */
  applyEdits(edits: string, origin: string, joins: boolean) {
    const changes: Edit[] = JSON.parse(edits);
    this.view.dispatch({
      changes,
      annotations: joins
        // The one kind of event that CodeMirror adds to the undo step before, however much time lies between.
        ? [changedBy.of(origin), Transaction.userEvent.of("input.type.compose")]
        : [changedBy.of(origin), isolateHistory.of("before")],
    });
  }

  setDiagnostics(marks: string) {
    const length = this.view.state.doc.length;
    const list = (JSON.parse(marks) as Mark[]).map((mark) => ({
      ...mark,
      from: Math.min(mark.from, length),
      to: Math.min(mark.to, length),
    }));
    this.view.dispatch(setDiagnostics(this.view.state, list));
  }

  setSites(list: string) {
    this.view.dispatch({ effects: setSites.of(JSON.parse(list) as Site[]) });
  }

  setDurations(list: string) {
    this.view.dispatch({ effects: setDurations.of(JSON.parse(list) as Duration[]) });
  }

  setLineMarks(list: string) {
    this.view.dispatch({ effects: setLineMarks.of(JSON.parse(list) as LineMark[]) });
  }

  /** `"dark"` or `"light"`. */
  setTheme(theme: string) {
    this.view.dispatch({ effects: this.theme.reconfigure(look(theme)) });
  }

  /** Scrolls a line (counted from 1) into view. */
  reveal(line: number) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "nearest", yMargin: 40 }) });
  }

  destroy() {
    this.view.destroy();
  }
}

export type { Editor };

function create(parent: Element, text: string, theme: string, callbacks: Callbacks): Editor {
  return new Editor(parent, text, theme, callbacks);
}

// Rust finds it under this name: a module of its own would have no content hash in its address.
(globalThis as Record<string, unknown>)["loopscopeEditor"] = { create };
