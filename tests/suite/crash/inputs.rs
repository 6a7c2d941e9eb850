//! Texts nobody would write: programs of the corpus with pieces moved, doubled, torn out and replaced, and plain noise.

/// Random numbers: the same for the same seed, everywhere (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0xD134_2543_DE82_EF95) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// What a number is replaced by.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "255",
    "256",
    "1000000",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "10**30",
    "10**4000",
    "2**100000",
    "1e308",
    "1e-320",
    "0.0",
    "-0.0",
    "float('inf')",
    "float('nan')",
    "1j",
    "0x7fffffffffffffff",
    "99999999999999999999999999999999",
    "True",
    "1 << 63",
    "-(1 << 63)",
    "1_000",
    "0b1",
    "007",
    "1e",
    "1__0",
    "0.1",
    "3600 * 24 * 365 * 1000",
    "-5",
];

/// What any token is replaced by, and what is put between two.
const TOKENS: &[&str] = &[
    "None",
    "[]",
    "()",
    "{}",
    "''",
    "b''",
    "lambda: 0",
    "lambda *a, **k: a",
    "...",
    "self",
    "print",
    "len",
    "int",
    "str",
    "list",
    "dict",
    "set",
    "object",
    "type",
    "super()",
    "super",
    "iter",
    "next",
    "range",
    "map",
    "zip",
    "sorted",
    "min",
    "max",
    "sum",
    "repr",
    "hash",
    "id",
    "getattr",
    "setattr",
    "delattr",
    "isinstance",
    "property",
    "classmethod",
    "staticmethod",
    "Exception",
    "BaseException",
    "StopIteration",
    "StopAsyncIteration",
    "GeneratorExit",
    "ExceptionGroup",
    "asyncio",
    "asyncio.sleep(0)",
    "asyncio.gather",
    "asyncio.current_task()",
    "asyncio.get_running_loop()",
    "asyncio.Queue()",
    "asyncio.Future()",
    "asyncio.create_task",
    "asyncio.run",
    "threading",
    "time.sleep(1)",
    "time",
    "if",
    "else",
    "elif",
    "for",
    "while",
    "in",
    "not",
    "not in",
    "is",
    "is not",
    "and",
    "or",
    "def f():",
    "class A:",
    "class A(A):",
    "async def f():",
    "async",
    "await",
    "async for",
    "async with",
    "return",
    "yield",
    "yield from",
    "raise",
    "try:",
    "except:",
    "except* ",
    "finally:",
    "with",
    "as",
    "import",
    "from",
    "global x",
    "nonlocal x",
    "pass",
    "break",
    "continue",
    "del",
    "assert",
    "match x:",
    "case _:",
    "type X = ",
    "lambda",
    ":",
    ";",
    ",",
    ".",
    "->",
    ":=",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "%",
    "@",
    "&",
    "|",
    "^",
    "~",
    "<<",
    ">>",
    "+=",
    "*=",
    "**=",
    "@=",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "f'",
    "f'{",
    "}'",
    "f'{x!r:>{",
    "\\",
    "\n",
    "\n    ",
    "\n\t",
    "    ",
    "\r",
    "\r\n",
    "\u{c}",
    "#",
    "@x\n",
    "*",
    "**",
    "_",
    "__",
    "__init__",
    "__class__",
    "__dict__",
    "__slots__",
    "__getattr__",
    "__eq__",
    "__hash__",
    "__len__",
    "__iter__",
    "__next__",
    "__call__",
    "__enter__",
    "__del__",
    "__await__",
    "__name__",
    "é",
    "日",
    "🙂",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "x",
    "y",
    "i",
    "n",
    "%s",
    "'%s %d' % (1,)",
    "'{:>{}}'.format",
    "[x for x in ",
    "{**",
    "[*",
    "print(",
    "_1",
    "0)",
    "1,",
    "[::-1]",
    "[1:",
    "[0]",
    ".x",
    "()",
    "(1)",
    ".append",
    ".join",
    ".format",
    ".cancel()",
    ".send(None)",
    ".throw(ValueError)",
    ".close()",
    ".result()",
    ".put_nowait(1)",
    ".set_result(1)",
    ".__class__",
];

/// Opened many times, one inside the other.
const NESTS: &[&str] = &[
    "(",
    "[",
    "{",
    "-",
    "not ",
    "~",
    "lambda: ",
    "f(",
    "a[",
    "1 if x else ",
    "f'{",
    "await ",
    "*",
    "**",
    "x.",
    "1+",
    "if x:\n",
    "x = ",
    "(yield ",
    "[i for i in ",
    "{1: ",
    "a and ",
    "(a := ",
    "'' ",
    "@",
    "class A:\n ",
    "try:\n ",
    "\n",
    "\\\n",
    "1,",
    "x:",
    "_",
];

/// Makes the inputs from the texts of a corpus.
pub struct Inputs {
    corpus: Vec<Vec<String>>,
}

impl Inputs {
    pub fn new(texts: &[String]) -> Inputs {
        Inputs { corpus: texts.iter().map(|text| tokens(text)).collect() }
    }

