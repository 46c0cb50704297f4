//! For a JSONPath that matches nothing: which step fails and why, and the nearest path that exists.

mod filter;
mod segments;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::alike::nearest;
use crate::load::describe::kind as word;
use crate::load::references::target::{Target, parse};
use filter::held;
use segments::{PathStep, Segment, joined, segments};

/// So many keys are named.
const NAMED: usize = 6;
/// Steps of a suggestion; references in a circle would never end it.
const STEPS: usize = 64;

/// What there is to say about a path that matches nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Missed {
    /// Which step fails.
    pub(super) why: String,
    /// What exists instead.
    pub(super) help: String,
}

/// Follows a path as far as it leads.
pub(super) fn missed(target: &str, root: &Value) -> Missed {
    let all = segments(target);
    let mut known = "$".to_owned();
    for (at, segment) in all.iter().enumerate() {
        let next = format!("{known}{}", segment.text);
        if found(&next, root).is_empty() {
            let rest = all.get(at..).unwrap_or_default();
            return Missed {
                why: why(&known, segment, &found(&known, root)),
                help: help(&known, rest, root),
            };
        }
        known = next;
    }
    Missed {
        why: "a path starts with `$`, the document".to_owned(),
        help: "write `$.paths['/things'].get`, for example".to_owned(),
    }
}

/// What a path matches; nothing if it cannot be read.
fn found<'a>(path: &str, root: &'a Value) -> Vec<&'a Value> {
    JsonPath::parse(path).map_or_else(|_| Vec::new(), |path| path.query(root).all())
}

/// Why a step leads nowhere from the places `nodes`, which `known` matches.
fn why(known: &str, segment: &Segment<'_>, nodes: &[&Value]) -> String {
    let place = place(known);
    match (&segment.kind, nodes) {
        (PathStep::Filter(filter), _) => {
            let held = held(filter, nodes);
            match held.members() {
                0 => format!("{place} has nothing that `?{filter}` could fit"),
                1 => format!("the one member of {place} does not fit `?{filter}`{}", held.words()),
                many => format!("none of the {many} members of {place} fits `?{filter}`{}", held.words()),
            }
        }
        (PathStep::Below(below), _) => format!("nothing below {place} is `{below}`"),
        (PathStep::Key(_) | PathStep::Other, [node]) if reference(node).is_some() => {
            format!("{place} is a reference, and a path leads through none")
        }
        (PathStep::Key(key), [Value::Object(_)]) => format!("{place} has no `{key}`"),
        (PathStep::Key(key), [one]) => format!("{place} is {}, which has no key `{key}`", word(one)),
        (PathStep::Key(key), many) => format!("{place} matches {} places, and none has `{key}`", many.len()),
        (PathStep::Other, [Value::Array(list)]) => format!("{place} is a list of {}", list.len()),
        (PathStep::Other, _) => format!("{place} has nothing at `{}`", segment.text),
    }
}

fn place(known: &str) -> String {
    match known {
        "$" => "the document".to_owned(),
        path => format!("`{path}`"),
    }
}

/// The nearest path that exists.
fn help(known: &str, rest: &[Segment<'_>], root: &Value) -> String {
    match mended(known, rest, root) {
        (path, true) => format!("the nearest is `{path}`"),
        (path, false) if path == known => match found(known, root).as_slice() {
            [Value::Object(map)] if (1..=NAMED).contains(&map.len()) => {
                let keys: Vec<String> = map.keys().map(|key| format!("`{key}`")).collect();
                format!("the nearest that exists is `{known}`; it has {}", keys.join(", "))
            }
            _ => format!("the nearest that exists is `{known}`"),
        },
        (path, false) => format!("the nearest that exists is `{path}`"),
    }
}

/// A path that begins like `known` and goes on like `rest` as far as the document allows, and whether that is to its end.
fn mended(known: &str, rest: &[Segment<'_>], root: &Value) -> (String, bool) {
    let (mut path, mut rest) = (known.to_owned(), rest);
    for _ in 0..STEPS {
        let Some((segment, after)) = rest.split_first() else {
            return (path, true);
        };
        let nodes = found(&path, root);
        let straight = format!("{path}{}", segment.text);
        if !found(&straight, root).is_empty() {
            (path, rest) = (straight, after);
        } else if let Some(step) = other_step(&path, segment, &nodes) {
            (path, rest) = (step, after);
        } else if let Some(target) = nodes.first().and_then(|node| reference(node)) {
            path = target;
        } else {
            break;
        }
    }
    (path, false)
}

/// The path with the step that was probably meant.
fn other_step(path: &str, segment: &Segment<'_>, nodes: &[&Value]) -> Option<String> {
    match &segment.kind {
        PathStep::Key(key) => {
            let maps = nodes.iter().filter_map(|node| node.as_object());
            let keys: Vec<&str> = maps.flat_map(|map| map.keys().map(String::as_str)).collect();
            near_key(key, &keys).map(|near| joined(path, near))
        }
        PathStep::Filter(filter) => Some(format!("{path}[?{}]", held(filter, nodes).meant(filter)?)),
        PathStep::Below(_) | PathStep::Other => None,
    }
}

/// The key that was probably meant: a route whose holes are called otherwise, a slip, or a route with another beginning.
fn near_key<'a>(key: &str, keys: &[&'a str]) -> Option<&'a str> {
    let routes = || {
        keys.iter()
            .copied()
            .filter(|other| key.starts_with('/') && other.starts_with('/'))
    };
    let same = || routes().find(|other| without_names(other) == without_names(key));
    let tail =
        || routes().find(|other| key.len() > 2 && other.len() > 2 && (other.ends_with(key) || key.ends_with(other)));
    same().or_else(|| nearest(key, keys.iter().copied())).or_else(tail)
}

