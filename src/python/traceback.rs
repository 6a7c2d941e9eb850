//! What CPython 3.13 prints for an exception: `traceback.format_exception`. Frames of built-in Python code are left out.

mod marks;
mod wide;
pub mod wrong_source;

use super::exception::{ARGS, CAUSE, CONTEXT, EXTRA, OBJ, SUPPRESS, TRACEBACK};
use super::native::{Ctl, R};
use super::object::Obj;
use super::suggest;
use super::sym::names;
use super::types::Exc;
use super::value::Value;
use super::vm::Vm;

/// The instruction, in a traceback, of a coroutine or generator that had not begun when an exception was thrown into it: CPython shows
/// the line of its definition.
pub const UNSTARTED: u32 = u32::MAX - 1;
/// Frames shown of one and the same recursive call.
const REPEATS: usize = 3;
/// Exceptions of a group that are shown, and how deep groups are shown.
const GROUP_WIDTH: usize = 15;
const GROUP_DEPTH: usize = 10;
/// Chained exceptions that are followed.
const CHAIN_MAX: usize = 100;

/// What is being written: boxes of groups stand in each other.
#[derive(Default)]
struct Page {
    text: String,
    /// Boxes around what comes next.
    depth: usize,
    /// The last box begun has no end line yet; an inner one's stands for those around it.
    open: bool,
    /// Exceptions shown already.
    seen: Vec<Value>,
    /// What Python code says of exceptions (`__str__`).
    texts: Vec<(Value, String)>,
}

impl Page {
    /// Lines, behind the margin of the box they stand in.
    fn emit(&mut self, margin: char, text: &str) {
        if self.depth == 0 {
            return self.text.push_str(text);
        }
        for line in text.lines() {
            self.text.push_str(&format!("{:1$}{margin} {line}\n", "", 2 * self.depth));
        }
    }

    /// A line of a box itself.
    fn line(&mut self, text: &str) {
        self.text.push_str(&format!("{:1$}{text}\n", "", 2 * self.depth));
    }
}

impl Vm {
    /// The text that CPython prints for an uncaught exception.
    pub fn format_exception(&mut self, exc: Value) -> String {
        self.format_exception_with(exc, Vec::new())
    }

    /// The same; what `str` says of some of the exceptions is known.
    pub fn format_exception_with(&mut self, exc: Value, texts: Vec<(Value, String)>) -> String {
        let mut page = Page { texts, ..Page::default() };
        self.format_chain(exc, &mut page);
        page.text
    }

    /// What has to be called with an exception that nobody caught; `None` if its text can be made here.
    pub fn printer_of(&mut self, exc: Value) -> Option<Value> {
        self.replaced_hook("excepthook", "_uncaught")
            .or_else(|| self.says_in_python(exc).then(|| self.prelude("_print_error")))
    }

    /// True if Python code has to be asked for the text of an exception, or of one it came from or holds.
    pub fn says_in_python(&mut self, exc: Value) -> bool {
        let mut met: Vec<Value> = vec![exc];
        let mut next = 0;
        while let Some(&at) = met.get(next).filter(|_| next < CHAIN_MAX) {
            next += 1;
            if self.as_exception(at).is_none() {
                continue;
            }
            if self.str_native(at).is_err() {
                return true;
            }
            let mut more = vec![self.exc_slot(at, CAUSE), self.exc_slot(at, CONTEXT)];
            if self.is_exc(at, Exc::BaseExceptionGroup) {
                let args = self.exc_slot(at, ARGS);
                let list = self.native_items(args).unwrap_or_default().get(1).copied().unwrap_or(Value::None);
                more.extend(self.native_items(list).unwrap_or_default());
            }
            more.retain(|m| !met.iter().any(|v| v.is(*m)));
            met.extend(more);
        }
        false
    }

    /// An exception with its traceback as a string object.
    ///
    /// # Errors
    /// A call of the prelude, which asks Python code first.
    pub fn error_text(&mut self, exc: Value) -> R {
        if self.says_in_python(exc) {
            let call = self.prelude("_error_text");
            return Err(Ctl::Call(Box::new((call, vec![exc]))));
        }
        let text = self.format_exception(exc);
        Ok(self.heap.str(&text))
    }

