// Numbers that can be dragged, or pushed with the arrow keys. What a step means, Rust decides; here only steps are counted.
import { Decoration, EditorView } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import type { Callbacks, Duration } from "./contract";
import { HOLD } from "./focus";

export const setDurations = StateEffect.define<Duration[]>();

/** How far the pointer moves for one step. */
const STEP_PX = 6;
/** Less movement than this is a click. */
const CLICK_PX_MAX = 3;
/** How many steps one is worth with Shift, or with Page Up and Page Down. */
const COARSE = 10;
/** A day; a slider has to have an end, for those who are told of it. */
const SECONDS_MAX = 86_400;

function mark(duration: Duration) {
  return Decoration.mark({
    class: "editor-duration",
    attributes: {
      role: "slider",
      tabindex: "0",
      "aria-label": duration.label,
      "aria-valuemin": "0",
      "aria-valuemax": String(SECONDS_MAX),
      "aria-valuenow": String(duration.value),
      "aria-valuetext": `${duration.value} s`,
      [HOLD]: `duration-${duration.id}`,
    },
  }).range(duration.from, duration.to);
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setDurations)) continue;
      const length = transaction.newDoc.length;
      const fitting = effect.value.filter(({ from, to }) => from < to && to <= length);
      marks = Decoration.set(fitting.map(mark), true);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The slider an event is on, and the id of its duration. */
function slider(event: Event): { element: HTMLElement; id: number } | null {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>(".editor-duration") : null;
  const id = Number(element?.getAttribute(HOLD)?.slice("duration-".length));
  return element && Number.isInteger(id) ? { element, id } : null;
}

/** Puts the text cursor at a place on the screen. */
function clickInto(view: EditorView, event: PointerEvent) {
  const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (pos !== null) view.dispatch({ selection: { anchor: pos } });
  view.focus();
}

/** Follows one pointer from press to release. The mark's own element may be drawn anew meanwhile, so the editor listens. */
function follow(view: EditorView, press: PointerEvent, id: number, onDrag: Callbacks["onDrag"]) {
  const target = view.scrollDOM;
  let [moved, exact, steps, lastX] = [false, 0, 0, press.clientX];

  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    if (!moved) {
      if (Math.abs(event.clientX - press.clientX) <= CLICK_PX_MAX) return;
      moved = true;
      onDrag(id, 0, "start");
    }
    exact += ((event.clientX - lastX) / STEP_PX) * (event.shiftKey ? COARSE : 1);
    lastX = event.clientX;
    const now = Math.round(exact);
    if (now === steps) return;
    steps = now;
    onDrag(id, steps, "move");
  };
  const stop = (phase: "end" | "cancel") => {
    listening.abort();
    view.dom.classList.remove("editor-dragging");
    if (moved) onDrag(id, phase === "end" ? steps : 0, phase);
  };

  const listening = new AbortController();
  const { signal } = listening;
  target.addEventListener("pointermove", move, { signal });
  target.addEventListener("pointerup", (event) => {
    if (event.pointerId !== press.pointerId) return;
    stop("end");
    if (!moved) clickInto(view, event);
  }, { signal });
  target.addEventListener("pointercancel", () => stop("cancel"), { signal });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop("cancel");
  }, { signal, capture: true });
  view.dom.classList.add("editor-dragging");
  target.setPointerCapture(press.pointerId);
}

const KEYS: Record<string, number> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: COARSE,
  PageDown: -COARSE,
};

function keydown(event: KeyboardEvent, view: EditorView, onDrag: Callbacks["onDrag"]): boolean {
  const held = slider(event);
  if (!held || event.ctrlKey || event.metaKey || event.altKey) return false;
  const steps = KEYS[event.key];
  if (steps !== undefined) {
    onDrag(held.id, steps * (event.shiftKey && Math.abs(steps) === 1 ? COARSE : 1), "key");
    return true;
  }
  if (event.key === "Enter") {
    // From the number into the text, to type another.
    const from = view.posAtDOM(held.element, 0);
    view.dispatch({ selection: { anchor: from, head: from + (held.element.textContent?.length ?? 0) } });
    view.focus();
    return true;
  }
  // Other keys must not type into the text, where the focus is not; Tab and Escape go on.
  return event.key.length === 1 || event.key === "Backspace" || event.key === "Delete";
}

export function durations(onDrag: Callbacks["onDrag"]): Extension {
  const events = EditorView.domEventHandlers({
    pointerdown(event, view) {
      const held = slider(event);
      if (!held || event.button !== 0 || !event.isPrimary) return false;
      if (event.pointerType === "mouse") held.element.focus({ preventScroll: true });
      follow(view, event, held.id, onDrag);
      return true;
    },
    keydown: (event, view) => keydown(event, view, onDrag),
  });
  return [field, Prec.highest(events)];
}
