//! Stands in for the crate of the same name, whose table of Unicode names would be 300 kB of the page.
//!
//! ruff's parser asks it for one thing, the character behind `\N{...}`. Here some four hundred names are known, those that
//! programs use (`names.txt`: code point and name, as the Unicode Character Database has them). Loopscope looks for the others
//! before ruff does and refuses them with a message of its own.
#![forbid(unsafe_code)]
#![no_std]

/// The character with this Unicode name, if it is a common one.
pub fn character(name: &str) -> Option<char> {
    let rows = include_str!("names.txt").lines().filter_map(|row| row.split_once(' '));
    let (code, _) = rows.into_iter().find(|(_, known)| known.eq_ignore_ascii_case(name))?;
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}
