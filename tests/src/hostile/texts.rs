//! Long texts, of letters that mean something in Markdown, HTML or Rust.

use super::{Files, Shape, each, shape, with_schemas};

/// What Markdown, HTML or Rust reads as more than a letter.
const SIGNS: [&str; 22] = [
    "[",
    "]",
    "[a",
    "[](",
    "<",
    "<a ",
    "<!-- ",
    "<b>",
    "*",
    "*a ",
    "`",
    "(",
    "&",
    "\\\\",
    "_",
    "~",
    "http://a.b/c ",
    "#",
    "*/",
    "-a ",
    "> ",
    "[a]: b\\n",
];

pub(super) const SHAPES: &[Shape] = &[
    shape("descriptions of signs", 5000, |size| {
        let fields = SIGNS.iter().enumerate();
        let fields = fields.map(|(index, sign)| {
            format!(
                "        p{index}: {{type: string, description: \"{}\"}}\n",
                sign.repeat(size)
            )
        });
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n{}",
            fields.collect::<String>()
        ))
    }),
    shape("a description of backticks of different lengths", 200, |size| {
        described(&each(size, |index| format!("{} x", "`".repeat(index % 300 + 1))).replace('\n', " "))
    }),
    shape("a description of one word", 50_000, |size| described(&"w".repeat(size))),
    shape("a description of many words", 20_000, |size| {
        described(&"word ".repeat(size))
    }),
    shape("a description of many lines", 5000, |size| {
        described(&"line\\n".repeat(size))
    }),
    shape("a description of empty lines", 10_000, |size| {
        described(&format!("a{}b", "\\n".repeat(size)))
    }),
    shape("a description of fences", 4000, |size| {
        described(&"```\\n".repeat(size))
    }),
    shape("a description of nested lists", 200, |size| {
        described(&each(size, |index| format!("{}- x", " ".repeat(index % 200 * 2))).replace('\n', "\\n"))
    }),
    shape("a description of list items", 5000, |size| {
        described(&"- x\\n".repeat(size))
    }),
    shape("a description of table rows", 5000, |size| {
        described(&format!("|a|b|\\n|-|-|\\n{}", "|1|2|\\n".repeat(size)))
    }),
    shape("a title of one word", 50_000, |size| titled(&"w".repeat(size))),
    shape("a title of many words", 10_000, |size| titled(&"word ".repeat(size))),
    shape("a default of one word", 50_000, |size| {
        with_schemas(&format!(
            "    Root: {{type: object, properties: {{a: {{type: string, default: {}}}}}}}\n",
            "d".repeat(size)
        ))
    }),
    shape("a name of one word", 20_000, |size| {
        with_schemas(&format!(
            "    Root: {{type: object, properties: {{? {} : {{type: string}}}}}}\n",
            "n".repeat(size)
        ))
    }),
];

/// A text that is quoted in YAML as it is.
fn described(text: &str) -> Files {
    with_schemas(&format!(
        "    Root: {{type: object, description: \"{text}\", properties: {{a: {{type: string, description: \"{text}\"}}}}}}\n"
    ))
}

fn titled(text: &str) -> Files {
    with_schemas(&format!(
        "    Root: {{type: object, title: {text}, properties: {{a: {{type: object, title: {text}, properties: {{b: {{type: string}}}}}}}}}}\n"
    ))
}
