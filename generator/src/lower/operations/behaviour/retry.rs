//! What a repetition does: said by `x-client-retry`, or inferred from the method.

use serde_json::Value;

use super::said::{Said, place, unusable};
use crate::diag::Diagnostic;
use crate::lower::drafts::MethodDraft;
use crate::plan::Retry;

const NAME: &str = "x-client-retry";

/// The class, and the statuses besides the usual ones after which the operation may be sent again.
pub(super) fn retry(method: &MethodDraft) -> Result<(Retry, Vec<u16>), Box<Diagnostic>> {
    let inferred = match method.call.spec.method.sent().as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => Retry::Read,
        "PUT" | "DELETE" => Retry::Idempotent,
        _ => Retry::Create,
    };
    match method.call.spec.extensions.get(NAME) {
        Some(Value::String(word)) => Ok((class(method, word)?, Vec::new())),
        _ => match Said::of(method, NAME)? {
            None => Ok((inferred, Vec::new())),
            Some(said) => {
                let class = said
                    .optional_text("class")
                    .map(|word| class(method, &word))
                    .transpose()?;
                let statuses = said.statuses("statuses");
                Ok((class.unwrap_or(inferred), statuses))
            }
        },
    }
}

fn class(method: &MethodDraft, word: &str) -> Result<Retry, Box<Diagnostic>> {
    match word {
        "read" => Ok(Retry::Read),
        "idempotent" => Ok(Retry::Idempotent),
        "keyed" => Ok(Retry::Keyed),
        "create" => Ok(Retry::Create),
        _ => {
            let fault = unusable(&place(method, NAME), format!("`{NAME}` has no class `{word}`"));
            Err(Box::new(fault.help("there are: read, idempotent, keyed, create")))
        }
    }
}
