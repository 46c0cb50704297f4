//! What macros of the runtime make of their tables: `new` and setters of records, `as_str` of enums, `From` of unions.
//!
//! In: the name of the macro, and what it is called with. Out: the name of the type, and what it has from there.

use std::fmt::Write as _;

use super::cursor::{Cursor, in_one_line};
use super::members::{Member, members};

/// What a table makes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Made<'a> {
    /// The type that it is of.
    pub ty: &'a str,
    /// Methods as they would stand in an `impl`.
    pub methods: String,
    /// Types that become it by `From`.
    pub sources: Vec<String>,
    /// Whether that is all; else the name of the macro stands for what else there is.
    pub is_all: bool,
}

/// What a macro makes, if it is one of those that take a table or that make what every type of its kind has.
pub(super) fn made<'a>(name: &str, call: &'a str) -> Option<Made<'a>> {
    let mut call = Cursor::new(call);
    let mut out = Made {
        ty: call.word(),
        is_all: !["text_enum", "closed_text_enum", "one_of"].contains(&name),
        ..Made::default()
    };
    match name {
        "operation" | "record" => {}
        "build" => {
            let arguments = if call.rest().starts_with('(') { call.group() } else { "" };
            let arguments = members(arguments);
            let arguments: Vec<String> = arguments.iter().map(argument).collect();
            let _ = writeln!(out.methods, "pub fn new({}) -> Self {{}}", arguments.join(", "));
            out.methods.push_str(&setters(&mut call));
        }
        "setters" => out.methods = setters(&mut call),
        "text_enum" | "closed_text_enum" => out.methods.push_str("pub fn as_str(&self) -> &str {}\n"),
        "union" | "one_of" => out.sources = sources(&mut call),
        _ => return None,
    }
    Some(out)
}

/// The setters of the rows that come next, if rows do.
fn setters(call: &mut Cursor<'_>) -> String {
    let rows = if call.rest().starts_with('{') { call.group() } else { "" };
    let mut out = String::new();
    for row in members(rows) {
        let other = row.rest.trim_start().strip_prefix("as ");
        let name = other.map_or(row.name, |other| Cursor::new(other).word());
        let attributes: String = row.attributes.iter().map(|text| format!("#[{text}] ")).collect();
        let _ = writeln!(
            out,
            "{attributes}pub fn {name}(mut self, {}) -> Self {{}}",
            argument(&row)
        );
    }
    out
}

/// What becomes a union: the types in the `from(…)` of its rows.
fn sources(call: &mut Cursor<'_>) -> Vec<String> {
    call.until(&['{']);
    let mut out = Vec::new();
    for row in members(call.group()) {
        // The tags before are in quotes, and one may be `" from("`.
        let mut words = Cursor::new(&row.rest);
        while !words.is_at_end() {
            if words.peek_word() == "from" {
                words.word();
                let mut types = Cursor::new(words.group());
                while !types.is_at_end() {
                    out.push(in_one_line(types.until(&[','])));
                    types.eat(",");
                }
            } else {
                words.token();
            }
        }
    }
    out
}

/// `name: impl Into<String>` for the row `name: into(String)`.
fn argument(row: &Member<'_>) -> String {
    let words = row.rest.split_once(": ").map_or("", |(_, words)| words);
    let mut words = Cursor::new(words);
    let (how, of) = (words.word(), words.group());
    let key = "impl Into<String>";
    let passed = match how {
        "into" | "boxed" => format!("impl Into<{of}>"),
        "list" => format!("impl IntoIterator<Item = {of}>"),
        "list_into" => format!("impl IntoIterator<Item = impl Into<{of}>>"),
        "map" => format!("impl IntoIterator<Item = ({key}, {of})>"),
        "map_into" => format!("impl IntoIterator<Item = ({key}, impl Into<{of}>)>"),
        _ => of.to_owned(),
    };
    format!("{}: {passed}", row.name)
}

#[cfg(test)]
mod tests {
    use super::{Made, made};

    #[test]
    fn tables_are_methods() {
        let table = "Order(id: value(i64), tags: list_into(String)) { #[deprecated] name as named: into(String) optional, \
                     parts: map(Vec<i64>) = BTreeMap::new(), } with { kind: Kind::Order }";
        let made = "pub fn new(id: i64, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {}\n\
                    #[deprecated] pub fn named(mut self, name: impl Into<String>) -> Self {}\n\
                    pub fn parts(mut self, parts: impl IntoIterator<Item = (impl Into<String>, Vec<i64>)>) -> Self {}\n";
        let of = |ty, methods: &str, is_all| {
            Some(Made {
                ty,
                methods: methods.to_owned(),
                sources: Vec::new(),
                is_all,
            })
        };
        assert_eq!(super::made("build", table), of("Order", made, true));
        assert_eq!(
            super::made("build", "Empty {}"),
            of("Empty", "pub fn new() -> Self {}\n", true)
        );
        assert_eq!(super::made("setters", "Empty {}"), of("Empty", "", true));
        let made = "pub fn as_str(&self) -> &str {}\n";
        assert_eq!(
            super::made("text_enum", "Color { Red: \"red\" }"),
            of("Color", made, false)
        );
        assert_eq!(super::made("limits", "Order {}"), None);
    }

    #[test]
    fn sources_are_those_of_rows() {
        let table = "Value by tag \"a {\" { Text: \" from(u8)\" | \"b\" from(&str, Map<String, u8>), Other: has \"c\" with limits from( models::Other ), } or Unknown";
        let made = made("union", table).expect("a table");
        assert_eq!(made.ty, "Value");
        assert_eq!(made.sources, ["&str", "Map<String, u8>", "models::Other"]);
    }
}
