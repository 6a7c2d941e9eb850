//! The page. Everything in it is for wasm32; natively this only says how to open it.
fn main() {
    println!("this is the page; open it with: cargo xtask serve");
}
