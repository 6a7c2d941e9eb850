// Python in the editor: the Lezer grammar, and indentation after Enter.
import { Language, LanguageSupport, LRLanguage, indentService, indentUnit } from "@codemirror/language";
import type { IndentContext } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { parser } from "@lezer/python";

const INDENT = 4;

const language: Language = LRLanguage.define({
  name: "python",
  parser,
  languageData: { commentTokens: { line: "#" } },
});

/** The line that decides the indentation at `pos`: the last one before it with code on it. */
function lineBefore(context: IndentContext, pos: number): string {
  const { doc } = context.state;
  if (context.simulatedBreak === pos) {
    const { text } = context.lineAt(pos, -1);
    if (text.trim() !== "") return text;
  }
  for (let number = doc.lineAt(pos).number - 1; number >= 1; number--) {
    const { text } = doc.line(number);
    if (text.trim() !== "") return text;
  }
  return "";
}

/** As deep as the line before; deeper after a line that opens a block or bracket, less deep after one that ends a block. */
function indentation(context: IndentContext, pos: number): number {
  const line = lineBefore(context, pos);
  const depth = context.countColumn(line, line.search(/\S|$/));
  const code = line.replace(/#.*$/, "").trim();
  if (/[:([{]$/.test(code)) return depth + INDENT;
  if (/^(return|raise|break|continue|pass)\b/.test(code)) return Math.max(0, depth - INDENT);
  return depth;
}

export function python() {
  return [
    new LanguageSupport(language),
    indentUnit.of(" ".repeat(INDENT)),
    EditorState.tabSize.of(INDENT),
    indentService.of(indentation),
  ];
}
