//! Command line arguments, as little as four commands need: flags, options with a value, and file names.

/// The arguments of one command, taken out one by one; what nobody took is an error at the end.
pub struct Arguments {
    rest: Vec<String>,
}

impl Arguments {
    /// The arguments of a command, or `None` after printing `help` because `--help` was asked for.
    pub fn new(arguments: &[String], help: &str) -> Option<Arguments> {
        if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
            println!("{help}");
            return None;
        }
        Some(Arguments { rest: arguments.to_vec() })
    }

    /// Takes the flag `name` out; true if it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|argument| argument != name);
        self.rest.len() < before
    }

    /// Takes `name VALUE` or `name=VALUE` out.
    pub fn option(&mut self, name: &str) -> Result<Option<String>, String> {
        for index in 0..self.rest.len() {
            if self.rest[index] == name {
                if index + 1 >= self.rest.len() {
                    return Err(format!("{name} needs a value"));
                }
                self.rest.remove(index);
                return Ok(Some(self.rest.remove(index)));
            }
            let value = self.rest[index].strip_prefix(name).and_then(|tail| tail.strip_prefix('=')).map(str::to_string);
            if value.is_some() {
                self.rest.remove(index);
                return Ok(value);
            }
        }
        Ok(None)
    }

    /// What is left, which must be file names.
    pub fn files(self) -> Result<Vec<String>, String> {
        match self.rest.iter().find(|argument| argument.starts_with('-')) {
            Some(unknown) => Err(format!("unknown option {unknown} (see --help)")),
            None => Ok(self.rest),
        }
    }

    /// Nothing may be left.
    pub fn finish(self) -> Result<(), String> {
        match self.rest.first() {
            Some(unknown) => Err(format!("unknown argument {unknown} (see --help)")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn arguments(line: &str) -> Arguments {
        let words: Vec<String> = line.split_whitespace().map(str::to_string).collect();
        Arguments::new(&words, "").expect("no --help in it")
    }

    #[test]
    fn takes_flags_and_options_in_any_order() {
        let mut given = arguments("a.py --port 90 --no-open --name=x b.py");
        assert_eq!(given.option("--port"), Ok(Some("90".into())));
        assert_eq!(given.option("--name"), Ok(Some("x".into())));
        assert_eq!(given.option("--other"), Ok(None));
        assert!(given.flag("--no-open"));
        assert_eq!(given.files(), Ok(vec!["a.py".into(), "b.py".into()]));
    }

    #[test]
    fn refuses_what_nobody_took() {
        assert!(arguments("--prot 90").finish().is_err());
        assert!(arguments("--prot a.py").files().is_err());
        assert!(arguments("--port").option("--port").is_err());
    }
}
