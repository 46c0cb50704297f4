//! For a JSONPath that matches nothing: how far it leads, and what is there instead.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::load::suggest::nearest;

/// One sentence about the longest beginning of a path that still matches.
pub(super) fn nearest_existing(target: &str, root: &Value) -> String {
    let cuts = cuts(target);
    let longest = cuts.iter().rev().find_map(|&cut| {
        let nodes = JsonPath::parse(&target[..cut]).ok()?.query(root).all();
        (!nodes.is_empty()).then_some((cut, nodes))
    });
    let Some((cut, nodes)) = longest else {
        return "a path starts with `$`, the document".to_owned();
    };
    let end = cuts.iter().copied().find(|&end| end > cut).unwrap_or(target.len());
    let (known, segment) = (&target[..cut], &target[cut..end]);
    let keys = nodes
        .iter()
        .filter_map(|node| node.as_object())
        .flat_map(|map| map.keys().map(String::as_str));
    match nearest(name(segment), keys) {
        Some(near) => format!(
            "did you mean `{}`? The path leads as far as `{known}`",
            joined(known, near)
        ),
        None => format!("the path leads as far as `{known}`, which has no `{}`", name(segment)),
    }
}

/// The ends of the beginnings of a path: after `$`, and after each `.name` and `[…]`.
fn cuts(target: &str) -> Vec<usize> {
    let (mut cuts, mut depth, mut quote) = (Vec::new(), 0usize, None);
    let mut escaped = false;
    for (at, letter) in target.char_indices() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '[') => {
                if depth == 0 && at > 0 {
                    cuts.push(at);
                }
                depth += 1;
            }
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '.') if depth == 0 && !target[..at].ends_with('.') => cuts.push(at),
            (None, _) => {}
        }
    }
    cuts.push(target.len());
    cuts
}

/// The key that a segment asks for, without its decoration.
fn name(segment: &str) -> &str {
    segment
        .trim_start_matches(['.', '['])
        .trim_end_matches(']')
        .trim_matches(['\'', '"'])
}

fn joined(known: &str, key: &str) -> String {
    let plain =
        key.starts_with(char::is_alphabetic) && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if plain {
        format!("{known}.{key}")
    } else {
        format!("{known}['{}']", key.replace('\'', "\\'"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nearest_paths() {
        let root =
            json!({"paths": {"/streams": {"get": {}}}, "components": {"schemas": {"Function": {"properties": {}}}}});
        let table = [
            (
                "$.components.schemas.Funtion",
                "did you mean `$.components.schemas.Function`? The path leads as far as `$.components.schemas`",
            ),
            (
                "$.paths['/stream'].get",
                "did you mean `$.paths['/streams']`? The path leads as far as `$.paths`",
            ),
            (
                "$.paths['/streams'].delete",
                "the path leads as far as `$.paths['/streams']`, which has no `delete`",
            ),
            (
                "$.components.schemas.*.items",
                "the path leads as far as `$.components.schemas.*`, which has no `items`",
            ),
            (
                "$.paths[?@.x == 'a]b'].get",
                "the path leads as far as `$.paths`, which has no `?@.x == 'a]b`",
            ),
        ];
        for (target, help) in table {
            assert_eq!(nearest_existing(target, &root), help, "{target}");
        }
    }
}
