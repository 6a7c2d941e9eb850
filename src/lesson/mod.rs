//! Programs to learn from. They are the folders of `lessons/`; the page fetches a list of them that its build made
//! (`js/programs.mjs`), so that a new folder is a new program without anything else.

use serde::Deserialize;

/// A program to choose.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Program {
    /// The name of its folder; what links have.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// Its text.
    pub text: String,
}

/// Reads the list; none if that is no list of programs.
pub fn read(json: &str) -> Option<Vec<Program>> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_nothing_else() {
        let list = read(r#"[{"name": "a-b", "title": "A b", "about": "Shows a.", "text": "print(1)\n"}]"#);
        let program = list.and_then(|mut list| list.pop()).expect("a program");
        assert_eq!(
            (program.name.as_str(), program.title.as_str(), program.text.as_str()),
            ("a-b", "A b", "print(1)\n")
        );
        assert_eq!(read("<html>not found</html>"), None);
        assert_eq!(read(r#"[{"name": "a-b"}]"#), None);
    }
}
