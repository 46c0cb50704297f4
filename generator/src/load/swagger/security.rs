//! `securityDefinitions`: `basic` is a scheme of HTTP, and each flow of OAuth has another name.

use serde_json::{Map, Value, json};

use super::pass::{Pass, Spot};
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch};

const TYPES: &[&str] = &["basic", "apiKey", "oauth2"];

/// The flows: in Swagger, and in OpenAPI 3 with the URLs that each has.
const FLOWS: [(&str, &str, &[&str]); 4] = [
    ("implicit", "implicit", &["authorizationUrl"]),
    ("password", "password", &["tokenUrl"]),
    ("application", "clientCredentials", &["tokenUrl"]),
    ("accessCode", "authorizationCode", &["authorizationUrl", "tokenUrl"]),
];

const FLOW_NAMES: &[&str] = &["implicit", "password", "application", "accessCode"];

impl Pass<'_> {
    /// A security scheme; `None` if its type is not one of Swagger 2.0.
    pub(super) fn scheme(&mut self, value: &Value, spot: &Spot) -> Option<Value> {
        let Some(map) = value.as_object().filter(|map| !map.contains_key("$ref")) else {
            return Some(value.clone());
        };
        let kept = map
            .iter()
            .filter(|(key, _)| *key == "description" || key.starts_with("x-"));
        let mut out: Map<String, Value> = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
        match map.get("type").and_then(Value::as_str) {
            Some("basic") => {
                out.insert("type".to_owned(), json!("http"));
                out.insert("scheme".to_owned(), json!("basic"));
                self.moves.made(&spot.is.key("scheme"), &spot.was.key("type"));
            }
            Some("oauth2") => {
                out.insert("type".to_owned(), json!("oauth2"));
                out.insert("flows".to_owned(), self.flows(map, spot));
                self.moves.made(&spot.is.key("flows"), &spot.was.key("flow"));
            }
            Some(other) if !TYPES.contains(&other) => {
                self.say(wrong_word("type", TYPES, other, spot).fix(Action::remove(spot.was.clone())));
                return None;
            }
            // What an API key has, and what is wrong, is the same.
            _ => return Some(value.clone()),
        }
        Some(Value::Object(out))
    }

    fn flows(&mut self, map: &Map<String, Value>, spot: &Spot) -> Value {
        let Some(flow) = map.get("flow") else {
            let said = Diagnostic::at(Code::MissingKey, &spot.was, "a scheme of type `oauth2` needs `flow`");
            let help = format!(
                "it is left out; an overlay can add one of `{}`",
                FLOW_NAMES.join("`, `")
            );
            self.say(said.help(help).fix(Action::remove(spot.was.clone())));
            return json!({});
        };
        let flow = flow.as_str().unwrap_or_default();
        let Some((_, name, urls)) = FLOWS.iter().find(|(known, ..)| *known == flow) else {
            let said = wrong_word("flow", FLOW_NAMES, flow, spot);
            self.say(said.fix(Action::remove(spot.was.clone())));
            return json!({});
        };
        let scopes = map.get("scopes").and_then(Value::as_object).into_iter().flatten();
        let scopes = scopes.map(|(scope, about)| (scope.clone(), json!(about.as_str().unwrap_or_default())));
        let mut out = Map::new();
        for url in *urls {
            // A client is given its tokens or the URL, so that nothing is lost with one that is missing.
            let value = map.get(*url).and_then(Value::as_str).unwrap_or_default();
            out.insert((*url).to_owned(), json!(value));
        }
        out.insert("scopes".to_owned(), Value::Object(scopes.collect()));
        json!({ *name: out })
    }
}

fn wrong_word(key: &'static str, words: &'static [&'static str], found: &str, spot: &Spot) -> Diagnostic {
    let wrong = Mismatch::of_key(key, Expected::Word(words), &json!(found));
    let said = Diagnostic::at(Code::BadValue, &spot.was.key(key), wrong);
    said.help("it is left out; an overlay can correct the document")
}
