//! A canvas that is sharp at any pixel ratio, and stays so when the page is resized or zoomed.

use super::Listener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver, ResizeObserverBoxOptions, ResizeObserverEntry,
    ResizeObserverOptions, ResizeObserverSize,
};

/// The size of a canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CanvasSize {
    /// Width in CSS pixels: the unit of all drawing and of pointer events.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

/// A canvas element with its drawing context. The element's size is CSS's affair (`display: block`, a given width and
/// height); the number of its pixels follows.
pub struct Canvas {
    context: CanvasRenderingContext2d,
    size: Rc<Cell<CanvasSize>>,
    observer: ResizeObserver,
    _on_observed: Closure<dyn Fn(js_sys::Array)>,
    _on_zoom: Option<Listener>,
}

impl Canvas {
    /// Takes over `element`. `on_resize` is called soon after, and after each change of size, when the canvas has become
    /// empty: it must draw. `None` if the browser gives no drawing context.
    pub fn new(element: HtmlCanvasElement, on_resize: impl Fn(CanvasSize) + 'static) -> Option<Canvas> {
        let context: CanvasRenderingContext2d = element.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        let size = Rc::new(Cell::new(CanvasSize::default()));
        let exact = browser_tells_device_pixels();
        let resize: Rc<dyn Fn(Option<Pixels>)> = Rc::new({
            let (element, context, size) = (element.clone(), context.clone(), size.clone());
            move |device_pixels| on_resize(fit(&element, &context, &size, device_pixels))
        });

        let observed = resize.clone();
        let on_observed = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            observed(if exact { device_pixels(&entries) } else { None });
        });
        let observer = ResizeObserver::new(on_observed.as_ref().unchecked_ref()).ok()?;
        let options = ResizeObserverOptions::new();
        if exact {
            options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
        }
        observer.observe_with_options(&element, &options);
        // A browser that does not tell device pixels does not observe zooming either.
        let window = web_sys::window().filter(|_| !exact);
        let on_zoom = window.and_then(|window| Listener::new(window.as_ref(), "resize", move |_| resize(None)));
        Some(Canvas { context, size, observer, _on_observed: on_observed, _on_zoom: on_zoom })
    }

    /// The size now.
    pub fn size(&self) -> CanvasSize {
        self.size.get()
    }

    /// The context, scaled so that one unit is one CSS pixel.
    pub(super) fn context(&self) -> &CanvasRenderingContext2d {
        &self.context
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// A number of device pixels.
struct Pixels {
    across: f64,
    down: f64,
}

/// Gives the element as many pixels as the screen has there.
fn fit(
    element: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    size: &Cell<CanvasSize>,
    device_pixels: Option<Pixels>,
) -> CanvasSize {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(0.1);
    let (width, height) = (f64::from(element.client_width()), f64::from(element.client_height()));
    let Pixels { across, down } =
        device_pixels.unwrap_or(Pixels { across: (width * ratio).round(), down: (height * ratio).round() });
    element.set_width(across.max(1.0) as u32);
    element.set_height(down.max(1.0) as u32);
    // Fails only for numbers that are none.
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    size.set(CanvasSize { width: across / ratio, height: down / ratio, ratio });
    size.get()
}

/// True if the browser knows `devicePixelContentBoxSize`. Asking one that does not for it is an exception.
fn browser_tells_device_pixels() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("ResizeObserverEntry"))
        .and_then(|class| js_sys::Reflect::get(&class, &JsValue::from_str("prototype")))
        .and_then(|prototype| js_sys::Reflect::has(&prototype, &JsValue::from_str("devicePixelContentBoxSize")))
        .unwrap_or(false)
}

/// The size in the newest entry.
fn device_pixels(entries: &js_sys::Array) -> Option<Pixels> {
    let entry: ResizeObserverEntry = entries.iter().last()?.dyn_into().ok()?;
    let size: ResizeObserverSize = entry.device_pixel_content_box_size().get(0).dyn_into().ok()?;
    Some(Pixels { across: size.inline_size(), down: size.block_size() })
}