/// A route with nothing in its holes: `/things/{id}` and `/things/{thingId}` are the same.
fn without_names(route: &str) -> String {
    let parts = route.split('{').enumerate();
    parts
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.split_once('}').map_or(part, |(_, rest)| rest)
            }
        })
        .collect::<Vec<_>>()
        .join("{}")
}

/// The path of what a value refers to, if it is a reference within the document.
fn reference(node: &Value) -> Option<String> {
    match parse(node.get("$ref")?.as_str()?) {
        Target::Place(None, at) => Some(at.parts().iter().fold("$".to_owned(), |path, part| joined(&path, part))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        json!({
            "paths": {
                "/streams": {"get": {"parameters": [{"name": "limit"}, {"name": "cursor"}, {"$ref": "#/components/parameters/P"}]}, "post": {}},
                "/streams/{streamId}": {"get": {}},
            },
            "tags": [{"name": "a"}],
            "components": {
                "schemas": {"Function": {"properties": {"name": {}}}, "Alias": {"$ref": "#/components/schemas/Function"}},
                "parameters": {"P": {"name": "p", "schema": {}}},
            },
        })
    }

    #[test]
    fn what_is_said() {
        let table = [
            (
                "$.components.schemas.Funtion",
                "`$.components.schemas` has no `Funtion`",
                "the nearest is `$.components.schemas.Function`",
            ),
            (
                "$.paths['/stream'].get",
                "`$.paths` has no `/stream`",
                "the nearest is `$.paths['/streams'].get`",
            ),
            (
                "$.path['/stream'].gt.parameters[?@.name=='limt']",
                "the document has no `path`",
                "the nearest is `$.paths['/streams'].get.parameters[?@.name=='limit']`",
            ),
            (
                "$.paths['/v1/streams'].delete",
                "`$.paths` has no `/v1/streams`",
                "the nearest that exists is `$.paths['/streams']`",
            ),
            (
                "$.paths['/streams/{id}'].get",
                "`$.paths` has no `/streams/{id}`",
                "the nearest is `$.paths['/streams/{streamId}'].get`",
            ),
            (
                "$.paths['/streams'].delete",
                "`$.paths['/streams']` has no `delete`",
                "the nearest that exists is `$.paths['/streams']`; it has `get`, `post`",
            ),
            (
                "$.components.schemas.*.items",
                "`$.components.schemas.*` matches 2 places, and none has `items`",
                "the nearest that exists is `$.components.schemas.*`",
            ),
            (
                "$.components.schemas.Alias.properties.nam",
                "`$.components.schemas.Alias` is a reference, and a path leads through none",
                "the nearest is `$.components.schemas.Function.properties.name`",
            ),
            (
                "$.paths['/streams'].get.parameters[?@.name == 'limt'].schema",
                "none of the 3 members of `$.paths['/streams'].get.parameters` fits `?@.name == 'limt'`; `@.name` is 'limit', \
                 'cursor'; one is a reference, and a path leads through none",
                "the nearest that exists is `$.paths['/streams'].get.parameters[?@.name == 'limit']`",
            ),
            (
                "$.paths[?@.x == 'a]b'].get",
                "none of the 2 members of `$.paths` fits `?@.x == 'a]b'`; none has `@.x`",
                "the nearest that exists is `$.paths`; it has `/streams`, `/streams/{streamId}`",
            ),
            (
                "$.tags[4]",
                "`$.tags` is a list of 1",
                "the nearest that exists is `$.tags`",
            ),
            (
                "$.tags.name",
                "`$.tags` is a list, which has no key `name`",
                "the nearest that exists is `$.tags`",
            ),
            (
                "$..nothing",
                "nothing below the document is `nothing`",
                "the nearest that exists is `$`; it has `paths`, `tags`, `components`",
            ),
        ];
        for (target, why, help) in table {
            let said = missed(target, &document());
            assert_eq!((said.why.as_str(), said.help.as_str()), (why, help), "{target}");
        }
    }

    #[test]
    fn references_in_a_circle_end() {
        let root = json!({"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}});
        assert_eq!(
            missed("$.a.c", &root).why,
            "`$.a` is a reference, and a path leads through none"
        );
    }
}
