//! The table of imports: which module of the generator may name which, as `generator/ARCHITECTURE.md` shows it.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::files;

/// Module → modules of ours that it may name.
const MAY_IMPORT: [(&str, &[&str]); 29] = [
    ("alike", &[]),
    ("pointer", &[]),
    ("contract", &[]),
    ("manifest", &[]),
    ("config", &["alike", "contract", "manifest"]),
    ("fence", &[]),
    ("printable", &[]),
    ("lexer", &[]),
    ("file", &[]),
    ("diag", &["pointer"]),
    ("spec", &["pointer", "diag"]),
    ("plan", &["pointer"]),
    ("stack", &[]),
    (
        "load",
        &["alike", "remedy", "spec", "pointer", "diag", "stack", "fence", "file"],
    ),
    ("annotate", &["spec", "config", "diag", "pointer"]),
    ("select", &["alike", "spec", "config", "diag", "pointer"]),
    ("schemas", &["spec", "plan", "config", "diag", "pointer"]),
    (
        "lower",
        &[
            "alike", "spec", "schemas", "plan", "config", "contract", "diag", "fence", "pointer",
        ],
    ),
    ("emit", &["plan", "file", "printable"]),
    (
        "dress",
        &[
            "alike",
            "emit",
            "fence",
            "plan",
            "file",
            "config",
            "contract",
            "diag",
            "lexer",
            "manifest",
            "printable",
        ],
    ),
    ("surface", &["file", "lexer"]),
    ("diff", &["contract", "plan", "pointer", "printable"]),
    ("write", &["diag", "file"]),
    ("remedy", &["alike", "diag", "pointer", "spec"]),
    (
        "render",
        &["diag", "file", "pointer", "spec", "load", "stack", "printable"],
    ),
    ("project", &["config", "diag", "fence", "file"]),
    (
        "build",
        &[
            "config", "diag", "dress", "file", "lexer", "load", "manifest", "project", "render", "spec", "write",
        ],
    ),
    ("report", &["plan", "diag", "pointer", "select", "spec"]),
    (
        "cli",
        &[
            "alike",
            "config",
            "diag",
            "diff",
            "dress",
            "fence",
            "file",
            "load",
            "project",
            "render",
            "spec",
            "stack",
            "write",
            "pointer",
            "printable",
        ],
    ),
];

/// The module that a file belongs to: its first folder, or its name.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// The first segment of every path that starts with `crate::`, in code and not in comments.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut out = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let list = list.split("};").next().unwrap_or_default();
            out.extend(
                list.split(',')
                    .map(|item| first_word(item.trim()))
                    .filter(|word| !word.is_empty()),
            );
        } else {
            out.insert(first_word(part));
        }
    }
    out
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn imports_go_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    let mut faults = Vec::new();
    for (path, text) in files() {
        let own = module(&path).to_owned();
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        let Some(may) = allowed.get(own.as_str()) else {
            faults.push(format!("{path}: the module `{own}` is not in the table of the house"));
            continue;
        };
        let known = |name: &String| allowed.contains_key(name.as_str());
        for name in imports(&text)
            .iter()
            .filter(|name| known(name) && **name != own && !may.contains(&name.as_str()))
        {
            faults.push(format!("{path}: `{own}` must not import `{name}`"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_of_imports_has_no_circle() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    for start in allowed.keys() {
        let (mut seen, mut todo) = (BTreeSet::new(), allowed[start].to_vec());
        while let Some(here) = todo.pop() {
            assert_ne!(here, *start, "`{start}` imports itself by way of others");
            if seen.insert(here) {
                todo.extend(allowed.get(here).copied().unwrap_or_default());
            }
        }
    }
}

#[test]
fn spec_and_plan_never_meet() {
    for (path, text) in files() {
        let (own, names) = (module(&path).to_owned(), imports(&text));
        let meets = names.contains("spec") && names.contains("plan");
        assert!(
            !meets || ["schemas", "lower", "report"].contains(&own.as_str()),
            "{path} sees both the input and the output language"
        );
    }
}
