//! What no output may have, whatever the document says.

use crate::case::Case;

/// Words that only a fault of the generator puts into its output.
const NEVER: [&str; 3] = ["serde(untagged)", "::r#", " r#"];

#[test]
fn nothing_forbidden_comes_out() {
    let mut faults = Vec::new();
    for case in Case::all() {
        for file in case.generate().files {
            let generated = !file.path.starts_with("src/runtime/") && file.path.ends_with(".rs");
            let found = NEVER.iter().find(|word| code(&file.text).contains(**word));
            if let (true, Some(word)) = (generated, found) {
                faults.push(format!("{}: {} has `{word}`", case.name, file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A text without its comments.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_character_changes_the_order_of_what_is_seen() {
    let hidden = |c: char| {
        let turns =
            matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let hides = matches!(c, '\u{AD}' | '\u{200B}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
        turns || hides || (c.is_control() && c != '\n')
    };
    let mut faults = Vec::new();
    for case in Case::all() {
        let files = case.generate().files;
        let bad = files.iter().filter(|file| file.text.contains(hidden));
        faults.extend(bad.map(|file| format!("{}: {}", case.name, file.path)));
    }
    assert!(faults.is_empty(), "hidden characters in {}", faults.join(", "));
}
