//! Servers: the URL with the defaults of its variables, and the values that these may have.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diag::{Action, Code, Diagnostic, Severity};
use crate::load::references::slot::Slot;
use crate::load::references::walk::{Trail, TrailStep};
use crate::pointer::Pointer;

/// Checks the servers that the document, a path or an operation lists.
pub(super) fn check(holder: &Map<String, Value>, slot: Slot, trail: &Trail<'_>, found: &mut Findings) {
    let way_out = match slot {
        Slot::Document => "set `server_url` of the client",
        _ => "set `redirect_server` of the client",
    };
    let servers = holder.get("servers").and_then(Value::as_array).into_iter().flatten();
    let at = trail.below(TrailStep::Key("servers")).pointer();
    for (index, server) in servers.enumerate() {
        // Requests begin with the first.
        if index == 0 {
            let said = location(server, &at.index(index).key("url"));
            found
                .said
                .extend(said.map(|said| said.help(format!("until it is corrected, {way_out}"))));
        }
        let variables = server.get("variables").and_then(Value::as_object).into_iter().flatten();
        for (name, variable) in variables {
            if let Some(map) = variable.as_object() {
                self::variable(map, &at.index(index).key("variables").key(name), found);
            }
        }
    }
}

/// What is wrong with the URL of a server that has the defaults of its variables.
fn location(server: &Value, at: &Pointer) -> Option<Diagnostic> {
    let url = server.get("url")?.as_str()?;
    let default = |name: &str| Some(server.get("variables")?.get(name)?.get("default")?.to_string());
    let (mut filled, mut rest) = (String::new(), url);
    while let Some((before, name, after)) = hole(rest) {
        let Some(value) = default(name) else {
            let message = format!("`{{{name}}}` in the URL of the server is not one of its variables");
            return Some(Diagnostic::at(Code::ServerVariable, at, message).severity(Severity::Gap));
        };
        filled.extend([before, value.trim_matches('"')]);
        rest = after;
    }
    filled.push_str(rest);
    // `//host` has the scheme of the document.
    let (scheme, after) = match (filled.split_once("://"), filled.strip_prefix("//")) {
        (Some((scheme, after)), _) => (scheme.to_lowercase(), after),
        (None, after) => (String::new(), after.unwrap_or_default()),
    };
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    // The text is not repeated: there may be a password in it.
    if authority.contains('@') {
        let message = "the URL of the server has a user or a password, which the client does not take from there";
        return Some(Diagnostic::at(Code::UnreadableServers, at, message));
    }
    let wrong = match scheme.as_str() {
        "" | "http" | "https" if filled.contains(['?', '#']) => {
            "has a query or a fragment, which is not the same for all requests"
        }
        "" | "http" | "https" => return None,
        _ => "is neither http nor https",
    };
    let message = format!("the URL of the server, `{filled}`, {wrong}");
    Some(Diagnostic::at(Code::UnreadableServers, at, message))
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
