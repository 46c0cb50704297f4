//! What macros of the runtime make of their tables: `new` and setters of records, `as_str` of enums.
//!
//! In: the name of the macro, and what it is called with. Out: the name of the type, and its methods as they would stand in an
//! `impl`.

use std::fmt::Write as _;

use super::cursor::Cursor;
use super::members::{Member, members};

/// The type that a table is of, and its methods.
pub(super) fn methods<'a>(name: &str, call: &'a str) -> Option<(&'a str, String)> {
    let mut call = Cursor::new(call);
    let (ty, mut out) = (call.word(), String::new());
    match name {
        "build" => {
            let arguments = if call.rest().starts_with('(') { call.group() } else { "" };
            let arguments = members(arguments);
            let arguments: Vec<String> = arguments.iter().map(argument).collect();
            let _ = writeln!(out, "pub fn new({}) -> Self {{}}", arguments.join(", "));
        }
        "setters" => {}
        "text_enum" | "closed_text_enum" => {
            return Some((ty, "pub fn as_str(&self) -> &str {}\n".to_owned()));
        }
        _ => return None,
    }
    let rows = if call.rest().starts_with('{') { call.group() } else { "" };
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
    Some((ty, out))
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
    use super::methods;

    #[test]
    fn tables_are_methods() {
        let table = "Order(id: value(i64), tags: list_into(String)) { #[deprecated] name as named: into(String) optional, \
                     parts: map(Vec<i64>) = BTreeMap::new(), } with { kind: Kind::Order }";
        let made = "pub fn new(id: i64, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {}\n\
                    #[deprecated] pub fn named(mut self, name: impl Into<String>) -> Self {}\n\
                    pub fn parts(mut self, parts: impl IntoIterator<Item = (impl Into<String>, Vec<i64>)>) -> Self {}\n";
        assert_eq!(methods("build", table), Some(("Order", made.to_owned())));
        assert_eq!(
            methods("build", "Empty {}"),
            Some(("Empty", "pub fn new() -> Self {}\n".to_owned()))
        );
        assert_eq!(methods("setters", "Empty {}"), Some(("Empty", String::new())));
        let made = "pub fn as_str(&self) -> &str {}\n".to_owned();
        assert_eq!(methods("text_enum", "Color { Red: \"red\" }"), Some(("Color", made)));
        assert_eq!(methods("limits", "Order {}"), None);
    }
}
