//! Servers: the URL with the defaults of its variables, and the values that these may have.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diag::{Action, Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// Checks the servers of the document, which are those that a client begins with.
pub(super) fn check(root: &Value, found: &mut Findings) {
    let servers = root.get("servers").and_then(Value::as_array).into_iter().flatten();
    let at = Pointer::root().key("servers");
    for (index, server) in servers.enumerate() {
        // A client begins with the first.
        if index == 0 {
            location(server, &at.index(index).key("url"), found);
        }
        let variables = server.get("variables").and_then(Value::as_object).into_iter().flatten();
        for (name, variable) in variables {
            if let Some(map) = variable.as_object() {
                self::variable(map, &at.index(index).key("variables").key(name), found);
            }
        }
    }
}

/// Checks that the URL of a server is one with the defaults of its variables.
fn location(server: &Value, at: &Pointer, found: &mut Findings) {
    let Some(url) = server.get("url").and_then(Value::as_str) else {
        return;
    };
    let default = |name: &str| Some(server.get("variables")?.get(name)?.get("default")?.to_string());
    let (mut filled, mut rest) = (String::new(), url);
    while let Some((before, name, after)) = hole(rest) {
        let Some(value) = default(name) else {
            let message = format!("`{{{name}}}` in the URL of the server is not one of its variables");
            let said = Diagnostic::at(Code::ServerVariable, at, message).severity(Severity::Gap);
            let said =
                said.help("without a value there is no URL: declare the variable, or set `server_url` of the client");
            found.said.push(said);
            return;
        };
        filled.extend([before, value.trim_matches('"')]);
        rest = after;
    }
    filled.push_str(rest);
    let scheme = filled.split_once("://").map(|(scheme, _)| scheme.to_lowercase());
    let wrong = match scheme.as_deref() {
        Some(scheme) if scheme != "http" && scheme != "https" => "is neither http nor https",
        _ if filled.contains(['?', '#']) => "has a query or a fragment, which is not the same for all requests",
        _ => return,
    };
    let message = format!("the URL of the server, `{filled}`, {wrong}");
    let said = Diagnostic::at(Code::UnreadableServers, at, message);
    found
        .said
        .push(said.help("until it is corrected, set `server_url` of the client"));
}

/// The first hole of a URL: what stands before it, its name, what stands after it.
fn hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
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
