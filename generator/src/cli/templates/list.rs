//! `oasmith templates list`.

use crate::dress::layers::{Layered, Layers};

/// Name, layer and state of each file, in columns.
pub(super) fn list(layers: &Layers) -> String {
    let width = |of: fn(&Layered) -> usize| layers.values().map(of).max().unwrap_or(0);
    let (name, layer) = (width(|file| file.name.len()), width(|file| file.layer.len()));
    let mut files: Vec<&Layered> = layers.values().collect();
    files.sort_by_key(|file| &file.name);
    let lines = files.into_iter().map(|file| {
        let line = format!("{:name$}  {:layer$}  {}", file.name, file.layer, state(file));
        format!("{}\n", line.trim_end())
    });
    lines.collect()
}

/// What has become of a file, in a few words.
fn state(file: &Layered) -> String {
    let original = file.replaces.as_deref();
    match (&file.ejected, original) {
        (Some(_), None) => "ejected; its original is gone".to_owned(),
        (Some(_), Some(original)) => {
            let mine = if file.own() == original.own() {
                "unchanged"
            } else {
                "changed"
            };
            match file.is_stale() {
                true => format!(
                    "ejected from {}, {mine}; the original has changed since",
                    original.layer
                ),
                false => format!("ejected from {}, {mine}", original.layer),
            }
        }
        (None, Some(original)) if original.name == file.name => format!("replaces that of {}", original.layer),
        (None, Some(original)) => format!("replaces {} of {}", original.name, original.layer),
        (None, None) => String::new(),
    }
}
