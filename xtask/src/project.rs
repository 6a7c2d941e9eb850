//! Where things are: the project's folder and its cache on this machine.

use std::path::{Path, PathBuf};

/// The folder of the whole project, wherever `cargo xtask` was called from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder of the page's JavaScript.
pub fn javascript() -> PathBuf {
    root().join("js")
}

/// The folder of the browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests").join("e2e")
}

/// The folder of the release page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where cargo builds: `CARGO_TARGET_DIR`, from the folder of the project where it is relative, as cargo is started there.
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()).unwrap_or_else(|| "target".into()))
}

/// The user's cache folder for built tools: `~/.cache/loopscope`.
pub fn cache() -> Result<PathBuf, String> {
    let home = std::env::home_dir().ok_or("cannot find your home folder; set HOME")?;
    Ok(home.join(".cache").join("loopscope"))
}
