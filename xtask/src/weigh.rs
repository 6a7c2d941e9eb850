//! What a page costs its visitor: the size of each code file, as it is and as brotli sends it, held against a budget.

use crate::process::{command, output_of};
use crate::split::REST;
use std::fs;
use std::path::{Path, PathBuf};

/// All code loaded before first use, in brotli (quality 11), together.
const BUDGET_BYTES: u64 = 450 * 1000;
/// How files begin and end that load when the first run is on the screen: the editor and the rest of the wasm (js/late.js).
const LATE: [(&str, &str); 2] = [("editor-", ".js"), ("page-", REST)];
/// Endings of files that are code. Everything of these in `dist/` is loaded before first use, save what is [`LATE`].
const CODE: [&str; 4] = ["html", "css", "js", "wasm"];
/// Prints the brotli size of the file it is given; Node has brotli built in.
const BROTLI_SIZE: &str = "const z = require('zlib'); console.log(z.brotliCompressSync(\
    require('fs').readFileSync(process.argv[1]), { params: { [z.constants.BROTLI_PARAM_QUALITY]: 11 } }).length)";

/// Prints the weight of all code in `dist`; an error if it is over the budget.
pub fn dist(dist: &Path) -> Result<(), String> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    files.sort();
    let (afterwards, first): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        LATE.iter().any(|(start, end)| name.starts_with(start) && name.ends_with(end))
    });
    println!("\n{:>10} {:>10}  code loaded after the first run", "raw", "brotli");
    weigh(dist, &afterwards)?;
    println!("\n{:>10} {:>10}  code loaded before first use", "raw", "brotli");
    let (raw_total, brotli_total) = weigh(dist, &first)?;
    println!("{raw_total:>10} {brotli_total:>10}  together; the budget is {BUDGET_BYTES} brotli");
    if brotli_total > BUDGET_BYTES {
        return Err(format!("the page's code weighs {brotli_total} bytes in brotli; the budget is {BUDGET_BYTES}"));
    }
    Ok(())
}

/// Prints the size of each file; the sums, raw and in brotli.
fn weigh(dist: &Path, files: &[PathBuf]) -> Result<(u64, u64), String> {
    let (mut raw_total, mut brotli_total) = (0, 0);
    for file in files {
        let raw = fs::metadata(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?.len();
        let brotli = output_of(command("node", dist).args(["-e", BROTLI_SIZE, "--"]).arg(file))
            .and_then(|digits| digits.parse::<u64>().ok())
            .ok_or_else(|| format!("cannot measure {} with Node's brotli", file.display()))?;
        println!("{raw:>10} {brotli:>10}  {}", file.strip_prefix(dist).unwrap_or(file).display());
        raw_total += raw;
        brotli_total += brotli;
    }
    Ok((raw_total, brotli_total))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("cannot read {}: {error}", folder.display()))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| CODE.iter().any(|code| ending == *code)) {
            files.push(path);
        }
    }
    Ok(())
}
