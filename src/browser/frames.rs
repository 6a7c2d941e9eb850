//! The browser's frames (`requestAnimationFrame`) and its clock.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What a frame callback wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Call me again at the next frame.
    Frame,
    /// This was the last one.
    Stop,
}

/// Calls a function before each repaint of the page, until it says [`Next::Stop`] or this is dropped. Hidden pages have
/// no frames.
pub struct FrameLoop {
    _inner: Rc<Inner>,
}

type Callback = Closure<dyn FnMut(f64)>;

struct Inner {
    request: Cell<Option<i32>>,
    callback: RefCell<Option<Callback>>,
}

impl FrameLoop {
    /// `each` gets the frame's time in milliseconds, on the clock of [`now_ms`].
    pub fn start(mut each: impl FnMut(f64) -> Next + 'static) -> FrameLoop {
        let inner = Rc::new(Inner { request: Cell::new(None), callback: RefCell::new(None) });
        let weak = Rc::downgrade(&inner);
        let callback = Callback::new(move |now_ms: f64| {
            if let Some(inner) = weak.upgrade() {
                inner.request.set(None);
            }
            if each(now_ms) == Next::Frame
                // The loop may have been dropped by `each`.
                && let Some(inner) = weak.upgrade()
            {
                inner.request_frame();
            }
        });
        inner.callback.replace(Some(callback));
        inner.request_frame();
        FrameLoop { _inner: inner }
    }
}

impl Inner {
    fn request_frame(&self) {
        if let (Some(window), Some(callback)) = (web_sys::window(), self.callback.borrow().as_ref()) {
            self.request.set(window.request_animation_frame(callback.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let (Some(window), Some(request)) = (web_sys::window(), self.request.get()) {
            // An id that is unknown by now is ignored by the browser.
            let _ = window.cancel_animation_frame(request);
        }
    }
}

/// Milliseconds since the page was opened (`performance.now`).
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