    /// One exception with those it came from.
    fn format_chain(&mut self, exc: Value, page: &mut Page) {
        // From the one printed first (the oldest) to `exc`, with the words between.
        let mut chain: Vec<(Value, Option<&str>)> = Vec::new();
        let mut at = exc;
        let mut link = None;
        while chain.len() < CHAIN_MAX && (chain.is_empty() || !page.seen.iter().any(|s| s.is(at))) {
            page.seen.push(at);
            chain.push((at, link));
            let cause = self.exc_slot(at, CAUSE);
            let context = self.exc_slot(at, CONTEXT);
            let suppressed = matches!(self.exc_slot(at, SUPPRESS), Value::Bool(true));
            if self.as_exception(cause).is_some() {
                link = Some("\nThe above exception was the direct cause of the following exception:\n\n");
                at = cause;
            } else if self.as_exception(context).is_some() && !suppressed {
                link = Some("\nDuring handling of the above exception, another exception occurred:\n\n");
                at = context;
            } else {
                break;
            }
        }
        for (exc, after) in chain.into_iter().rev() {
            if self.is_exc(exc, Exc::BaseExceptionGroup) {
                if page.depth > GROUP_DEPTH {
                    page.emit('|', "... (max_group_depth is 10)\n");
                } else {
                    self.format_group(exc, page);
                }
            } else {
                let tb = self.traceback_text(exc);
                if !tb.is_empty() {
                    page.emit('|', "Traceback (most recent call last):\n");
                    page.emit('|', &tb);
                }
                page.emit('|', &self.exception_only(exc, &page.texts));
            }
            if let Some(after) = after {
                page.emit('|', after);
            }
        }
    }

    /// A group and its exceptions in a box.
    fn format_group(&mut self, exc: Value, page: &mut Page) {
        let top = page.depth == 0;
        page.depth += usize::from(top);
        let tb = self.traceback_text(exc);
        if !tb.is_empty() {
            page.emit(if top { '+' } else { '|' }, "Exception Group Traceback (most recent call last):\n");
            page.emit('|', &tb);
        }
        page.emit('|', &self.exception_only(exc, &page.texts));
        let args = self.exc_slot(exc, ARGS);
        let list = self.native_items(args).unwrap_or_default().get(1).copied().unwrap_or(Value::None);
        let inner = self.native_items(list).unwrap_or_default();
        let n = inner.len();
        for (i, e) in inner.iter().enumerate().take(GROUP_WIDTH + 1) {
            let last = i + 1 == n || i == GROUP_WIDTH;
            page.open |= last;
            let title = if i < GROUP_WIDTH { (i + 1).to_string() } else { String::from("...") };
            let start = if i == 0 { "+-" } else { "  " };
            page.line(&format!("{start}+---------------- {title} ----------------"));
            page.depth += 1;
            if i >= GROUP_WIDTH {
                let left = n - GROUP_WIDTH;
                page.emit('|', &format!("and {left} more exception{}\n", if left == 1 { "" } else { "s" }));
            } else {
                self.format_chain(*e, page);
            }
            if last && std::mem::take(&mut page.open) {
                page.line("+------------------------------------");
            }
            page.depth -= 1;
        }
        page.depth -= usize::from(top);
    }

    /// An exception as CPython prints one that nobody can be told of: alone, without marks.
    pub fn format_unmarked(&mut self, exc: Value) -> String {
        let mut out = String::new();
        let mut at = self.exc_slot(exc, TRACEBACK);
        while let Value::Obj(r) = at
            && let Obj::Traceback(t) = self.heap.get(r)
        {
            let (code, ip, next) = (t.code, t.ip, t.next);
            let line_number = self.line_of(code, ip);
            if let Some(linked) = self.program.code(code) {
                let line = linked.source.text.lines().nth(line_number.saturating_sub(1) as usize).unwrap_or("").trim();
                let name = &linked.code.name;
                out.push_str(&format!("  File \"{}\", line {line_number}, in {name}\n", linked.source.filename));
                if !line.is_empty() {
                    out.push_str(&format!("    {line}\n"));
                }
            }
            at = next;
        }
        let head = if out.is_empty() { "" } else { "Traceback (most recent call last):\n" };
        format!("{head}{out}{}", self.exception_only(exc, &[]))
    }

    /// The `File …` lines of an exception's traceback.
    fn traceback_text(&mut self, exc: Value) -> String {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        let mut at = self.exc_slot(exc, TRACEBACK);
        while let Value::Obj(r) = at
            && let Obj::Traceback(t) = self.heap.get(r)
        {
            entries.push((t.code, t.ip));
            at = t.next;
        }
        let mut out = String::new();
        let mut last: Option<(u32, u32)> = None;
        let mut count = 0;
        let more = |count: usize, out: &mut String| {
            if count > REPEATS {
                let n = count - REPEATS;
                out.push_str(&format!("  [Previous line repeated {n} more time{}]\n", if n == 1 { "" } else { "s" }));
            }
        };
        for (code, ip) in entries {
            let line = self.line_of(code, ip);
            if last == Some((code, line)) {
                count += 1;
            } else {
                more(count, &mut out);
                last = Some((code, line));
                count = 1;
            }
            if count <= REPEATS {
                out.push_str(&self.entry_text(code, ip));
            }
        }
        more(count, &mut out);
        out
    }