    /// The input of a number.
    pub fn make(&self, number: u64) -> String {
        let random = &mut Random::new(number);
        match random.below(40) {
            0 => noise(random),
            1 => soup(random),
            _ => self.mutated(random),
        }
    }

    fn mutated(&self, random: &mut Random) -> String {
        let mut tokens = self.corpus[random.below(self.corpus.len())].clone();
        // Most keep most of a program, so that many still run.
        let changes = 1 + random.below(3) * random.below(4);
        for _ in 0..changes {
            self.change(&mut tokens, random);
        }
        tokens.concat()
    }

    fn change(&self, tokens: &mut Vec<String>, random: &mut Random) {
        if tokens.is_empty() {
            tokens.push(random.pick(TOKENS).to_string());
        }
        let at = random.below(tokens.len());
        let word = |t: &String| t.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '\'' || c == '"');
        let end = tokens.len().min(at + 1 + random.below(12));
        match random.below(20) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at].clone()),
            2 => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
            // A word for another of the same program: what still compiles most often.
            3..=7 => {
                let words: Vec<usize> = (0..tokens.len()).filter(|&i| word(&tokens[i])).collect();
                if let (Some(&to), Some(&from)) =
                    (words.get(random.below(words.len())), words.get(random.below(words.len())))
                {
                    tokens[to] = tokens[from].clone();
                }
            }
            8 | 9 => {
                let numbers: Vec<usize> =
                    (0..tokens.len()).filter(|&i| tokens[i].starts_with(|c: char| c.is_ascii_digit())).collect();
                if let Some(&to) = numbers.get(random.below(numbers.len())) {
                    tokens[to] = random.pick(NUMBERS).to_string();
                }
            }
            10 => tokens[at] = random.pick(TOKENS).to_string(),
            11 => tokens.insert(at, random.pick(TOKENS).to_string()),
            12 => drop(tokens.drain(at..end)),
            13 => {
                let copy: Vec<String> = tokens[at..end].to_vec();
                let to = random.below(tokens.len());
                tokens.splice(to..to, copy);
            }
            14 => {
                let other = &self.corpus[random.below(self.corpus.len())];
                let from = random.below(other.len());
                let until = other.len().min(from + 1 + random.below(60));
                tokens.splice(at..at, other[from..until].iter().cloned());
            }
            15 | 16 => lines(tokens, random),
            17 => {
                const TIMES: [usize; 6] = [3, 40, 99, 210, 1000, 20_000];
                tokens.insert(at, random.pick(NESTS).repeat(TIMES[random.below(TIMES.len())]));
            }
            18 => tokens.truncate(at + 1),
            _ => {
                let operators: Vec<usize> = (0..tokens.len()).filter(|&i| OPERATORS.contains(&&*tokens[i])).collect();
                if let Some(&to) = operators.get(random.below(operators.len())) {
                    tokens[to] = random.pick(OPERATORS).to_string();
                }
            }
        }
    }
}

const OPERATORS: &[&str] =
    &["+", "-", "*", "/", "%", "@", "&", "|", "^", "<", ">", "==", "!=", "//", "**", "<<", ">>", "<=", ">="];

/// Takes a line away, doubles it, moves it, or indents it.
fn lines(tokens: &mut Vec<String>, random: &mut Random) {
    let text = tokens.concat();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_string).collect();
    if lines.is_empty() {
        return;
    }
    let at = random.below(lines.len());
    match random.below(5) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let line = lines.remove(at);
            let to = random.below(lines.len() + 1);
            lines.insert(to, line);
        }
        3 => lines[at].insert_str(0, "    "),
        _ => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
    }
    *tokens = self::tokens(&lines.concat());
}

const SIGNS: &[u8] = b" \n\t\r\\'\"{}()[]:,#";

/// Bytes as they come.
fn noise(random: &mut Random) -> String {
    let count = random.below(300);
    let bytes: Vec<u8> = (0..count)
        .map(|_| match random.below(4) {
            0 => random.next() as u8,
            1 => SIGNS[random.below(SIGNS.len())],
            _ => 32 + random.below(95) as u8,
        })
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Tokens as they come.
fn soup(random: &mut Random) -> String {
    let count = random.below(60);
    let glue = random.pick(&["", " ", "\n"]);
    (0..count)
        .map(|_| format!("{}{glue}", if random.below(6) == 0 { random.pick(NUMBERS) } else { random.pick(TOKENS) }))
        .collect()
}

/// A text cut into words, numbers, strings of one line, white space and single other characters; joined, they are the text.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let class = |c: char| (c.is_alphanumeric() || c == '_', c == ' ');
        let mut end = at + 1;
        if c == '\'' || c == '"' {
            let closing = chars[at + 1..].iter().position(|&d| d == c || d == '\n').map(|p| at + 1 + p);
            end = closing.filter(|&p| chars[p] == c).map_or(at + 1, |p| p + 1);
        } else if class(c) != (false, false) {
            while end < chars.len() && class(chars[end]) == class(c) {
                end += 1;
            }
        } else if end < chars.len() && OPERATORS.contains(&&*[c, chars[end]].iter().collect::<String>()) {
            end += 1;
        }
        out.push(chars[at..end].iter().collect());
        at = end;
    }
    out
}
