//! Tokens of our own macros to text: prettyplease leaves macros as they come.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

/// The macros that are tables: `name!(Type { field: "wire" mark, … });` with a line for each field.
const TABLES: [&str; 9] = [
    "record",
    "limits",
    "one_of",
    "text_enum",
    "closed_text_enum",
    "build",
    "setters",
    "threads",
    "union",
];

/// The text of a table, if the tokens are one.
pub(super) fn table(tokens: &[TokenTree]) -> Option<String> {
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(bang),
        TokenTree::Group(call),
        ..,
    ] = tokens
    else {
        return None;
    };
    if bang.as_char() != '!' || !TABLES.iter().any(|table| name == table) {
        return None;
    }
    let mut out = format!("{name}!(");
    for (index, token) in call.stream().into_iter().enumerate() {
        let text = match token {
            TokenTree::Group(fields) if fields.delimiter() == Delimiter::Brace => block(fields.stream()),
            TokenTree::Group(arguments) => in_parentheses(&out, arguments.stream()),
            word => word.to_string(),
        };
        out.push_str(if index == 0 || text.starts_with('(') { "" } else { " " });
        out.push_str(&text);
    }
    Some(format!("{out});\n"))
}

/// A block with a line for each of its entries.
fn block(tokens: TokenStream) -> String {
    let body = rows(&tokens).replace("\n    ;", ";\n");
    match body.is_empty() {
        true => "{}".to_owned(),
        false => format!("{{\n{body}}}"),
    }
}

/// Arguments behind what is on their line so far: on the same line if they are short, else one on each.
fn in_parentheses(before: &str, tokens: TokenStream) -> String {
    let lines = lines(tokens);
    let short = format!("({})", lines.join(" "));
    match before.len() + short.len() < 90 {
        true => short,
        false => format!(
            "({})",
            lines.iter().map(|line| format!("\n    {line}")).collect::<String>() + "\n"
        ),
    }
}

/// The lines of a block.
pub(super) fn rows(tokens: &TokenStream) -> String {
    lines(tokens.clone())
        .iter()
        .map(|line| ["    ", line, "\n"].concat())
        .collect()
}

/// One line up to each comma or semicolon.
pub(super) fn lines(tokens: TokenStream) -> Vec<String> {
    let mut out = vec![Line::default()];
    for token in tokens {
        let ends = matches!(&token, TokenTree::Punct(punct) if [',', ';'].contains(&punct.as_char()));
        if let Some(line) = out.last_mut() {
            line.push(token);
        }
        if ends {
            out.push(Line::default());
        }
    }
    let texts = out.into_iter().map(|line| line.text);
    texts.filter(|text| !text.is_empty()).collect()
}

/// A text that grows by tokens.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether the next token follows without a space.
    glued: bool,
    /// Whether the last token is one half of a sign such as `::`.
    half: bool,
}

impl Line {
    fn push(&mut self, token: TokenTree) {
        match token {
            TokenTree::Punct(punct) => self.punct(&punct),
            TokenTree::Group(group) => self.group(&group),
            other => self.word(&other.to_string()),
        }
    }

    fn word(&mut self, word: &str) {
        if !self.glued && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
        (self.glued, self.half) = (false, false);
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        let mut inside = Line::default();
        group.stream().into_iter().for_each(|token| inside.push(token));
        self.text.extend([open, &inside.text, close]);
        (self.glued, self.half) = (false, false);
    }

    fn punct(&mut self, punct: &Punct) {
        let (sign, joint) = (punct.as_char(), punct.spacing() == Spacing::Joint);
        let path = sign == ':' && (joint || self.half);
        let angle = sign == '<' || (sign == '>' && !self.half);
        let tight = self.half || self.glued || path || angle || [',', ';', ':', '.'].contains(&sign);
        if !tight && !self.text.is_empty() {
            self.text.push(' ');
        }
        // `..=` and `::` stand between what they join, `-` before its number.
        let within = path || ['<', '.', '-', '&'].contains(&sign) || (sign == '=' && self.text.ends_with('.'));
        self.text.push(sign);
        (self.glued, self.half) = (joint || within, joint);
    }
}