    /// The 1-based line of an instruction.
    pub fn line_of(&self, code: u32, ip: u32) -> u32 {
        let Some(linked) = self.program.code(code) else { return 0 };
        if ip == UNSTARTED {
            return linked.code.first_line;
        }
        let start = linked.code.position(ip as usize).range.start;
        linked.source.line_starts.partition_point(|&s| s <= start) as u32
    }

    fn entry_text(&self, code: u32, ip: u32) -> String {
        let Some(linked) = self.program.code(code) else { return String::new() };
        let line_number = self.line_of(code, ip);
        // CPython finds no source behind a name like `<string>`.
        let shown = match linked.source.filename.starts_with('<') {
            true => String::new(),
            false if ip == UNSTARTED => {
                let line = linked.source.text.lines().nth(line_number.saturating_sub(1) as usize).unwrap_or("");
                format!("    {}\n", line.trim())
            }
            false => marks::marked(&linked.source.text, linked.code.position(ip as usize)),
        };
        format!("  File \"{}\", line {line_number}, in {}\n{shown}", linked.source.filename, linked.code.name)
    }

    /// `Name: message`, with notes and suggestions.
    fn exception_only(&mut self, exc: Value, texts: &[(Value, String)]) -> String {
        let class = self.class_of(exc);
        let name = match self.class_full_name(class).strip_prefix("__main__.") {
            Some(own) => own.to_string(),
            None => self.class_full_name(class),
        };
        let known = texts.iter().find(|(of, _)| of.is(exc)).map(|(_, text)| text.clone());
        let (place, text) = match self.wrong_source_text(exc) {
            Some(found) => found,
            None => match known.map_or_else(|| self.str_native(exc), Ok) {
                Ok(text) => (String::new(), text),
                Err(_) => {
                    let text = self.exception_str(exc).unwrap_or_else(|_| String::from("<exception str() failed>"));
                    (String::new(), text)
                }
            },
        };
        let mut line = if text.is_empty() { format!("{place}{name}") } else { format!("{place}{name}: {text}") };
        let better = self.suggestion(exc);
        if let Some(better) = &better {
            line.push_str(&format!(". Did you mean: '{better}'?"));
        }
        if self.is_exc(exc, Exc::NameError)
            && let Some(module) = self.heap.as_str(self.exc_slot(exc, EXTRA)).map(|s| &s.text)
            && suggest::is_standard_module(module)
        {
            let or = if better.is_some() { " Or did" } else { ". Did" };
            line.push_str(&format!("{or} you forget to import '{module}'?"));
        }
        line.push('\n');
        if let Value::Obj(r) = exc
            && let Ok(notes) = self.own_attr(r, names::NOTES)
            && !notes.is_unbound()
        {
            for note in self.native_items(notes).unwrap_or_default() {
                let text = self.str_native(note).unwrap_or_default();
                for l in text.split('\n') {
                    line.push_str(&format!("{l}\n"));
                }
            }
        }
        line
    }

    /// "Did you mean" for names and attributes.
    fn suggestion(&mut self, exc: Value) -> Option<String> {
        let wrong = self.heap.as_str(self.exc_slot(exc, EXTRA))?.text.to_string();
        if self.is_exc(exc, Exc::AttributeError) {
            let obj = self.exc_slot(exc, OBJ);
            if obj.is_none() || obj.is_unbound() {
                return None;
            }
            let mut candidates = self.dir_names(obj);
            if !wrong.starts_with('_') {
                candidates.retain(|n| !n.starts_with('_'));
            }
            return suggest::closest(&wrong, &candidates).map(String::from);
        }
        if self.is_exc(exc, Exc::NameError) {
            // Names of the module and the built-ins; locals are gone by now except those of the module's own frame.
            let mut candidates: Vec<String> = Vec::new();
            let tb = self.exc_slot(exc, TRACEBACK);
            let mut innermost = None;
            let mut at = tb;
            while let Value::Obj(r) = at
                && let Obj::Traceback(t) = self.heap.get(r)
            {
                innermost = Some(t.code);
                at = t.next;
            }
            if let Some(linked) = innermost.and_then(|c| self.program.code(c)).cloned() {
                candidates.extend(linked.code.var_names.iter().filter(|n| !n.starts_with('.')).cloned());
                if let Some(space) = self.namespaces.get(linked.namespace as usize) {
                    let bound = space.index.iter().filter(|(_, i)| !space.values[**i as usize].is_unbound());
                    candidates.extend(bound.map(|(n, _)| self.syms.text(*n).to_string()));
                }
            }
            if let Some(space) = self.namespaces.get(self.builtins as usize) {
                candidates.extend(space.index.keys().map(|n| self.syms.text(*n).to_string()));
            }
            return suggest::closest(&wrong, &candidates).map(String::from);
        }
        None
    }
}
