//! Our own modules are read without looking for what may be wrong with them; so it is looked for here.

use loopscope::syntax;
use std::path::{Path, PathBuf};

#[test]
fn our_modules_are_read_the_quick_way_as_the_other() {
    let mut files = Vec::new();
    python_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 50, "only {} modules", files.len());
    for path in files {
        let source = std::fs::read_to_string(&path).expect("readable");
        let strict = syntax::parse(&source);
        assert_eq!(strict.diagnostics, [], "{}", path.display());
        assert!(strict == syntax::parse_own(&source), "{} is read otherwise", path.display());
    }
}

fn python_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            python_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
}
