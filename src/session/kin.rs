//! Whether a text is another version of a program or another program: numbers of two programs are not compared.

/// How much of a text is looked at.
const BYTES_MAX: usize = 50_000;
const LINES_MAX: usize = 200;
/// So many changed lines make no other program, however short it is.
const FEW: usize = 4;
/// How lines begin that are in many programs.
const COMMON: [&str; 5] = ["import ", "from ", "async def main", "asyncio.run(", "if __name__"];

/// True for two versions of one program: most lines of one are in the other, or only a few differ.
pub fn are_versions(one: &str, other: &str) -> bool {
    let ((own, gone), (others, new)) = (changed(one, other), changed(other, one));
    gone * 2 <= own || new * 2 <= others || (gone <= FEW && new <= FEW)
}

/// How many lines a text has that tell programs apart, and how many of them another text has not.
fn changed(text: &str, other: &str) -> (usize, usize) {
    let other = other.get(..BYTES_MAX).unwrap_or(other);
    let (mut lines, mut changed) = (0, 0);
    for line in text.lines().map(str::trim) {
        if lines < LINES_MAX && !line.is_empty() && !COMMON.iter().any(|common| line.starts_with(common)) {
            lines += 1;
            changed += usize::from(!other.contains(line));
        }
    }
    (lines, changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST_LIGHT: &str = include_str!("../../lessons/first-light/program.py");
    const FOUR_WAYS: &str = include_str!("../../lessons/four-ways/program.py");

    #[test]
    fn what_is_edited_stays_the_program_and_what_is_pasted_over_it_is_another() {
        let versions = [
            ("print(1)\n", "print(2)\n".to_owned()),
            (FIRST_LIGHT, FIRST_LIGHT.replace("await asyncio.sleep", "time.sleep")),
            (FOUR_WAYS, FOUR_WAYS.chars().take(400).collect()),
            (FOUR_WAYS, format!("{FOUR_WAYS}\n{}", "@app.get('/more')\ndef more(): ...\n".repeat(50))),
            (FOUR_WAYS, String::new()),
        ];
        for (one, other) in &versions {
            assert!(are_versions(one, other) && are_versions(other, one), "{other}");
        }
        let short = "import asyncio\n\nasync def main():\n    await asyncio.sleep(9)\n\nasyncio.run(main())\n";
        for (one, other) in [(FIRST_LIGHT, FOUR_WAYS), (FIRST_LIGHT, short), (short, FOUR_WAYS)] {
            assert!(!are_versions(one, other) && !are_versions(other, one), "{other}");
        }
    }
}
