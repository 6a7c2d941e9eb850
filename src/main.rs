//! The page. Everything in it is for wasm32; natively this program only says how to open the page.

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;

#[cfg(target_arch = "wasm32")]
fn main() {
    browser::crash::show_panics();
    app::mount();
    browser::late::fetch_the_rest();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("this is the page; open it with: cargo xtask serve");
}
