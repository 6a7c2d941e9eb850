// What passes between the page (src/browser/editor.rs) and the editor. Offsets count UTF-16 units from the start of the
// text, lines count from 1; the Rust side converts. Lists come as JSON text, which is cheaper to hand over than objects.

/** A replacement; `from` and `to` are offsets into the text before the whole list of edits. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

/** A problem, marked at its place. */
export interface Mark {
  from: number;
  to: number;
  severity: "error" | "warning" | "info";
  message: string;
}

/** A call that can be switched: gets a button behind it. */
export interface Site {
  from: number;
  to: number;
  id: number;
  /** What the button shows. */
  label: string;
  /** What pressing it does, in a sentence: tooltip and accessible name. */
  title: string;
  /** Becomes the class `editor-chip-KIND`. */
  kind: string;
}

/** A number in the text that can be dragged. */
export interface Duration {
  from: number;
  to: number;
  id: number;
  /** The number, in seconds. */
  value: number;
  /** What the number is, as accessible name: "seconds of sleep in line 4". */
  label: string;
}

/** A line that some task is at. */
export interface LineMark {
  line: number;
  /** Becomes the class `editor-line-KIND`. */
  kind: string;
  /** Shown at the end of the line; may be empty. */
  label: string;
}

/** `key` is one press of an arrow key; the others belong to one drag, from `start` to `end` or `cancel`. */
export type DragPhase = "start" | "move" | "end" | "cancel" | "key";

export interface Callbacks {
  /** The text changed; `origin` is `"user"` (typing, paste, undo) or what the page gave with its own change. */
  onChange(text: string, origin: string): void;
  /** The button of a site was pressed; `backwards` if with Shift. */
  onChip(id: number, backwards: boolean): void;
  /** A duration was dragged by `steps` since the drag began, or pushed by `steps` with a key. */
  onDrag(id: number, steps: number, phase: DragPhase): void;
}
