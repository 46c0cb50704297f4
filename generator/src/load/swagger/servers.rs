//! `schemes`, `host` and `basePath`: the server that requests go to.

use serde_json::{Map, Value, json};

use super::pass::{Pass, Spot};
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::pointer::Pointer;

const SCHEMES: &str = "schemes";
const HOST: &str = "host";
const BASE: &str = "basePath";
/// An extension of Azure, in place of `host`.
const HOST_WITH_HOLES: &str = "x-ms-parameterized-host";

/// Those of Swagger 2.0. A client speaks the first two; it prefers the first.
const KNOWN: &[&str] = &["https", "http", "ws", "wss"];

impl Pass<'_> {
    /// The servers of the document, if it states any.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let schemes = match self.root.get(SCHEMES) {
            Some(value) => self.schemes(value, &Pointer::root().key(SCHEMES)),
            None => Vec::new(),
        };
        if let Some(Value::Object(host)) = self.root.get(HOST_WITH_HOLES) {
            return self.with_holes(host, &schemes);
        }
        let (host, base) = (self.host(), self.base());
        let urls = urls(&schemes, host.as_deref(), &base);
        let stated = if host.is_some() { HOST } else { BASE };
        self.moves
            .made(&Pointer::root().key("servers"), &Pointer::root().key(stated));
        (!urls.is_empty()).then(|| list(&urls))
    }

    /// The servers of a host with holes, whose parameters are variables. If one has no default, the caller must name the server.
    fn with_holes(&mut self, host: &Map<String, Value>, schemes: &[&str]) -> Option<Value> {
        let at = Pointer::root().key(HOST_WITH_HOLES);
        let (mut variables, mut missing) = (Map::new(), Vec::new());
        let listed = host.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in listed.enumerate() {
            let (parameter, _) = self.followed(parameter, &at.key("parameters").index(index));
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let values = parameter.get("enum");
            let Some(default) = parameter.get("default").or_else(|| values?.get(0)) else {
                missing.push(format!("`{name}`"));
                continue;
            };
            let about = [
                ("default", Some(default)),
                ("enum", values),
                ("description", parameter.get("description")),
            ];
            let about = about
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
            variables.insert(name.to_owned(), Value::Object(about.collect()));
        }
        let Some(template) = host
            .get("hostTemplate")
            .and_then(Value::as_str)
            .filter(|_| missing.is_empty())
        else {
            let message = match missing.is_empty() {
                true => format!("`{HOST_WITH_HOLES}` needs `hostTemplate`"),
                false => format!("no default is known for {} in the host", missing.join(", ")),
            };
            self.say(Diagnostic::at(Code::UnreadableServers, &at, message).help("set `server_url` of the client"));
            return None;
        };
        let base = self.base();
        let urls = match host.get("useSchemePrefix") {
            Some(Value::Bool(false)) => vec![format!("{template}{base}")],
            _ => urls(schemes, Some(template), &base),
        };
        self.moves.made(&Pointer::root().key("servers"), &at);
        let each = urls.iter().map(|url| json!({ "url": url, "variables": variables }));
        Some(each.collect())
    }

    /// The servers of an operation that has schemes of its own, if it goes to another one than all others.
    pub(super) fn own_servers(&mut self, schemes: &Value, spot: &Spot) -> Option<(String, Value)> {
        let own = self.schemes(schemes, &spot.was.key(SCHEMES));
        let global = self.root.get(SCHEMES).and_then(Value::as_array).into_iter().flatten();
        let global = usable(global.filter_map(Value::as_str));
        if own.is_empty() || own.first() == global.first() {
            return None;
        }
        let (host, base) = (self.host()?, self.base());
        self.moves.made(&spot.is.key("servers"), &spot.was.key(SCHEMES));
        Some(("servers".to_owned(), list(&urls(&own, Some(&host), &base))))
    }

    /// The schemes that a client speaks, the best one first.
    fn schemes(&mut self, value: &Value, at: &Pointer) -> Vec<&'static str> {
        let Some(all) = value.as_array() else {
            let wrong = Mismatch::of_key(SCHEMES, Expected::List, value);
            let said = Diagnostic::at(Code::WrongType, at, wrong).severity(Severity::Warning);
            self.say(said.help("it is left out, so that the scheme is `https`"));
            return Vec::new();
        };
        for (index, one) in all.iter().enumerate() {
            if !one.as_str().is_some_and(|word| KNOWN.contains(&word)) {
                let wrong = Mismatch::of_key(SCHEMES, Expected::Word(KNOWN), one);
                let said = Diagnostic::at(Code::BadValue, &at.index(index), wrong).help("it is left out");
                self.say(said.fix(Action::remove(at.index(index))));
            }
        }
        let usable = usable(all.iter().filter_map(Value::as_str));
        let has_sockets = all.iter().any(|one| one == "ws" || one == "wss");
        if usable.is_empty() && has_sockets {
            let message = "requests are sent by http or https, and the schemes are those of web sockets";
            let said = Diagnostic::at(Code::UnreadableServers, at, message);
            self.say(said.help("it is read as `https`; set `server_url` of the client to something else"));
        }
        usable
    }

    fn host(&mut self) -> Option<String> {
        let at = Pointer::root().key(HOST);
        match self.root.get(HOST)? {
            Value::Null => None,
            Value::String(host) if host.trim().is_empty() => None,
            Value::String(host) if !host.contains('/') => Some(host.trim().to_owned()),
            Value::String(host) => {
                let message = format!("`host` is a name with or without a port, and `{host}` has more");
                let said = Diagnostic::at(Code::UnreadableServers, &at, message);
                self.say(said.help("set `server_url` of the client, or correct it: the scheme belongs to `schemes`, the path to `basePath`"));
                None
            }
            other => {
                let wrong = Mismatch::of_key(HOST, Expected::Text, other);
                self.say(Diagnostic::at(Code::WrongType, &at, wrong).help("set `server_url` of the client"));
                None
            }
        }
    }

    /// The path that all paths begin with, without a slash at its end.
    fn base(&mut self) -> String {
        let at = Pointer::root().key(BASE);
        match self.root.get(BASE) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(base)) => {
                let whole = match base.trim_end_matches('/') {
                    "" => String::new(),
                    path if path.starts_with('/') => path.to_owned(),
                    path => format!("/{path}"),
                };
                if !base.is_empty() && !base.starts_with('/') {
                    let message = format!("`{BASE}` must begin with `/`, found `{base}`, which is read as `{whole}`");
                    let said = Diagnostic::at(Code::BadValue, &at, message).severity(Severity::Warning);
                    self.say(said.fix(Action::update(Pointer::root(), json!({ BASE: whole }))));
                }
                whole
            }
            Some(other) => {
                let wrong = Mismatch::of_key(BASE, Expected::Text, other);
                self.say(Diagnostic::at(Code::WrongType, &at, wrong).help("set `server_url` of the client"));
                String::new()
            }
        }
    }
}

/// The schemes that a client speaks, the best one first.
fn usable<'t>(schemes: impl Iterator<Item = &'t str>) -> Vec<&'static str> {
    let stated: Vec<&str> = schemes.collect();
    let known = KNOWN[..2].iter().copied();
    known.filter(|scheme| stated.contains(scheme)).collect()
}

/// The URLs of a host. Without a scheme it has that of the document; without a host only the path is known.
fn urls(schemes: &[&str], host: Option<&str>, base: &str) -> Vec<String> {
    match (host, schemes) {
        (None, _) if base.is_empty() => Vec::new(),
        (None, _) => vec![base.to_owned()],
        (Some(host), []) => vec![format!("//{host}{base}")],
        (Some(host), schemes) => schemes
            .iter()
            .map(|scheme| format!("{scheme}://{host}{base}"))
            .collect(),
    }
}

fn list(urls: &[String]) -> Value {
    let each = urls.iter().map(|url| Map::from_iter([("url".to_owned(), json!(url))]));
    each.map(Value::Object).collect()
}
