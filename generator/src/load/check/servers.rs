//! Variables of servers: a value that may be chosen, and one that is taken if none is.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diag::{Action, Code, Diagnostic};
use crate::pointer::Pointer;

/// Checks the servers of the document, which are those that a client begins with.
pub(super) fn check(root: &Value, found: &mut Findings) {
    let servers = root.get("servers").and_then(Value::as_array).into_iter().flatten();
    let at = Pointer::root().key("servers");
    for (index, server) in servers.enumerate() {
        let variables = server.get("variables").and_then(Value::as_object).into_iter().flatten();
        for (name, variable) in variables {
            if let Some(map) = variable.as_object() {
                self::variable(map, &at.index(index).key("variables").key(name), found);
            }
        }
    }
}

fn variable(map: &Map<String, Value>, at: &Pointer, found: &mut Findings) {
    let (Some(default), Some(Value::Array(values))) = (map.get("default"), map.get("enum")) else {
        return;
    };
    let is_listed = values.iter().any(|value| value == default);
    if is_listed {
        return;
    }
    let message = if values.is_empty() {
        "the variable has an empty `enum`, so no value may be chosen".to_owned()
    } else {
        format!("the default {default} is none of the values that may be chosen")
    };
    let said = Diagnostic::at(Code::ServerVariable, &at.key("enum"), message);
    let said = said.help("the default is taken, and any other value too");
    found
        .said
        .push(said.fix(Action::update(at.clone(), json!({ "enum": [default] }))));
}
