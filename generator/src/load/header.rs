//! Whether a file is an OpenAPI document of a version that we read.

use serde_json::{Map, Value};

use super::describe::kind;
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::pointer::Pointer;

/// Why a document is refused: where, what, and what to do.
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) at: Pointer,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

impl Refusal {
    /// The message for a place.
    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        let error = Diagnostic::new(self.code, place, self.message.clone()).severity(Severity::Error);
        match self.help {
            Some(help) => error.help(help),
            None => error,
        }
    }
}

/// Checks the head of a document.
pub(super) fn check(root: &Value) -> Result<(), Refusal> {
    let Some(map) = root.as_object() else {
        let message = format!("an OpenAPI document is a mapping, and this is {}", kind(root));
        return Err(Refusal {
            code: Code::NotOpenapi,
            at: Pointer::root(),
            message,
            help: Some(HEAD_HELP),
        });
    };
    match (map.get("openapi"), map.get("swagger")) {
        (Some(version), _) => check_version(version).and_then(|()| check_parts(map)),
        (None, Some(version)) => Err(Refusal {
            code: Code::UnsupportedVersion,
            at: Pointer::root().key("swagger"),
            message: format!("this is Swagger {}, and OpenAPI 3.0 or 3.1 is needed", text(version)),
            help: Some("convert it once, for example with `swagger2openapi`, and keep the result"),
        }),
        (None, None) => Err(Refusal {
            code: Code::NotOpenapi,
            at: Pointer::root(),
            message: "there is no key `openapi`, so this is not an OpenAPI document".to_owned(),
            help: Some(HEAD_HELP),
        }),
    }
}

const HEAD_HELP: &str = "a document starts with `openapi: 3.1.0` or `openapi: 3.0.3`";

/// The parts that are united with those of other documents must be what they should be.
fn check_parts(map: &Map<String, Value>) -> Result<(), Refusal> {
    let wrong = ["paths", "webhooks", "components"].into_iter().find_map(|key| {
        Some((
            key,
            map.get(key).filter(|value| !value.is_object() && !value.is_null())?,
        ))
    });
    match wrong {
        None => Ok(()),
        Some((key, value)) => Err(Refusal {
            code: Code::WrongType,
            at: Pointer::root().key(key),
            message: format!("`{key}` must be a mapping, and this is {}", kind(value)),
            help: Some("its entries are written `name: …`, without a `-`"),
        }),
    }
}

fn check_version(version: &Value) -> Result<(), Refusal> {
    let shown = text(version);
    let mut numbers = shown
        .split('.')
        .map(|part| part.split(['-', '+']).next().unwrap_or(part).parse::<u32>());
    let at = Pointer::root().key("openapi");
    let refuse = |message: String, help| {
        Err(Refusal {
            code: Code::UnsupportedVersion,
            at,
            message,
            help: Some(help),
        })
    };
    match (numbers.next(), numbers.next()) {
        (Some(Ok(3)), Some(Ok(0 | 1))) => Ok(()),
        (Some(Ok(3)), Some(Ok(_))) => refuse(
            format!("OpenAPI {shown} is newer than what is read here, 3.0 and 3.1"),
            "if nothing of the newer version is used, write `openapi: 3.1.0`",
        ),
        _ => refuse(
            format!("`{shown}` is no version of OpenAPI that is read here"),
            "write the version in full, `openapi: 3.1.0`",
        ),
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
        ] {
            assert!(check(&json!({"openapi": good})).is_ok(), "{good}");
        }
        for bad in [
            json!("2.0"),
            json!("3.2.0"),
            json!("banana"),
            json!("3"),
            json!(3),
            json!(null),
            json!(""),
        ] {
            assert!(check(&json!({"openapi": bad})).is_err(), "{bad}");
        }
    }
}
