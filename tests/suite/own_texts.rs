//! Our own modules are read without looking for what may be wrong with them; so it is looked for here.

use super::files;
use loopscope::syntax;

#[test]
fn our_modules_are_read_the_quick_way_as_the_other() {
    let modules = files::under(&["src"], "py");
    assert!(modules.len() > 50, "only {} modules", modules.len());
    for path in modules {
        let source = std::fs::read_to_string(&path).expect("readable");
        let strict = syntax::parse(&source);
        assert_eq!(strict.diagnostics, [], "{}", path.display());
        assert!(strict == syntax::parse_own(&source), "{} is read otherwise", path.display());
    }
}
