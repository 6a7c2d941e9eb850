//! Finds the Chromium that the browser tests drive. Playwright's own download is not used: any recent one will do.

use crate::process::{command, find_on_path, output_of, run};
use crate::project;
use std::path::{Path, PathBuf};

/// The variable that names the browser, before anything else is looked at.
pub const VARIABLE: &str = "LOOPSCOPE_CHROMIUM";

const NAMES: [&str; 7] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

const PLACES: [&str; 6] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// The browser's program: from the variable, the `PATH` or the usual places. On Debian as root (CI) it is installed.
pub fn chromium() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        let named = PathBuf::from(named);
        return if named.is_file() { Ok(named) } else { Err(format!("{VARIABLE}: no file {}", named.display())) };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian_root() {
        let root = project::root();
        run(command("apt-get", &root).arg("update"))?;
        // Without a font the page would show no text.
        run(command("apt-get", &root).env("DEBIAN_FRONTEND", "noninteractive").args([
            "install",
            "-y",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
            "fonts-liberation",
        ]))?;
    }
    installed().ok_or_else(|| {
        format!(
            "no Chromium, Chrome or Edge found for the browser tests. Install one, or name it with {VARIABLE}=/path, \
             or run `cargo xtask test --native` to leave the page out"
        )
    })
}

fn installed() -> Option<PathBuf> {
    let on_path = NAMES.iter().find_map(|name| find_on_path(name));
    on_path.or_else(|| PLACES.iter().map(PathBuf::from).find(|place| place.is_file()))
}

fn debian_root() -> bool {
    Path::new("/etc/debian_version").is_file()
        && output_of(command("id", &project::root()).arg("-u")).is_some_and(|id| id == "0")
}
