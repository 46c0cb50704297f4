//! Whether a file is an OpenAPI document of a version that we read.

use serde_json::{Map, Value};

use super::describe::kind;
use super::kinds;
use super::references::dialect::Dialect;
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::pointer::Pointer;

/// Why a document is refused: where, what, and what to do.
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) at: Pointer,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Refusal {
    /// The same of a document that only overlays made so.
    pub(super) fn after_overlays(self) -> Self {
        let message = format!("after the overlays, {}", self.message);
        Self { message, ..self }
    }

    /// The message for a place.
    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        let error = Diagnostic::new(self.code, place, self.message.clone());
        error.severity(Severity::Error).help(self.help)
    }
}

/// The newest minor version of OpenAPI 3 that is known here.
const NEWEST: u32 = 2;

/// The minor version that a document of OpenAPI 3 states.
pub(super) fn minor_version(root: &Value) -> Option<u32> {
    let version = text(root.get("openapi")?);
    let mut numbers = version
        .split('.')
        .map(|part| part.split(['-', '+']).next().unwrap_or(part).parse().ok());
    numbers.next().flatten().filter(|major: &u32| *major == 3)?;
    numbers.next()?
}

/// Says that a document is of a later version than the newest one known here, if it is.
pub(super) fn newer(root: &Value) -> Option<Diagnostic> {
    minor_version(root).filter(|minor| *minor > NEWEST)?;
    let shown = root.get("openapi").map(text)?;
    let message = format!("OpenAPI {shown} is read as OpenAPI 3.{NEWEST}, the newest version known here");
    let said = Diagnostic::at(Code::UnsupportedVersion, &Pointer::root().key("openapi"), message);
    let said = said.severity(Severity::Warning);
    Some(said.help("keys that only the newer version has are not looked at"))
}

/// Whether a document has another form than the first one.
pub(super) fn of_another_form(first: &Value, other: &Value) -> Option<Refusal> {
    let (key, words) = match (Dialect::of(first), Dialect::of(other)) {
        (Dialect::Openapi, Dialect::Swagger) => ("swagger", "this is Swagger 2.0, and the first document is OpenAPI 3"),
        (Dialect::Swagger, Dialect::Openapi) => ("openapi", "this is OpenAPI 3, and the first document is Swagger 2.0"),
        _ => return None,
    };
    Some(Refusal {
        code: Code::UnsupportedVersion,
        at: Pointer::root().key(key),
        message: words.to_owned(),
        help: "the documents of one API have one form: convert one of them, or make two clients",
    })
}

/// Checks the head of a document.
pub(super) fn check(root: &Value) -> Result<(), Refusal> {
    check_form(root)?;
    check_version(root)
}

/// Checks the head of a document but for its version, which an overlay may correct.
pub(super) fn check_form(root: &Value) -> Result<(), Refusal> {
    let Some(map) = root.as_object() else {
        let message = format!("an OpenAPI document is a mapping, and this is {}", kind(root));
        return Err(Refusal {
            code: Code::NotOpenapi,
            at: Pointer::root(),
            message,
            help: HEAD_HELP,
        });
    };
    match (map.get("openapi"), map.get("swagger")) {
        (Some(_), _) => check_parts(map, &["paths", "webhooks", "components"]),
        (None, Some(_)) => check_parts(
            map,
            &["paths", "definitions", "parameters", "responses", "securityDefinitions"],
        ),
        (None, None) => {
            let (message, help) = match kinds::kind(map) {
                Some(kind) => (format!("this is {}, and not an OpenAPI document", kind.name), kind.help),
                None => (
                    "there is no key `openapi`, so this is not an OpenAPI document".to_owned(),
                    HEAD_HELP,
                ),
            };
            Err(Refusal {
                code: Code::NotOpenapi,
                at: Pointer::root(),
                message,
                help,
            })
        }
    }
}

const HEAD_HELP: &str = "a document starts with its version, for example `openapi: 3.1.0`";

/// The parts that are united with those of other documents must be what they should be.
fn check_parts(map: &Map<String, Value>, parts: &[&str]) -> Result<(), Refusal> {
    let wrong = parts.iter().find_map(|key| {
        Some((
            *key,
            map.get(*key).filter(|value| !value.is_object() && !value.is_null())?,
        ))
    });
    match wrong {
        None => Ok(()),
        Some((key, value)) => Err(Refusal {
            code: Code::WrongType,
            at: Pointer::root().key(key),
            message: format!("`{key}` must be a mapping, and this is {}", kind(value)),
            help: "its entries are written `name: …`, without a `-`",
        }),
    }
}

/// Checks the version, which is the one that the overlays leave.
pub(super) fn check_version(root: &Value) -> Result<(), Refusal> {
    let refused = |key: &str, name: &str, version: &Value| Refusal {
        code: Code::UnsupportedVersion,
        at: Pointer::root().key(key),
        message: format!("`{}` is not a version of {name} that is read here", text(version)),
        help: "OpenAPI 3.0, 3.1 and 3.2 are, and Swagger 2.0; write the version in full, `openapi: 3.1.0`",
    };
    match (root.get("openapi"), root.get("swagger")) {
        (Some(version), _) if minor_version(root).is_none() => Err(refused("openapi", "OpenAPI", version)),
        (None, Some(version)) if !["2", "2.0"].contains(&text(version).as_str()) => {
            Err(refused("swagger", "Swagger", version))
        }
        _ => Ok(()),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions() {
        for good in [
            json!("3.0.0"),
            json!("3.0.3"),
            json!("3.1.0"),
            json!("3.1.0-rc1"),
            json!("3.1"),
            json!(3.0),
            json!("3.2.0"),
            json!("3.10.0"),
        ] {
            assert!(check(&json!({"openapi": good})).is_ok(), "{good}");
        }
        for (swagger, is_read) in [
            (json!("2.0"), true),
            (json!(2.0), true),
            (json!(2), true),
            (json!("3.0"), false),
        ] {
            assert_eq!(check(&json!({"swagger": swagger})).is_ok(), is_read, "{swagger}");
        }
        for bad in [
            json!("2.0"),
            json!("4.0.0"),
            json!("banana"),
            json!("3"),
            json!(3),
            json!(null),
            json!(""),
        ] {
            assert!(check(&json!({"openapi": bad})).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_later_versions_are_newer() {
        for (version, is_newer) in [
            ("3.1.0", false),
            ("3.2.7", false),
            ("3.3.0", true),
            ("3.10", true),
            ("4.0.0", false),
        ] {
            assert_eq!(newer(&json!({"openapi": version})).is_some(), is_newer, "{version}");
        }
    }
}
