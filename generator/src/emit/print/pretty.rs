//! Tokens of one item to text.

use proc_macro2::{TokenStream, TokenTree};

use super::calls::Calls;
use super::tables::table;

/// Stands in a doc attribute between lines that are printed as comments of their own. An attribute for each line would be
/// several tokens and a node of the syntax tree for each.
pub(in crate::emit) const DOC_BREAK: char = '\u{1}';

/// Pretty text. What does not parse is a fault of this program; it is written as it is, so that the compiler shows it.
pub(super) fn unparse(tokens: TokenStream) -> String {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if let Some(text) = table(&tokens) {
        return text;
    }
    let (item, calls) = Calls::taken_out(tokens);
    calls.put_back(pretty(item))
}

fn pretty(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => with_doc_lines(&prettyplease::unparse(&file)),
        Err(_) => format!("{tokens}\n"),
    }
}

/// The text with the lines of each doc attribute apart.
fn with_doc_lines(text: &str) -> String {
    let mut parts = text.split(DOC_BREAK);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let line = out.rsplit('\n').next().unwrap_or_default();
        let indent = line.len() - line.trim_start_matches(' ').len();
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push_str("///");
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn each_line_of_a_doc_attribute_is_a_comment() {
        let doc = format!(" One {DOC_BREAK}{DOC_BREAK} two.");
        let text = unparse(quote!(impl A { #[doc = #doc] fn f() {} }));
        assert_eq!(text, "impl A {\n    /// One\n    ///\n    /// two.\n    fn f() {}\n}\n");
    }

    #[test]
    fn long_calls_have_a_line_for_each_argument() {
        let short = quote!(impl Operation for Get { runtime::about!("get", GET "/get", Read); runtime::failure!(400 => Bad, 500..=599 | 600..=699 => Worse or Bad); });
        assert_eq!(
            unparse(short),
            "impl Operation for Get {\n    runtime::about!(\"get\", GET \"/get\", Read);\n    \
             runtime::failure!(400 => Bad, 500..=599 | 600..=699 => Worse or Bad);\n}\n"
        );
        let name = "a".repeat(90);
        let long = quote!(impl Operation for Get { runtime::about!(#name, GET "/get", Read); });
        assert_eq!(
            unparse(long),
            format!(
                "impl Operation for Get {{\n    runtime::about!(\n        \"{name}\",\n        GET \"/get\",\n        Read\n    );\n}}\n"
            )
        );
    }
}
