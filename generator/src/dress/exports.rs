//! What a client re-exports of the runtime: what its documentation is about.
//!
//! In: the root of the runtime's crate, which is part of the program. Out: a `use` of the names that it has with the features
//! of a client, and one for each set of parts that add features.

use std::collections::BTreeSet;

use super::cfg::condition;
use super::layers;
use super::tailor::resolved;
use crate::plan::{Package, RuntimeFeature};

/// How the root of the runtime says what applications use.
const EXPORT: &str = "pub use runtime::";

/// The widest line.
const WIDTH: usize = 120;

/// The lines of one `use` of all names below this path.
pub(super) fn of_runtime(path: &str, on: &BTreeSet<RuntimeFeature>) -> Vec<String> {
    import(path, &names(on))
}

/// The same for a client whose parts need more: besides what is always there, a `use` for each set of parts.
pub(super) fn by_parts(path: &str, package: &Package) -> Vec<String> {
    let mut needed = package.runtime_by_parts();
    let always = needed.remove(&Vec::new()).unwrap_or_default();
    let known = names(&always);
    let mut lines = import(path, &known);
    for (parts, features) in needed {
        let more = &names(&(&always | &features)) - &known;
        if let Some(condition) = condition(&parts).filter(|_| !more.is_empty()) {
            lines.push(format!("#[cfg({condition})]"));
            lines.extend(import(path, &more));
        }
    }
    lines
}

/// What the root of the runtime has with these features.
fn names(on: &BTreeSet<RuntimeFeature>) -> BTreeSet<String> {
    let root = resolved(layers::runtime_root(), on);
    let lists = root.split(EXPORT).skip(1).filter_map(|rest| rest.split(';').next());
    let names = lists.flat_map(|list| list.split(['{', '}', ',']));
    let names = names.map(str::trim).filter(|name| name.starts_with(char::is_uppercase));
    names.map(str::to_owned).collect()
}

fn import(path: &str, names: &BTreeSet<String>) -> Vec<String> {
    let all = Vec::from_iter(names.iter().map(String::as_str)).join(", ");
    let short = format!("pub use {path}::{{{all}}};");
    if short.len() <= WIDTH {
        return vec![short];
    }
    let mut lines = vec![format!("pub use {path}::{{"), String::from("   ")];
    for name in names {
        let last = lines.last().map_or(0, String::len);
        if last + name.len() + 2 > WIDTH {
            lines.push(String::from("   "));
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&format!(" {name},"));
        }
    }
    lines.push("};".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_the_names_of_its_features() {
        let few = of_runtime("runtime", &BTreeSet::new());
        assert_eq!(few[0], "pub use runtime::{");
        assert!(
            few[1].starts_with("    Body, BodySource, ") && few.last().is_some_and(|line| line == "};"),
            "{few:#?}"
        );
        assert!(few.iter().all(|line| line.len() <= WIDTH), "{few:#?}");
        let all = of_runtime("a", &BTreeSet::from(RuntimeFeature::ALL)).concat();
        assert!(
            all.contains(" BulkSend,") && !few.concat().contains("BulkSend") && !all.contains("blocking"),
            "{all}"
        );
    }
}
