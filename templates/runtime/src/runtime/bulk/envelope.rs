use serde_json::Value;

use super::rules::Bulk;
use crate::runtime::Request;

/// What a body has around its items.
pub(super) struct Envelope {
    pub(super) request: Request,
    pub(super) before: Vec<u8>,
}

impl Envelope {
    pub(super) fn of<O: Bulk>(operation: &O) -> Self {
        let request = operation.request();
        let body = serde_json::from_slice(&request.body_bytes()).unwrap_or_default();
        let Value::Object(mut members) = body else {
            return Self::with(request, O::RULES.items, "{".to_owned());
        };
        members.remove(O::RULES.items);
        let mut before = Value::Object(members).to_string();
        // Open again, for the list comes last.
        before.pop();
        if before.len() > 1 {
            before.push(',');
        }
        Self::with(request, O::RULES.items, before)
    }

    fn with(request: Request, items: &str, mut before: String) -> Self {
        before.push_str(&Value::from(items).to_string());
        before.push_str(":[");
        Self {
            request,
            before: before.into_bytes(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.before.len() + "]}".len()
    }
}
