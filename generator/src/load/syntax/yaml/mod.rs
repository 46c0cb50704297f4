//! YAML text into a JSON tree, and into the places of that tree. Only this folder knows which YAML reader is used.

mod explain;
mod nodes;
mod options;
mod span;
mod value;

use serde_json::Value;

use super::fault::SyntaxError;
use explain::explain;
pub(super) use nodes::nodes;
use options::options;
use value::Unique;

/// Reads a whole file. Key order is kept, keys that are numbers become text, a key given twice is an error.
pub(super) fn parse(text: &str) -> Result<Value, SyntaxError> {
    let read: Result<Unique, _> = serde_saphyr::from_str_with_options(text, options(text));
    read.map(|Unique(value)| value).map_err(|error| explain(text, &error))
}

#[cfg(test)]
mod tests {
    #[test]
    fn faults_have_a_place_and_words() {
        let table = [
            ("é: x\na: [1,\n", "[", "a bracket is opened here and not closed"),
            ("é: é: x\n", ":", "a `:` cannot stand here"),
            ("a:\n  b: 1\n\tc: 2\n", "\t", "a tab cannot indent a line"),
            ("a:\n    b: 1\n  c: 2\n", "c", "this line fits into no mapping above it"),
            ("a: *b\n", "*", "this alias repeats what is marked nowhere"),
        ];
        for (text, at, message) in table {
            let error = super::parse(text).err().unwrap();
            assert_eq!(error.message, message, "{text}");
            assert!(text[error.span.start..].starts_with(at), "{text}: {:?}", error.span);
        }
    }
}
