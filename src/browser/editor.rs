//! The code editor: the Rust side of js/editor/editor.ts.
//!
//! The editor owns the text while it is edited; each change comes out as an [`EditorEvent`] with its origin, and the page
//! never echoes it back. Places are byte ranges of the text of the last event (or of what was set since); they become
//! UTF-16 offsets here and nowhere else.

use loopscope::base::ByteRange;
use loopscope::syntax::TextOffsets;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::theme::Theme;

/// What the user did in the editor.
#[derive(Clone, Debug, PartialEq)]
pub enum EditorEvent {
    /// The text is now this.
    Changed {
        /// All of it.
        text: String,
        /// [`BY_USER`], or what was given to [`Editor::apply_edits`].
        origin: String,
    },
    /// The chip of a site was pressed.
    ChipPressed {
        /// The site's id.
        id: u32,
        /// With Shift: the choice before instead of the next.
        backwards: bool,
    },
    /// A duration is being dragged or was pushed with a key.
    Dragged {
        /// The duration's id.
        id: u32,
        /// Since the drag began; for [`DragPhase::Key`], of this key alone. To the right and up is positive.
        steps: i32,
        /// Where in the drag this is.
        phase: DragPhase,
    },
}

/// The origin of changes made by the user: typing, paste, undo.
pub const BY_USER: &str = "user";

/// The parts of a drag: one `Start`, any number of `Move`, one `End` or `Cancel` (then the old number is to come back).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragPhase {
    /// The pointer was pressed and moved a little.
    Start,
    /// The number of steps changed.
    Move,
    /// The pointer was released.
    End,
    /// Escape was pressed, or the system took the pointer away.
    Cancel,
    /// No drag: one press of an arrow key.
    Key,
}

/// A replacement in the text.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What is replaced; may be empty.
    pub range: ByteRange,
    /// By what.
    pub insert: String,
}

/// A problem, marked at its place.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What is underlined.
    pub range: ByteRange,
    /// What is wrong and what to do.
    pub message: String,
}

/// A call with a chip behind it.
#[derive(Clone, Debug)]
pub struct SiteChip {
    /// The call.
    pub range: ByteRange,
    /// Comes back in [`EditorEvent::ChipPressed`]. The focus stays on the chip with the same id.
    pub id: u32,
    /// What the chip shows.
    pub label: String,
    /// What pressing it does, in a sentence.
    pub title: String,
    /// The chip gets the class `editor-chip-KIND`.
    pub kind: &'static str,
}

/// A number that can be dragged.
#[derive(Clone, Debug)]
pub struct DurationHandle {
    /// The digits.
    pub range: ByteRange,
    /// Comes back in [`EditorEvent::Dragged`]. The focus stays on the number with the same id.
    pub id: u32,
    /// The number in seconds, for those who cannot see it.
    pub value_s: f64,
    /// What it is: `seconds of sleep in line 4`.
    pub label: String,
}

/// A line some task is at.
#[derive(Clone, Debug, Serialize)]
pub struct LineMark {
    /// Counted from 1.
    pub line: u32,
    /// The line gets the class `editor-line-KIND`.
    pub kind: &'static str,
    /// Shown behind the line, unless empty: the task's name.
    pub label: String,
}

#[wasm_bindgen]
extern "C" {
    type JsEditor;

    #[wasm_bindgen(js_namespace = loopscopeEditor, catch)]
    fn create(parent: &Element, text: &str, theme: &str, callbacks: &JsValue) -> Result<JsEditor, JsValue>;

    #[wasm_bindgen(method, js_name = applyEdits, catch)]
    fn apply_edits(this: &JsEditor, edits: &str, origin: &str, joins: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &JsEditor, marks: &str);
    #[wasm_bindgen(method, js_name = setSites)]
    fn set_sites(this: &JsEditor, sites: &str);
    #[wasm_bindgen(method, js_name = setDurations)]
    fn set_durations(this: &JsEditor, durations: &str);
    #[wasm_bindgen(method, js_name = setLineMarks)]
    fn set_line_marks(this: &JsEditor, marks: &str);
    #[wasm_bindgen(method, js_name = setTheme)]
    fn set_theme(this: &JsEditor, theme: &str);
    #[wasm_bindgen(method)]
    fn reveal(this: &JsEditor, line: u32);
    #[wasm_bindgen(method)]
    fn destroy(this: &JsEditor);
}

/// A code editor inside an element of the page. Removed from it when dropped.
pub struct Editor {
    js: JsEditor,
    offsets: Rc<RefCell<TextOffsets>>,
    line_marks_shown: Rc<RefCell<String>>,
    _callbacks: Callbacks,
}

/// Kept alive as long as the editor may call them.
struct Callbacks {
    _on_change: Closure<dyn Fn(String, String)>,
    _on_chip: Closure<dyn Fn(u32, bool)>,
    _on_drag: Closure<dyn Fn(u32, i32, String)>,
}

