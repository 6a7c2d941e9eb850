//! The tools that make the page, each in one known version; installed where they are missing, without root.
//!
//! Trunk and wasm-bindgen come from crates.io into `~/.cache/loopscope/NAME-VERSION` (a few minutes, once a machine);
//! esbuild, TypeScript and wasm-opt (the package `binaryen`) come from npm into `js/node_modules`, by its lock file.

use crate::process::{command, find_on_path, output_of, path_with, run};
use crate::project;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Bundles the page. 0.21.14 is the newest stable release.
const TRUNK: CargoTool = CargoTool { package: "trunk", folder: "trunk", version: "0.21.14" };
/// Makes the JavaScript around the wasm; must be the version of the `wasm-bindgen` crate in Cargo.lock.
const WASM_BINDGEN: CargoTool = CargoTool { package: "wasm-bindgen-cli", folder: "wasm-bindgen", version: "0.2.129" };
/// The oldest Node.js that esbuild, binaryen and Playwright all support.
const NODE_MAJOR_MIN: u32 = 20;

struct CargoTool {
    package: &'static str,
    folder: &'static str,
    version: &'static str,
}

/// Installs what the page needs; gives the `PATH` on which all of it is found.
pub fn for_page() -> Result<OsString, String> {
    wasm_target()?;
    let folders = vec![TRUNK.install()?, WASM_BINDGEN.install()?, npm_packages(&project::javascript())?.join(".bin")];
    path_with(&folders)
}

impl CargoTool {
    /// Installs it unless it is there; gives the folder of its programs.
    fn install(&self) -> Result<PathBuf, String> {
        let root = project::cache()?.join(format!("{}-{}", self.folder, self.version));
        let programs = root.join("bin");
        // `cargo install` writes this file last, so a broken-off installation is begun anew.
        if root.join(".crates.toml").is_file() && programs.is_dir() {
            return Ok(programs);
        }
        println!("installing {} {} into {} (once; takes some minutes)", self.package, self.version, root.display());
        let mut install = command("cargo", &project::root());
        install.args(["install", "--locked", self.package, "--version", self.version, "--root"]).arg(&root);
        run(&mut install)?;
        Ok(programs)
    }
}

/// Adds Rust's wasm32 standard library to the toolchain in use.
pub fn wasm_target() -> Result<(), String> {
    let sysroot = output_of(command("rustc", &project::root()).args(["--print", "sysroot"]))
        .ok_or("cannot run rustc; Rust comes from https://rustup.rs")?;
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    run(command("rustup", &project::root()).args(["target", "add", "wasm32-unknown-unknown"])).map_err(|error| {
        format!("{error}\nRust's wasm32-unknown-unknown target is missing; with Rust from https://rustup.rs it installs itself")
    })
}

/// Installs the packages of the lock file in `folder`, unless just these are there; gives its `node_modules`.
pub fn npm_packages(folder: &Path) -> Result<PathBuf, String> {
    node()?;
    let modules = folder.join("node_modules");
    let stamp = modules.join(".installed-lock.json");
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("cannot read {}/package-lock.json: {error}", folder.display()))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    run(command("npm", folder).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(modules)
}

fn node() -> Result<(), String> {
    let advice = format!("Node.js {NODE_MAJOR_MIN} or newer is needed to build the page: https://nodejs.org");
    if find_on_path("node").is_none() {
        return Err(format!("`node` is not on your PATH. {advice}"));
    }
    let version = output_of(command("node", &project::root()).arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|digits| digits.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE_MAJOR_MIN => Ok(()),
        _ => Err(format!("`node --version` says {version:?}. {advice}")),
    }
}
