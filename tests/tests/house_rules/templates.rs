//! Built-in templates are text with holes and flat lists: what depends on the document is decided before, in `emit` or in the
//! context, where the compiler and the tests of the generator see it.

use std::path::{Path, PathBuf};

/// The longest line of a template.
const COLUMNS: usize = 120;

#[test]
fn templates_are_holes_and_flat_lists() {
    let templates = templates();
    assert!(templates.len() > 5, "the templates were found");
    let mut found = Vec::new();
    for path in templates {
        let text = std::fs::read_to_string(&path).expect("a template is text");
        found.extend(faults(&text).iter().map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_decides_is_found() {
    let good = "{{ header }}\n{% for line in library.docs %}\n//!{{ line }}\n{% endfor %}\n";
    assert_eq!(faults(good), Vec::<String>::new());
    let nested = "{% for a in b %}\n{% for c in a.d %}\n{{ c }}\n{% endfor %}\n{% endfor %}\n";
    for bad in [
        "{% if parts %}\n{% endif %}",
        "{{ name | upper }}",
        "{{ kind == 1 }}",
        "{{ \"text\" }}",
        "{{ names[0] }}",
        "{% set a = 1 %}",
        "{% for a in b if a %}\n{% endfor %}",
        "{% for a in b %}{{ a }}{% endfor %}",
        "{% for a in b %}\n{{ a }}",
        "{% endfor %}",
        "{{ never closed",
        nested,
        &"x".repeat(COLUMNS + 1),
    ] {
        assert!(!faults(bad).is_empty(), "{bad}");
    }
}

/// Every template below `templates`.
fn templates() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates");
    let (mut out, mut todo) = (Vec::new(), vec![root]);
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).expect("the templates can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "j2") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// What in a template is more than text, holes and flat lists, with the number of its line.
fn faults(text: &str) -> Vec<String> {
    let (mut out, mut in_list) = (Vec::new(), false);
    for (number, line) in text.lines().enumerate() {
        let mut fault = |what: &str| out.push(format!("line {}: {what}", number + 1));
        if line.chars().count() > COLUMNS {
            fault("longer than 120 columns");
        }
        match block(line) {
            Some(Block::List) if in_list => fault("a list in a list"),
            Some(Block::List) => in_list = true,
            Some(Block::End) if in_list => in_list = false,
            Some(Block::End) => fault("the end of no list"),
            None if line.contains("{%") || line.contains("{#") => fault("a block that is more than a list"),
            None if !line.split("{{").skip(1).all(is_hole) => fault("a hole that is more than a name"),
            None => {}
        }
    }
    if in_list {
        out.push("a list without an end".to_owned());
    }
    out
}

/// A block that stands alone on its line.
enum Block {
    List,
    End,
}

fn block(line: &str) -> Option<Block> {
    let inside = line.trim().strip_prefix("{%")?.strip_suffix("%}")?;
    match inside.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["endfor"] => Some(Block::End),
        ["for", item, "in", list] if is_name(item) && is_name(list) => Some(Block::List),
        _ => None,
    }
}

/// Whether what follows `{{` is a name and the end of the hole.
fn is_hole(rest: &str) -> bool {
    rest.split_once("}}").is_some_and(|(inside, _)| is_name(inside.trim()))
}

/// A name, or the name of a field.
fn is_name(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    text.split('.').all(is_word)
}
