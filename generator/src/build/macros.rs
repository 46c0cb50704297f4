//! Macros that a crate exports stand at its root. A module of another crate has no such root, and must not export into it: its
//! macros are gathered in a file of their own, from where all of the module can name them.

use std::collections::BTreeSet;

/// The macros of a crate.
#[derive(Default)]
pub(super) struct Macros {
    /// Their names.
    pub(super) names: BTreeSet<String>,
    /// Their texts, each with its documentation, in the order in which they were met.
    pub(super) text: String,
}

const EXPORT: &str = "#[macro_export]\n";

impl Macros {
    /// Takes the exported macros out of a file that is printed as rustfmt does: each ends with a brace that begins a line.
    pub(super) fn take(&mut self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((before, after)) = rest.split_once(EXPORT) {
            let Some((name, end)) = name(after).zip(after.find("\n}\n")) else {
                break;
            };
            let docs = docs(before);
            let (before, docs) = before.split_at(before.len() - docs);
            let (body, next) = after.split_at(end + "\n}\n".len());
            out.push_str(before);
            self.text.push_str(&format!("{docs}{body}pub(crate) use {name};\n\n"));
            self.names.insert(name.to_owned());
            rest = next.trim_start_matches('\n');
        }
        out + rest
    }
}

/// What a macro is called whose text begins here.
fn name(text: &str) -> Option<&str> {
    text.strip_prefix("macro_rules! ")?.split(' ').next()
}

/// How many bytes at the end of a text are attributes and documentation of what follows.
fn docs(text: &str) -> usize {
    let lines = text.split_inclusive('\n').rev();
    lines
        .take_while(|line| line.starts_with("///") || line.starts_with("#["))
        .map(str::len)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exported_macros_are_taken_and_others_stay() {
        let text = "fn a() {}\n\n/// B.\n#[doc(hidden)]\n#[macro_export]\nmacro_rules! b {\n    () => {};\n}\n\nmacro_rules! c {\n    () => {};\n}\n";
        let mut macros = Macros::default();
        assert_eq!(macros.take(text), "fn a() {}\n\nmacro_rules! c {\n    () => {};\n}\n");
        assert_eq!(
            macros.text,
            "/// B.\n#[doc(hidden)]\nmacro_rules! b {\n    () => {};\n}\npub(crate) use b;\n\n"
        );
        assert!(macros.names.contains("b") && macros.names.len() == 1);
    }
}
