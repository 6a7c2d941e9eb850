//! Places in a source text.

/// A half-open range of UTF-8 byte offsets into a source text. Always on character boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct ByteRange {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl ByteRange {
    /// From `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> ByteRange {
        ByteRange { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True if no byte is in it.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text it covers; empty if it does not fit `source`.
    pub fn slice(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// The smallest range that covers both.
    pub fn cover(self, other: ByteRange) -> ByteRange {
        ByteRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
