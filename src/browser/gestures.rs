//! What fingers, mouse and wheel do on an element, as gestures: hovering, dragging, zooming, scrolling, tapping.

use super::Listener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

/// What the user does, in CSS pixels from the element's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The mouse is here, no button pressed.
    Hover { x: f64, y: f64 },
    /// The pointer is gone.
    Leave,
    /// Pressed here, moved to there; `dx` and `dy` since the last time.
    Drag { from: (f64, f64), to: (f64, f64), dx: f64, dy: f64 },
    /// Pressed and released without moving.
    Tap { x: f64, y: f64 },
    /// Two fingers, or the wheel with Ctrl: things become `factor` times as large, around `x`.
    Zoom { x: f64, factor: f64 },
    /// The wheel; positive to the right and down.
    Scroll { x: f64, dx: f64, dy: f64 },
}

/// Less movement than this is a tap.
const TAP_PX_MAX: f64 = 4.0;
/// How much one pixel of a wheel's turn zooms.
const ZOOM_PER_PX: f64 = 0.002;
/// A wheel that counts lines instead of pixels: Firefox's default line height.
const LINE_PX: f64 = 18.0;

/// Recognises gestures until it is dropped.
pub struct Gestures {
    _listeners: Vec<Listener>,
}

#[derive(Default)]
struct Fingers {
    down: Vec<Finger>,
    moved: bool,
}

struct Finger {
    id: i32,
    from: (f64, f64),
    at: (f64, f64),
}

impl Gestures {
    /// `on` is told each gesture and says whether it was used; what was not is left to the page (scrolling).
    pub fn attach(element: &Element, on: impl Fn(Gesture) -> bool + 'static) -> Gestures {
        let fingers = Rc::new(RefCell::new(Fingers::default()));
        let on: Rc<dyn Fn(Gesture) -> bool> = Rc::new(on);
        let mut listeners = Vec::new();
        for name in ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave"] {
            let (target, fingers, on) = (element.clone(), fingers.clone(), on.clone());
            listeners.extend(Listener::new(element.as_ref(), name, move |event: Event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    let gestures = fingers.borrow_mut().pointer(name, event, &target);
                    for gesture in gestures {
                        on(gesture);
                    }
                }
            }));
        }
        let target = element.clone();
        listeners.extend(Listener::new(element.as_ref(), "wheel", move |event: Event| {
            if let Some(event) = event.dyn_ref::<WheelEvent>()
                && on(wheel(event, &target))
            {
                event.prevent_default();
            }
        }));
        Gestures { _listeners: listeners }
    }
}

fn place(event: &web_sys::MouseEvent, element: &Element) -> (f64, f64) {
    let corner = element.get_bounding_client_rect();
    (f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top())
}

fn wheel(event: &WheelEvent, element: &Element) -> Gesture {
    let (x, _) = place(event, element);
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { LINE_PX };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.ctrl_key() || event.meta_key() {
        Gesture::Zoom { x, factor: (-dy * ZOOM_PER_PX * 4.0).clamp(-1.0, 1.0).exp() }
    } else if event.shift_key() && dx == 0.0 {
        Gesture::Scroll { x, dx: dy, dy: 0.0 }
    } else {
        Gesture::Scroll { x, dx, dy }
    }
}

/// How much a turn of the wheel zooms where it is used for that.
pub fn zoom_of_wheel(dy: f64) -> f64 {
    (-dy * ZOOM_PER_PX).clamp(-1.0, 1.0).exp()
}

/// True if the page is longer than the window: then the wheel belongs to the page.
pub fn page_scrolls() -> bool {
    let root = super::boot::document().and_then(|document| document.scrolling_element());
    root.is_some_and(|root| root.scroll_height() > root.client_height())
}

impl Fingers {
    fn pointer(&mut self, name: &str, event: &PointerEvent, element: &Element) -> Vec<Gesture> {
        let at = place(event, element);
        match name {
            "pointerdown" if event.button() == 0 && self.down.len() < 2 => self.press(event, at, element),
            "pointermove" => self.go(event.pointer_id(), at),
            "pointerup" => self.lift(event.pointer_id(), true),
            "pointercancel" => self.lift(event.pointer_id(), false),
            "pointerleave" if self.down.is_empty() => vec![Gesture::Leave],
            _ => Vec::new(),
        }
    }

    fn press(&mut self, event: &PointerEvent, at: (f64, f64), element: &Element) -> Vec<Gesture> {
        // Refused only for a pointer that is gone already.
        let _ = element.set_pointer_capture(event.pointer_id());
        self.moved = !self.down.is_empty();
        self.down.push(Finger { id: event.pointer_id(), from: at, at });
        Vec::new()
    }

    fn go(&mut self, id: i32, to: (f64, f64)) -> Vec<Gesture> {
        let spread = self.spread();
        let Some(finger) = self.down.iter_mut().find(|finger| finger.id == id) else {
            return if self.down.is_empty() { vec![Gesture::Hover { x: to.0, y: to.1 }] } else { Vec::new() };
        };
        let (before, from) = (finger.at, finger.from);
        if !self.moved && (to.0 - from.0).hypot(to.1 - from.1) < TAP_PX_MAX {
            return Vec::new();
        }
        finger.at = to;
        self.moved = true;
        let (dx, dy) = (to.0 - before.0, to.1 - before.1);
        match (spread, self.spread()) {
            (Some((_, old)), Some((middle, new))) => {
                // Each finger moves the middle by half of its own way.
                let drag = Gesture::Drag { from, to, dx: dx / 2.0, dy: 0.0 };
                vec![drag, Gesture::Zoom { x: middle, factor: new / old }]
            }
            _ => vec![Gesture::Drag { from, to, dx, dy }],
        }
    }

    fn lift(&mut self, id: i32, released: bool) -> Vec<Gesture> {
        let Some(index) = self.down.iter().position(|finger| finger.id == id) else { return Vec::new() };
        let finger = self.down.remove(index);
        let tapped = released && !self.moved && self.down.is_empty();
        if tapped { vec![Gesture::Tap { x: finger.at.0, y: finger.at.1 }] } else { Vec::new() }
    }

    /// The middle of two fingers and how far they are apart, at least a little.
    fn spread(&self) -> Option<(f64, f64)> {
        let [one, other] = self.down.as_slice() else { return None };
        let middle = (one.at.0 + other.at.0) / 2.0;
        Some((middle, (one.at.0 - other.at.0).hypot(one.at.1 - other.at.1).max(10.0)))
    }
}
