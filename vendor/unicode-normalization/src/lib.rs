//! Stands in for the crate of the same name, whose tables would be a tenth of the page.
//!
//! ruff's parser asks it for one thing, the NFKC form of names that are not ASCII. Loopscope reads only such names as are
//! in that form already, whatever characters they are made of (see `src/syntax/scan/identifier.rs`), so here every text is
//! its own normal form.
#![forbid(unsafe_code)]
#![no_std]

/// What a text offers to be normalised.
pub trait UnicodeNormalization {
    /// The characters of the text's NFKC form: its own.
    fn nfkc(&self) -> core::str::Chars<'_>;
}

impl UnicodeNormalization for str {
    fn nfkc(&self) -> core::str::Chars<'_> {
        self.chars()
    }
}
