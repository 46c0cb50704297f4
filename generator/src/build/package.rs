//! Whether the package that is built can hold the module: its edition, and its dependencies.
//!
//! In: the manifest that the client would have as a crate, and that of the package. Out: what is missing, with the lines to add.

use toml::{Table, Value};

use crate::manifest::dependency;

/// What is wrong with a package: in one sentence, and what to do about it.
pub(super) struct Unfit {
    pub(super) message: String,
    pub(super) help: String,
}

/// Compares the manifests. What the client has as optional is needed only if it is listed. A manifest that cannot be read is cargo's to refuse.
pub(super) fn check(client: &str, package: &str, needed: &[String]) -> Option<Unfit> {
    let (client, package): (Table, Table) = (client.parse().ok()?, package.parse().ok()?);
    edition(&package).or_else(|| dependencies(&client, &package, needed))
}

fn edition(package: &Table) -> Option<Unfit> {
    let edition = match package.get("package")?.get("edition") {
        Some(Value::String(edition)) => edition.as_str(),
        Some(_) => return None,
        None => "2015",
    };
    let is_old = edition.parse().is_ok_and(|year: u32| year < 2024);
    is_old.then(|| Unfit {
        message: format!("the client is Rust of edition 2024, and the package has edition {edition}"),
        help: "write `edition = \"2024\"` to [package], or make the client a crate: `oasmith generate`".to_owned(),
    })
}

fn dependencies(client: &Table, package: &Table, listed: &[String]) -> Option<Unfit> {
    let mut needed = table(client, "dependencies");
    for (name, features) in defaults(client) {
        if let Some(Value::Table(spec)) = needed.get_mut(&name) {
            let list = spec.entry("features").or_insert_with(|| Value::Array(Vec::new()));
            list.as_array_mut().into_iter().for_each(|list| add(list, &features));
        }
    }
    for (_, spec) in needed.iter_mut().filter(|(name, _)| listed.contains(name)) {
        spec.as_table_mut().and_then(|spec| spec.remove("optional"));
    }
    let has = present(package);
    let is_optional = |spec: &Value| spec.get("optional").and_then(Value::as_bool) == Some(true);
    let is_missing = |(name, spec): &(&String, &Value)| !is_optional(spec) && !has.contains(name);
    let lines: Vec<String> = needed
        .iter()
        .filter(is_missing)
        .map(|(name, spec)| format!("{name} = {}", dependency(spec)))
        .collect();
    (!lines.is_empty()).then(|| Unfit {
        message: match lines.len() {
            1 => "the client needs a dependency that the package does not have".to_owned(),
            many => format!("the client needs {many} dependencies that the package does not have"),
        },
        help: format!("add to [dependencies]:\n{}", lines.join("\n")),
    })
}

/// Adds features to a list that does not have them yet.
fn add(list: &mut Vec<Value>, features: &[String]) {
    for feature in features {
        if list.iter().all(|known| known.as_str() != Some(feature)) {
            list.push(feature.as_str().into());
        }
    }
}

/// What the default features of the client switch on in its dependencies.
fn defaults(client: &Table) -> Vec<(String, Vec<String>)> {
    let features = table(client, "features");
    let list = |name: &str| {
        let list = features.get(name).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let inner = list("default").into_iter().flat_map(|name| list(&name));
    let pairs = inner.filter_map(|text| {
        text.split_once('/')
            .map(|(name, feature)| (name.to_owned(), vec![feature.to_owned()]))
    });
    pairs.collect()
}

/// The names of all dependencies of a package, for any platform.
fn present(package: &Table) -> Vec<String> {
    let of_targets = table(package, "target")
        .into_iter()
        .filter_map(|(_, target)| target.as_table().cloned());
    let all = std::iter::once(package.clone()).chain(of_targets);
    all.flat_map(|table_of| table(&table_of, "dependencies").into_iter().map(|(name, _)| name))
        .collect()
}

fn table(of: &Table, key: &str) -> Table {
    of.get(key).and_then(Value::as_table).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: &str = "[features]\ndefault = [\"rustls\"]\nrustls = [\"reqwest/rustls\"]\nother = [\"reqwest/other\"]\n\
        [dependencies]\nbytes = \"1\"\nreqwest = { version = \"0.13\", features = [\"gzip\"], default-features = false }\n\
        zip = { version = \"9\", optional = true }\n";

    #[test]
    fn what_is_missing_is_told() {
        let head = "[package]\nname = \"a\"\nedition = \"2024\"\n";
        let both = "add to [dependencies]:\nbytes = \"1\"\n\
            reqwest = { version = \"0.13\", default-features = false, features = [\"gzip\", \"rustls\"] }";
        let table = [
            ("", Some(both)),
            (
                "[dependencies]\nreqwest = \"0.13\"\n",
                Some("add to [dependencies]:\nbytes = \"1\""),
            ),
            (
                "[dependencies]\nreqwest.workspace = true\n[target.'cfg(unix)'.dependencies]\nbytes = \"1\"\n",
                None,
            ),
            ("[dev-dependencies]\nbytes = \"1\"\nreqwest = \"0.13\"\n", Some(both)),
        ];
        for (dependencies, help) in table {
            let unfit = check(CLIENT, &format!("{head}{dependencies}"), &[]);
            assert_eq!(unfit.as_ref().map(|unfit| unfit.help.as_str()), help, "{dependencies}");
        }
    }

    #[test]
    fn what_only_a_part_needs_is_needed_too() {
        let package =
            "[package]\nname = \"a\"\nedition = \"2024\"\n[dependencies]\nbytes = \"1\"\nreqwest = \"0.13\"\n";
        assert!(check(CLIENT, package, &[]).is_none());
        let unfit = check(CLIENT, package, &["zip".to_owned()]).expect("zip is missing");
        assert_eq!(unfit.help, "add to [dependencies]:\nzip = \"9\"");
    }

    #[test]
    fn old_editions_are_told() {
        for (edition, is_old) in [
            ("edition = \"2021\"", true),
            ("", true),
            ("edition.workspace = true", false),
        ] {
            let unfit = check("", &format!("[package]\nname = \"a\"\n{edition}\n"), &[]);
            assert_eq!(unfit.is_some(), is_old, "{edition}");
        }
    }
}
