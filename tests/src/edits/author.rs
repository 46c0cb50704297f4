//! Edits by which the author chooses names.

use super::grow::TAGS;
use super::outline::Outline;
use crate::fuzz::Choices;

/// What things are called.
type Chosen = Vec<(String, String)>;

/// Chooses a name that nothing has, or a group, for a component or an operation; gives what is called by it.
pub(super) fn choose(out: &mut Outline, choices: &mut Choices) -> (&'static str, Option<Chosen>) {
    let id = out.new_id();
    if choices.once_in(2) {
        let index = choices.below(out.components.len());
        // A choice that is a branch of another one has no type, so its name would be without effect.
        if out.is_branch(out.components[index].schema.id) {
            return ("a name of a schema", None);
        }
        let (component, name) = (&mut out.components[index], format!("Chosen{id}"));
        component.said = Some(name.clone());
        let chosen = (format!("type {}", component.schema.id), format!("models::{name}"));
        return ("a name of a schema", Some(vec![chosen]));
    }
    let index = choices.below(out.operations.len());
    let operation = &mut out.operations[index];
    let group = operation.group;
    if choices.once_in(2) {
        operation.group = Some(choices.one(&TAGS));
    }
    if group == operation.group {
        operation.said = Some(format!("chosen_{id}"));
    }
    let Some((group, method)) = operation.group.zip(operation.said.as_ref()) else {
        let unknown = ["method", "request"].map(|kind| (format!("{kind} {}", operation.id), String::new()));
        return ("a name of an operation", Some(unknown.to_vec()));
    };
    let (group, number) = (group.to_lowercase(), method.trim_start_matches("chosen_"));
    let chosen = vec![
        (format!("method {}", operation.id), format!("{group}().{method}()")),
        (format!("request {}", operation.id), format!("{group}::Chosen{number}")),
    ];
    ("a name of an operation", Some(chosen))
}
