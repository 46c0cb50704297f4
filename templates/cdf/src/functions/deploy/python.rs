//! A look at the entry file: does it have a `handle` that the service can call?
//!
//! Python is not parsed here; its statements are told apart, which needs strings, comments, brackets and indentation.

const NAME: &str = "handle";
const ARGUMENTS: [&str; 4] = ["data", "client", "secrets", "function_call_info"];

/// Whether the code defines `handle` at its top level, with no arguments but those that are passed.
pub(super) fn check(path: &str, code: &[u8]) -> Result<(), String> {
    let code = std::str::from_utf8(code).map_err(|_| format!("{path:?} is no UTF-8 text"))?;
    let mut found = false;
    for statement in top_level(code.trim_start_matches('\u{feff}')) {
        if let Some(signature) = signature(&statement) {
            check_arguments(path, signature)?;
            found = true;
        }
        found |= imports(&statement) || assigns(&statement);
    }
    match found {
        true => Ok(()),
        false => Err(format!("{path:?} defines no `{NAME}` at its top level")),
    }
}

/// What follows `def handle`, if this statement starts so.
fn signature(statement: &str) -> Option<&str> {
    let rest = statement.strip_prefix("async ").map_or(statement, str::trim_start);
    let rest = rest.strip_prefix("def ")?.trim_start().strip_prefix(NAME)?;
    rest.starts_with(['(', '[', ' ']).then_some(rest)
}

fn check_arguments(path: &str, signature: &str) -> Result<(), String> {
    let inside = signature.find('(').map_or("", |start| &signature[start + 1..]);
    for argument in split(up_to_closing(inside), ',') {
        let name = argument.split([':', '=']).next().unwrap_or_default().trim();
        // `*`, `/`, `*args` and `**kwargs` ask for nothing.
        let asks_for_nothing = name.is_empty() || name.starts_with('*') || name == "/";
        if !asks_for_nothing && !ARGUMENTS.contains(&name) {
            return Err(format!(
                "`{NAME}` in {path:?} takes `{name}`, but it is called with {} only",
                ARGUMENTS.join(", ")
            ));
        }
    }
    Ok(())
}

/// The text before the bracket that closes one opened in front of it.
fn up_to_closing(text: &str) -> &str {
    let mut depth = 0;
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return &text[..at],
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// Splits where no bracket is open.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if char == separator && depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + separator.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// `import handle`, `from m import handle`, `from m import x as handle`, and `from m import *`, which may bring it.
fn imports(statement: &str) -> bool {
    let names = match statement.strip_prefix("from ") {
        Some(rest) => rest.split_once(" import").map(|(_, names)| names),
        None => statement.strip_prefix("import "),
    };
    let Some(names) = names else { return false };
    names.trim().trim_matches(['(', ')']).split(',').any(|name| {
        let name = name.split_whitespace().next_back().unwrap_or_default();
        name == NAME || name == "*"
    })
}

/// `handle = …`, `handle: … = …`, `a = handle = …`, but not `handle == …`.
fn assigns(statement: &str) -> bool {
    let sides = split(statement, '=');
    let mut targets = sides.windows(2).filter(|pair| !pair[1].is_empty()).map(|pair| pair[0]);
    targets.any(|target| target.split(':').next().unwrap_or_default().trim() == NAME)
}

/// The statements without indentation: strings emptied, comments dropped, brackets and continued lines on one line.
fn top_level(code: &str) -> Vec<String> {
    let mut reader = Reader::default();
    let mut rest = code;
    while let Some(char) = rest.chars().next() {
        rest = reader.step(char, rest);
    }
    reader.end_line();
    reader.statements
}

#[derive(Default)]
struct Reader {
    statements: Vec<String>,
    line: String,
    depth: usize,
}

impl Reader {
    /// Takes in what `rest` starts with, and gives what is after it.
    fn step<'a>(&mut self, char: char, rest: &'a str) -> &'a str {
        let after = &rest[char.len_utf8()..];
        match char {
            '#' => return after.trim_start_matches(|char| char != '\n'),
            '"' | '\'' => {
                self.line.push_str("\"\"");
                return after_string(rest, char);
            }
            '\\' => {
                self.line.push(' ');
                return after.trim_start_matches('\r').strip_prefix('\n').unwrap_or(after);
            }
            '\n' if self.depth > 0 => self.line.push(' '),
            '\n' => self.end_line(),
            '(' | '[' | '{' => self.push(char, self.depth + 1),
            ')' | ']' | '}' => self.push(char, self.depth.saturating_sub(1)),
            '\t' => self.line.push(' '),
            '\r' => {}
            _ => self.line.push(char),
        }
        after
    }

    fn push(&mut self, char: char, depth: usize) {
        self.line.push(char);
        self.depth = depth;
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.starts_with(' ') {
            let statements = split(&line, ';').into_iter().map(|part| part.trim().to_owned());
            self.statements.extend(statements.filter(|part| !part.is_empty()));
        }
    }
}

/// What follows the string that `text` starts with. One that is not closed ends with its line.
fn after_string(text: &str, quote: char) -> &str {
    let triple = [quote; 3].iter().collect::<String>();
    let is_triple = text.starts_with(&triple);
    let end = if is_triple { triple } else { quote.to_string() };
    let mut rest = &text[end.len()..];
    while let Some(char) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(&end) {
            return after;
        }
        if char == '\n' && !is_triple {
            return rest;
        }
        rest = &rest[char.len_utf8()..];
        if char == '\\' {
            let escaped = rest.chars().next().map_or(0, char::len_utf8);
            rest = &rest[escaped..];
        }
    }
    rest
}
