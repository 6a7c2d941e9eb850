//! What Trunk leaves as it was written is made small for the way: all style sheets become one, the page's JavaScript loses its
//! comments and long names.

use crate::process::{command, run};
use crate::{project, tools};
use std::fs;
use std::path::Path;

/// How a link to a style sheet begins and ends in Trunk's index.html.
const LINK: (&str, &str) = ("<link rel=\"stylesheet\" href=\"./", "\"/>");

/// Makes everything in `dist` small that can be.
pub fn dist(dist: &Path) -> Result<(), String> {
    one_style_sheet(dist)?;
    minify(dist)
}

fn one_style_sheet(dist: &Path) -> Result<(), String> {
    let index = dist.join("index.html");
    let html = read(&index)?;
    let (rest, names) = without_links(&html);
    let mut styles = String::new();
    for name in &names {
        styles.push_str(&without_comments(&read(&dist.join(name))?));
        remove(&dist.join(name))?;
    }
    let Some(first) = html.find(LINK.0) else { return Err("index.html links no style sheet".to_string()) };
    // FNV-1a: another content, another address.
    let sum = styles
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let name = format!("styles-{sum:016x}.css");
    write(&dist.join(&name), &styles)?;
    let (before, after) = rest.split_at(first);
    write(&index, &format!("{before}{}{name}{}{after}", LINK.0, LINK.1))
}

/// A page without its links to style sheets, and the names of these in order.
fn without_links(html: &str) -> (String, Vec<&str>) {
    let mut parts = html.split(LINK.0);
    let mut rest = parts.next().unwrap_or("").to_string();
    let mut names = Vec::new();
    for part in parts {
        if let Some((name, after)) = part.split_once(LINK.1) {
            names.push(name);
            rest.push_str(after.trim_start());
        }
    }
    (rest, names)
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut out = parts.next().unwrap_or("").to_string();
    for part in parts {
        out.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    out.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// The JavaScript that is not bundled already: wasm-bindgen's, and js/late.js beside it.
fn minify(dist: &Path) -> Result<(), String> {
    let packages = tools::npm_packages(&project::javascript())?;
    let mut files = Vec::new();
    scripts(dist, &mut files)?;
    for file in files {
        let mut esbuild = command(&packages.join(".bin/esbuild").to_string_lossy(), dist);
        esbuild.arg(&file).args(["--minify", "--target=es2022", "--log-level=warning", "--allow-overwrite"]);
        run(esbuild.arg(format!("--outfile={}", file.display())))?;
    }
    Ok(())
}

fn scripts(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))? {
        let path = entry.map_err(|error| format!("cannot read {}: {error}", folder.display()))?.path();
        let is_bundled = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("editor-"));
        if path.is_dir() {
            scripts(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "js") && !is_bundled {
            files.push(path);
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn remove(file: &Path) -> Result<(), String> {
    fs::remove_file(file).map_err(|error| format!("cannot remove {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_out_in_order() {
        let html = "<a>\n  <link rel=\"stylesheet\" href=\"./b-1.css\"/>\n  <link rel=\"stylesheet\" href=\"./a-2.css\"/>\n<c>";
        assert_eq!(without_links(html), ("<a>\n  <c>".to_string(), vec!["b-1.css", "a-2.css"]));
    }

    #[test]
    fn style_sheets_lose_comments_and_indents() {
        assert_eq!(without_comments("/* a\n b */\n\n.x {\n  top: 0; /* why */\n}\n"), ".x {\ntop: 0;\n}\n");
    }
}
