// How the editor looks: the page's own tokens (style/tokens.css), so that a theme is a matter of CSS alone.
// Chips, durations and line marks are styled in style/panels/editor.css; syntax colours too, by the classes `tok-…`.
import { EditorView } from "@codemirror/view";

const rules = {
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontSize: "var(--size-code)", lineHeight: "var(--leading-code)" },
  ".cm-content": { caretColor: "var(--text)", padding: "var(--space-2) 0" },
  ".cm-gutters": { color: "var(--text-muted)", backgroundColor: "var(--surface)", border: "none" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)" },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--surface-raised)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    maxWidth: "40rem",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--accent)" },
};

const light = EditorView.theme(rules, { dark: false });
const dark = EditorView.theme(rules, { dark: true });

export function look(theme: string) {
  return theme === "dark" ? dark : light;
}