impl Editor {
    /// Puts an editor with `text` into `parent`; `on_event` hears of everything the user does. `text` has `\n` as its
    /// only line break ([`loopscope::syntax::normal_newlines`]). The error says what the browser said.
    pub fn create(
        parent: &Element,
        text: &str,
        theme: Theme,
        on_event: impl Fn(EditorEvent) + 'static,
    ) -> Result<Editor, String> {
        let offsets = Rc::new(RefCell::new(TextOffsets::new(text)));
        let line_marks_shown = Rc::new(RefCell::new(String::new()));
        let on_event = Rc::new(on_event);

        let (tell, counted, marks) = (on_event.clone(), offsets.clone(), line_marks_shown.clone());
        let on_change = Closure::<dyn Fn(String, String)>::new(move |text: String, origin| {
            counted.replace(TextOffsets::new(&text));
            marks.borrow_mut().clear();
            tell(EditorEvent::Changed { text, origin });
        });
        let tell = on_event.clone();
        let on_chip =
            Closure::<dyn Fn(u32, bool)>::new(move |id, backwards| tell(EditorEvent::ChipPressed { id, backwards }));
        let on_drag = Closure::<dyn Fn(u32, i32, String)>::new(move |id, steps, phase: String| {
            let phase = match phase.as_str() {
                "start" => DragPhase::Start,
                "move" => DragPhase::Move,
                "end" => DragPhase::End,
                "key" => DragPhase::Key,
                _ => DragPhase::Cancel,
            };
            on_event(EditorEvent::Dragged { id, steps, phase });
        });

        let callbacks = js_sys::Object::new();
        for (name, callback) in
            [("onChange", on_change.as_ref()), ("onChip", on_chip.as_ref()), ("onDrag", on_drag.as_ref())]
        {
            js_sys::Reflect::set(&callbacks, &name.into(), callback).map_err(|error| describe(&error))?;
        }
        let js = create(parent, text, theme.name(), &callbacks).map_err(|error| describe(&error))?;
        let _callbacks = Callbacks { _on_change: on_change, _on_chip: on_chip, _on_drag: on_drag };
        Ok(Editor { js, offsets, line_marks_shown, _callbacks })
    }

    /// Changes parts of the text (ranges of the text before all of them); cursor and undo history stay. With `joins`,
    /// undo takes it back together with the change before: the moves of one drag are one step.
    pub fn apply_edits(&self, edits: &[Edit], origin: &str, joins: bool) {
        #[derive(Serialize)]
        struct Js<'a> {
            from: u32,
            to: u32,
            insert: &'a str,
        }
        let js = self.list(edits, |edit| edit.range, |edit, from, to| Js { from, to, insert: &edit.insert });
        // Refused only if an edit lies outside the text; the text then stays as it is.
        let _ = self.js.apply_edits(&js, origin, joins);
    }

    /// Replaces all problem marks.
    pub fn set_diagnostics(&self, marks: &[Mark]) {
        #[derive(Serialize)]
        struct Js<'a> {
            from: u32,
            to: u32,
            severity: &'static str,
            message: &'a str,
        }
        self.js.set_diagnostics(&self.list(
            marks,
            |mark| mark.range,
            |mark, from, to| Js { from, to, severity: "error", message: &mark.message },
        ));
    }

    /// Replaces all chips.
    pub fn set_sites(&self, sites: &[SiteChip]) {
        #[derive(Serialize)]
        struct Js<'a> {
            from: u32,
            to: u32,
            id: u32,
            label: &'a str,
            title: &'a str,
            kind: &'a str,
        }
        self.js.set_sites(&self.list(
            sites,
            |site| site.range,
            |site, from, to| Js { from, to, id: site.id, label: &site.label, title: &site.title, kind: site.kind },
        ));
    }

    /// Replaces all draggable numbers.
    pub fn set_durations(&self, durations: &[DurationHandle]) {
        #[derive(Serialize)]
        struct Js<'a> {
            from: u32,
            to: u32,
            id: u32,
            value: f64,
            label: &'a str,
        }
        self.js.set_durations(&self.list(
            durations,
            |handle| handle.range,
            |handle, from, to| Js { from, to, id: handle.id, value: handle.value_s, label: &handle.label },
        ));
    }

    /// Replaces the marks of the lines tasks are at. Cheap when nothing has changed, so it may be called each frame.
    pub fn set_line_marks(&self, marks: &[LineMark]) {
        let marks = serde_json::to_string(marks).unwrap_or_default();
        if *self.line_marks_shown.borrow() != marks {
            self.js.set_line_marks(&marks);
            self.line_marks_shown.replace(marks);
        }
    }

    /// Light or dark.
    pub fn set_theme(&self, theme: Theme) {
        self.js.set_theme(theme.name());
    }

    /// Scrolls a line (counted from 1) into view.
    pub fn reveal(&self, line: u32) {
        self.js.reveal(line);
    }

    /// `items` as JSON, with their ranges in UTF-16 units.
    fn list<'a, Item, Js: Serialize>(
        &self,
        items: &'a [Item],
        range: impl Fn(&Item) -> ByteRange,
        js: impl Fn(&'a Item, u32, u32) -> Js,
    ) -> String {
        let offsets = self.offsets.borrow();
        let list: Vec<Js> = items
            .iter()
            .map(|item| {
                let (from, to) = offsets.range_to_utf16(range(item));
                js(item, from, to)
            })
            .collect();
        serde_json::to_string(&list).unwrap_or_else(|_| "[]".to_string())
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.js.destroy();
    }
}

/// What the browser says went wrong.
pub(super) fn describe(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => format!("{error:?}"),
    }
}
