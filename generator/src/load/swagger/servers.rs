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

/// Where requests go.
struct Host {
    /// A name with or without a port, perhaps with holes; `None` if the document does not state it.
    name: Option<String>,
    /// What fills the holes, if it can have any.
    variables: Option<Value>,
    /// Whether it has its own scheme.
    has_scheme: bool,
    /// The key that states it.
    key: &'static str,
}

impl Pass<'_> {
    /// The servers of the document, if it states any.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let schemes = match self.root.get(SCHEMES) {
            Some(value) => self.schemes(value, &Pointer::root().key(SCHEMES)),
            None => Vec::new(),
        };
        let (host, base) = (self.host()?, self.base());
        self.moves
            .made(&Pointer::root().key("servers"), &Pointer::root().key(host.key));
        host.servers(&schemes, &base)
    }

    /// The servers of an operation that has schemes of its own, if it goes to another one than all others.
    pub(super) fn own_servers(&mut self, schemes: &Value, spot: &Spot) -> Option<(String, Value)> {
        let own = self.schemes(schemes, &spot.was.key(SCHEMES));
        let global = self.root.get(SCHEMES).and_then(Value::as_array).into_iter().flatten();
        let global = usable(global.filter_map(Value::as_str));
        if own.is_empty() || own.first() == global.first() {
            return None;
        }
        let host = self.host().filter(|host| host.name.is_some() && !host.has_scheme)?;
        let base = self.base();
        self.moves.made(&spot.is.key("servers"), &spot.was.key(SCHEMES));
        Some(("servers".to_owned(), host.servers(&own, &base)?))
    }

    /// Where requests go; `None` if that cannot be known, which has been told.
    fn host(&mut self) -> Option<Host> {
        match self.root.get(HOST_WITH_HOLES) {
            Some(Value::Object(host)) => return self.with_holes(host),
            None | Some(Value::Null) => {}
            Some(other) => {
                let wrong = Mismatch::of_key(HOST_WITH_HOLES, Expected::Mapping, other);
                let said = Diagnostic::at(Code::WrongType, &Pointer::root().key(HOST_WITH_HOLES), wrong);
                self.say(said.help("it is left out, so that `host` is the server"));
            }
        }
        let name = self.plain_host();
        Some(Host {
            key: if name.is_some() { HOST } else { BASE },
            name,
            variables: None,
            has_scheme: false,
        })
    }

    /// A host with holes, whose parameters are variables. If one has no default, the caller must name the server.
    fn with_holes(&mut self, host: &Map<String, Value>) -> Option<Host> {
        let at = Pointer::root().key(HOST_WITH_HOLES);
        let (mut variables, mut missing) = (Map::new(), Vec::new());
        let listed = host.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in listed.enumerate() {
            let (parameter, _) = self.followed(parameter, &at.key("parameters").index(index));
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            match variable(parameter) {
                Some(variable) => drop(variables.insert(name.to_owned(), variable)),
                None => missing.push(format!("`{name}`")),
            }
        }
        let template = host.get("hostTemplate").and_then(Value::as_str);
        let Some(template) = template.filter(|_| missing.is_empty()) else {
            let message = match missing.is_empty() {
                true => format!("`{HOST_WITH_HOLES}` needs `hostTemplate`"),
                false => format!("no default is known for {} in the host", missing.join(", ")),
            };
            self.say(Diagnostic::at(Code::UnreadableServers, &at, message).help("set `server_url` of the client"));
            return None;
        };
        Some(Host {
            name: Some(template.to_owned()),
            variables: Some(Value::Object(variables)),
            has_scheme: host.get("useSchemePrefix") == Some(&Value::Bool(false)),
            key: HOST_WITH_HOLES,
        })
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

    /// `host`, if it is one.
    fn plain_host(&mut self) -> Option<String> {
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

impl Host {
    /// Its servers. Without a scheme they have that of the document; without a name only the path is known.
    fn servers(&self, schemes: &[&str], base: &str) -> Option<Value> {
        let urls = match (&self.name, schemes) {
            (None, _) if base.is_empty() => return None,
            (None, _) => vec![base.to_owned()],
            (Some(name), _) if self.has_scheme => vec![format!("{name}{base}")],
            (Some(name), []) => vec![format!("//{name}{base}")],
            (Some(name), schemes) => schemes
                .iter()
                .map(|scheme| format!("{scheme}://{name}{base}"))
                .collect(),
        };
        let each = urls.iter().map(|url| match &self.variables {
            Some(variables) => json!({ "url": url, "variables": variables }),
            None => json!({ "url": url }),
        });
        Some(each.collect())
    }
}

/// A parameter of a host as a variable, if a value is known that it can have.
fn variable(parameter: &Value) -> Option<Value> {
    let values = parameter.get("enum");
    let default = parameter.get("default").or_else(|| values?.get(0))?;
    let about = [
        ("default", Some(default)),
        ("enum", values),
        ("description", parameter.get("description")),
    ];
    let about = about
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
    Some(Value::Object(about.collect()))
}
