//! What a link to the page holds behind its `#`: names with values, as `name=value&name=value`. What they mean, those know who
//! put them there.

/// The longest text of a link that is read or made: more than any browser keeps.
pub const LENGTH_MAX: usize = 60_000;
/// The most values of a link that are read.
const VALUES_MAX: usize = 100;

/// Names with values, in order; a name may come again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    values: Vec<(String, String)>,
}

impl Link {
    /// What a link says. What is no name with a value is left out, as links get cut and wrapped on their way.
    pub fn read(text: &str) -> Link {
        let text = if text.len() > LENGTH_MAX { "" } else { text };
        let value = |part: &str| {
            let (name, value) = part.split_once('=')?;
            Some((name.to_owned(), unescaped(value)?))
        };
        Link { values: text.split('&').filter_map(value).take(VALUES_MAX).collect() }
    }

    /// As it stands in the address; none if it is too long.
    pub fn text(&self) -> Option<String> {
        let mut text = String::new();
        for (name, value) in &self.values {
            let mark = if text.is_empty() { "" } else { "&" };
            text.push_str(&format!("{mark}{name}={}", escaped(value)));
        }
        (text.len() <= LENGTH_MAX).then_some(text)
    }

    /// One more value.
    pub fn put(&mut self, name: &str, value: impl ToString) {
        self.values.push((name.to_owned(), value.to_string()));
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Letters that may stand in a link as they are.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~/*,:;?@!$()".contains(&byte)
}

fn escaped(value: &str) -> String {
    let letter = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    value.bytes().map(letter).collect()
}

fn unescaped(value: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut parts = value.split('%');
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        let digits = part.get(..2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let mut link = Link::default();
        link.put("program", "four-ways");
        link.put("send", "POST /ü?a=1&b=%2 {\"x\": [1]}");
        link.put("send", "");
        let text = link.text().expect("short");
        assert_eq!(text, "program=four-ways&send=POST%20/%C3%BC?a%3D1%26b%3D%252%20%7B%22x%22:%20%5B1%5D%7D&send=");
        assert_eq!(Link::read(&text), link);
        assert_eq!((link.get("program"), link.get("x"), link.all("send").count()), (Some("four-ways"), None, 2));
    }

    #[test]
    fn what_is_no_link_says_nothing_and_what_is_too_long_is_none() {
        assert_eq!(Link::read("").text().as_deref(), Some(""));
        assert_eq!(Link::read("a&=&b=%G1&c=%2&d=%FF&e=1").text().as_deref(), Some("=&e=1"));
        assert_eq!(Link::read(&"a=1&".repeat(30_000)), Link::default());
        assert_eq!(Link::read(&"a=1&".repeat(1_000)).all("a").count(), VALUES_MAX);
        let mut link = Link::default();
        link.put("text", "é".repeat(LENGTH_MAX / 2));
        assert_eq!(link.text(), None);
    }
}
