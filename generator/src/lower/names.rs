//! Names: from wire text to Rust, and from a pointer to the name that a person would choose.
//!
//! The one place that calls `heck`. A hint depends only on the pointer and what stands on the way to it.

use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;

use super::branches;
use super::shape::Shape;
use super::world::World;
use crate::pointer::Pointer;

/// Words that cannot be names, in edition 2024; `self`, `super`, `crate` and `Self` cannot even be raw.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union",
];

/// Type names that generated code uses unqualified.
const PRELUDE: [&str; 38] = [
    "Box",
    "BTreeMap",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "From",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Send",
    "Serialize",
    "Some",
    "String",
    "Sync",
    "Unknown",
    "Vec",
    "Checker",
    "Empty",
    "Input",
    "Kind",
    "Limits",
    "Nullable",
    "Number",
    "Secret",
    "Set",
    "SetOrChange",
    "SetOrNull",
    "UnknownJson",
    "UnknownText",
];

/// `some-name` → `SomeName`, a valid name of a variant.
pub(super) fn pascal(text: &str) -> String {
    let name = lead(spelled(text).to_pascal_case(), 'N');
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// Like [`pascal`], for a type: it must not hide what generated code names without a path.
fn type_name(text: &str) -> String {
    let name = pascal(text);
    if PRELUDE.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// `someName` → `some_name`, a valid field, argument or method name.
pub(super) fn snake(text: &str) -> String {
    let name = lead(acronyms(&spelled(text)).to_snake_case(), 'n');
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Symbols in words, so that `+1` and `-1` stay apart.
fn spelled(text: &str) -> String {
    let trimmed = text.trim();
    let symbol = |c| match c {
        '+' => " plus ",
        '*' => " star ",
        '<' => " less ",
        '>' => " greater ",
        '=' => " equal ",
        '!' => " not ",
        '%' => " percent ",
        '&' => " and ",
        '|' => " or ",
        '~' => " tilde ",
        '^' => " caret ",
        '#' => " hash ",
        '@' => " at ",
        '$' => " dollar ",
        '/' => " slash ",
        '?' => " question ",
        _ => " ",
    };
    let mut out = String::new();
    let wordy = trimmed.chars().any(char::is_alphanumeric);
    for (index, c) in trimmed.chars().enumerate() {
        match c {
            '-' if index == 0 && wordy => out.push_str(" minus "),
            '-' | '.' | ':' | ',' if !wordy => out.push_str(match c {
                '-' => " minus ",
                '.' => " dot ",
                ':' => " colon ",
                _ => " comma ",
            }),
            '/' | '@' | '$' | '#' if index > 0 || wordy => out.push(' '),
            c if c.is_ascii_alphanumeric() || is_letter(c) => out.push(c),
            c if c.is_alphanumeric() => out.push_str(&format!(" u{:x} ", u32::from(c))),
            c => out.push_str(symbol(c)),
        }
    }
    out
}

/// Letters beyond ASCII that may stand in an identifier: not those that are another way to write others (ligatures,
/// superscripts, full-width forms), which the compiler warns of.
fn is_letter(c: char) -> bool {
    let other_form = matches!(u32::from(c),
        0xAA | 0xBA | 0x1C4..=0x1CC | 0x1F1..=0x1F3 | 0x2B0..=0x2FF | 0x1D2C..=0x1DBF | 0x2070..=0x2BFF | 0x3130..=0x318F
        | 0xF900..=0xFFFF | 0x1D400..=0x1EEFF | 0x2F800..=0x2FA1F);
    c.is_alphabetic() && !other_form
}

/// Plural acronyms are one word: `timeSeriesIDs` → `timeSeriesIds`.
fn acronyms(text: &str) -> String {
    text.replace("IDs", "Ids")
        .replace("URLs", "Urls")
        .replace("URIs", "Uris")
        .replace("OAuth", "Oauth")
}

/// A name that is not empty and does not start with a digit.
fn lead(name: String, letter: char) -> String {
    match name.chars().next() {
        None => {
            if letter == 'N' {
                "Empty".to_owned()
            } else {
                "empty".to_owned()
            }
        }
        Some(first) if first.is_ascii_digit() => format!("{letter}{name}"),
        Some(_) => name,
    }
}

/// Names of methods that mean something to the compiler, to clippy or to every generated type.
const METHODS: [&str; 40] = [
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into",
    "into_iter",
    "into_write",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "partial_cmp",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
    "validate",
];

/// Whether a method of this name would be taken for another.
pub(super) fn is_method(name: &str) -> bool {
    METHODS.contains(&name)
}

/// Makes names unique in their order: a later one that is taken gets a number.
pub(super) fn unique(names: &mut [String], taken: &[&str]) {
    let mut seen: Vec<String> = taken.iter().map(|name| (*name).to_owned()).collect();
    for name in names {
        let mut candidate = if taken.contains(&name.as_str()) {
            format!("{name}_")
        } else {
            name.clone()
        };
        let mut number = 2;
        while seen.contains(&candidate) {
            candidate = if name.ends_with(|c: char| c.is_ascii_digit()) {
                format!("{name}_{number}")
            } else {
                format!("{name}{number}")
            };
            number += 1;
        }
        seen.push(candidate.clone());
        *name = candidate;
    }
}

/// `filters` → `filter`; a word that is no plural stays.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word
        .strip_suffix("ies")
        .filter(|stem| stem.len() > 2 && !word.ends_with("Series"))
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let keep = ["ss", "us", "is", "eries"].iter().any(|ending| word.ends_with(ending));
    if word.ends_with('s') && !keep && word.len() > 2 {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    }
}

/// The name that a type at this place would like to have.
pub(super) fn hint(world: &World, at: &Pointer) -> String {
    type_name(&wish(world, at))
}

fn wish(world: &World, at: &Pointer) -> String {
    if let Some(name) = world
        .document
        .get(at)
        .and_then(|value| value.get("x-client-name"))
        .and_then(Value::as_str)
    {
        return pascal(name);
    }
    let parts = at.parts();
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["components", _, name] => pascal(name),
        ["components", _, _, "schema"] | ["components", _, _, "content", _, "schema"] => {
            hint(world, &up(at, words.len() - 3))
        }
        ["paths", path, method] => operation(world, at, path, method),
        ["paths", _, _, "requestBody", "content", _, "schema"] => format!("{}Request", hint(world, &up(at, 4))),
        ["paths", _, _, "responses", status, "content", _, "schema"] => {
            let status = if status.starts_with('2') { "" } else { status };
            format!("{}{}Response", hint(world, &up(at, 5)), pascal_or_nothing(status))
        }
        [.., "parameters", index, "schema"] => {
            let name = world
                .document
                .get(&up(at, 1))
                .and_then(|value| value.get("name"))
                .and_then(Value::as_str);
            format!("{}{}", hint(world, &up(at, 3)), pascal(name.unwrap_or(index)))
        }
        ["paths", path] => pascal(path),
        _ => nested(world, at, &words),
    }
}

fn nested(world: &World, at: &Pointer, words: &[&str]) -> String {
    match words {
        [.., "oneOf" | "anyOf" | "x-branch", _, "properties", key] if only_key(world, &up(at, 2), key) => {
            hint(world, &up(at, 2))
        }
        [.., "properties" | "x-choice" | "x-all", key] => format!("{}{}", hint(world, &up(at, 2)), pascal(key)),
        [.., "items" | "x-items"] => {
            let list = hint(world, &up(at, 1));
            let item = singular(&list);
            if item == list { format!("{list}Item") } else { item }
        }
        [.., "additionalProperties"] => format!("{}Value", hint(world, &up(at, 1))),
        [.., "allOf", _] => hint(world, &up(at, 2)),
        [.., "x-kind", kind] => format!("{}{kind}", hint(world, &up(at, 2))),
        [.., list @ ("oneOf" | "anyOf" | "x-branch"), index] => {
            let owner = up(at, 2);
            let alone = world
                .document
                .get(&owner.key(list))
                .and_then(Value::as_array)
                .is_some_and(|list| list.len() == 1);
            if alone {
                hint(world, &owner)
            } else {
                format!("{}{}", hint(world, &owner), branch(world, at, index))
            }
        }
        [.., last] => pascal(last),
        [] => "Document".to_owned(),
    }
}

fn only_key(world: &World, branch: &Pointer, key: &str) -> bool {
    world
        .merged(branch)
        .is_ok_and(|merged| matches!(merged.properties.as_slice(), [(name, _)] if name == key))
}

/// What tells a branch from its siblings: its key, its constant, its title, its kind, its number.
fn branch(world: &World, at: &Pointer, index: &str) -> String {
    let owner = world.shape(&up(at, 2));
    if let Ok(Shape::Union(choice)) = owner.as_deref()
        && let Some(branch) = choice.branches.iter().find(|branch| branch.site == *at)
    {
        return branch.label.clone();
    }
    let Ok(merged) = world.merged(at) else {
        return format!("Variant{index}");
    };
    let named = |name: &String| pascal(name);
    if let [(name, _)] = merged.properties.as_slice() {
        return named(name);
    }
    let constant = |parts: &Vec<Pointer>| {
        let values = world.merged(&world.site(parts.first()?).ok()?).ok()?.values.clone()?;
        values.first().filter(|_| values.len() == 1)?.as_str().map(pascal)
    };
    if let Some(name) = merged.properties.iter().find_map(|(_, parts)| constant(parts)) {
        return name;
    }
    if let Some(name) = merged
        .keyword("title")
        .and_then(Value::as_str)
        .filter(|title| title.len() < 40)
    {
        return pascal(name);
    }
    if let Some(name) = merged.required.first() {
        return named(name);
    }
    match world.shape(at).as_deref() {
        Ok(shape @ (Shape::Scalar(_) | Shape::TextEnum(_) | Shape::List(_))) => branches::kind(shape).to_owned(),
        _ => format!("Variant{index}"),
    }
}

fn operation(world: &World, at: &Pointer, path: &str, method: &str) -> String {
    let id = world
        .document
        .get(at)
        .and_then(|value| value.get("operationId"))
        .and_then(Value::as_str);
    pascal(&id.map_or_else(|| format!("{method} {path}"), str::to_owned))
}

fn up(at: &Pointer, levels: usize) -> Pointer {
    (0..levels).fold(at.clone(), |at, _| at.parent().unwrap_or_default())
}

fn pascal_or_nothing(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        text.to_pascal_case()
    }
}
