//! A place of a document, chosen among all of them.

use serde_json::Value;

use super::choices::Choices;

/// A step into a value: the place it starts from, by number, and the key or the position.
struct Step<'a> {
    from: usize,
    key: Option<&'a str>,
    position: usize,
}

/// A place of the tree: deep ones as likely as others, because a walk from the root ends early.
pub(super) fn place(root: &Value, choices: &mut Choices<'_>) -> String {
    let step = |from, key, position| Step { from, key, position };
    let (mut all, mut todo) = (Vec::new(), vec![(step(0, None, 0), root)]);
    while let Some((last, value)) = todo.pop() {
        let here = all.len();
        all.push(last);
        match value {
            Value::Object(map) => todo.extend(map.iter().map(|(key, child)| (step(here, Some(key), 0), child))),
            Value::Array(list) => {
                todo.extend(
                    list.iter()
                        .enumerate()
                        .map(|(position, child)| (step(here, None, position), child)),
                );
            }
            _ => {}
        }
    }
    // Only the place that is chosen becomes text: to write them all takes longer than to generate a small client.
    let (mut steps, mut here) = (Vec::new(), choices.below(all.len()));
    while here > 0 {
        let Step { from, key, position } = &all[here];
        steps.push(key.map_or_else(|| format!("/{position}"), |key| format!("/{}", escaped(key))));
        here = *from;
    }
    steps.into_iter().rev().collect()
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
