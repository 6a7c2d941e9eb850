"""Writes src/python/text/unicode_tables.rs: which characters CPython takes for letters, digits and the like.

Run with the reference interpreter (PYENV_VERSION=3.13.0 python3 xtask/unicode_tables.py); the version of Unicode is its own.
A set is a list of ranges, as the distance from the end of the range before and the length, each in 7-bit groups, lowest first.
"""
import pathlib
import unicodedata

SETS = {
    "ALPHA": ("`str.isalpha`", str.isalpha),
    "PRINTABLE": ("`str.isprintable`", str.isprintable),
    "DECIMAL": ("`str.isdecimal`; each range is of tens, from zero to nine", str.isdecimal),
    "DIGIT": ("`str.isdigit` beyond the decimal ones", lambda c: c.isdigit() and not c.isdecimal()),
    "NUMERIC": ("`str.isnumeric` beyond the digits", lambda c: c.isnumeric() and not c.isdigit()),
    "TITLE": ("Title case letters", lambda c: unicodedata.category(c) == "Lt"),
}


def ranges(member):
    """Surrogates are in no string of ours: they go with what surrounds them."""
    start = None
    inside = False
    for code in range(0x110001):
        if not 0xD800 <= code < 0xE000:
            inside = code < 0x110000 and member(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            yield start, code
            start = None


def encode(pairs):
    out, last = [], 0
    for start, end in pairs:
        for distance in (start - last, end - start):
            while distance >= 128:
                out.append(distance & 127 | 128)
                distance >>= 7
            out.append(distance)
        last = end
    return out


def main():
    lines = [
        f"//! Sets of characters as of Unicode {unicodedata.unidata_version}, as CPython 3.13 has them: written by",
        "//! xtask/unicode_tables.py, which says how they are encoded.",
    ]
    for name, (what, member) in SETS.items():
        data = encode(ranges(member))
        lines += ["", f"/// {what}.", "#[rustfmt::skip]", f"pub static {name}: &[u8] = &["]
        for at in range(0, len(data), 26):
            lines.append("    " + " ".join(f"{b}," for b in data[at:at + 26]))
        lines.append("];")
    path = pathlib.Path(__file__).parent.parent / "src/python/text/unicode_tables.rs"
    path.write_text("\n".join(lines) + "\n")


main()
