//! What an extension says, read strictly.

use serde_json::{Map, Value};

use crate::diag::{Cause, Code, Diagnostic};
use crate::lower::drafts::MethodDraft;
use crate::pointer::Pointer;

/// An extension that is an object.
pub(super) struct Said<'a> {
    name: &'static str,
    at: Pointer,
    members: &'a Map<String, Value>,
}

impl<'a> Said<'a> {
    /// The extension of an operation, with these keys and no others; `None` if it is not there or `false`.
    pub(super) fn of(
        method: &'a MethodDraft,
        name: &'static str,
        keys: &[&str],
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let at = place(method, name);
        let members = match method.spec.extensions.get(name) {
            None | Some(Value::Bool(false)) => return Ok(None),
            Some(Value::Object(members)) => members,
            Some(_) => return Err(unusable(&at, format!("`{name}` is no object"))),
        };
        let said = Self { name, at, members };
        match members.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(Box::new(
                said.fault(format!("has no key `{key}`"))
                    .help(format!("there are: {}", keys.join(", "))),
            )),
            None => Ok(Some(said)),
        }
    }

    /// What a reader makes of all keys.
    pub(super) fn read<T>(
        &self,
        read: impl Fn(&Map<String, Value>) -> Result<T, String>,
    ) -> Result<T, Box<Diagnostic>> {
        read(self.members).map_err(|what| self.fault(what))
    }

    pub(super) fn fault(&self, what: impl std::fmt::Display) -> Box<Diagnostic> {
        unusable(&self.at, format!("`{}` {what}", self.name))
    }

    pub(super) fn optional_text(&self, key: &str) -> Result<Option<String>, Box<Diagnostic>> {
        match self.members.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.fault(format_args!("wants a text for `{key}`"))),
        }
    }

    pub(super) fn text(&self, key: &str, default: &str) -> Result<String, Box<Diagnostic>> {
        Ok(self.optional_text(key)?.unwrap_or_else(|| default.to_owned()))
    }

    pub(super) fn needed_text(&self, key: &str) -> Result<String, Box<Diagnostic>> {
        self.optional_text(key)?
            .ok_or_else(|| self.fault(format_args!("needs `{key}`")))
    }

    pub(super) fn number(&self, key: &str) -> Result<Option<u64>, Box<Diagnostic>> {
        match self.members.get(key) {
            None => Ok(None),
            Some(value) => match value.as_u64() {
                Some(number) => Ok(Some(number)),
                None => Err(self.fault(format_args!("wants a whole number for `{key}`"))),
            },
        }
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Box<Diagnostic>> {
        let fault = || self.fault(format_args!("wants a list of texts for `{key}`"));
        let Some(value) = self.members.get(key) else {
            return Ok(Vec::new());
        };
        let items = value.as_array().ok_or_else(fault)?;
        items
            .iter()
            .map(|item| item.as_str().map(str::to_owned).ok_or_else(fault))
            .collect()
    }

    /// A list of HTTP statuses.
    pub(super) fn statuses(&self, key: &str) -> Result<Vec<u16>, Box<Diagnostic>> {
        let fault = || self.fault(format_args!("wants a list of HTTP statuses for `{key}`"));
        let Some(value) = self.members.get(key) else {
            return Ok(Vec::new());
        };
        let status = |item: &Value| {
            let number = item.as_u64().and_then(|number| u16::try_from(number).ok());
            number.filter(|number| (100..600).contains(number)).ok_or_else(fault)
        };
        value.as_array().ok_or_else(fault)?.iter().map(status).collect()
    }

    /// An object of texts or numbers, in its order.
    pub(super) fn pairs(&self, key: &str) -> Result<Vec<(String, Value)>, Box<Diagnostic>> {
        match self.members.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Object(pairs)) => Ok(pairs.iter().map(|(key, value)| (key.clone(), value.clone())).collect()),
            Some(_) => Err(self.fault(format_args!("wants an object for `{key}`"))),
        }
    }

    /// A pair of a name and a whole number, as an object with one key.
    pub(super) fn setting(&self, key: &str) -> Result<Option<(String, u64)>, Box<Diagnostic>> {
        let pairs = self.pairs(key)?;
        match &pairs[..] {
            [] => Ok(None),
            [(name, value)] if value.is_u64() => Ok(value.as_u64().map(|value| (name.clone(), value))),
            _ => Err(self.fault(format_args!("wants one name with a whole number for `{key}`"))),
        }
    }
}

/// The place of an extension.
pub(super) fn place(method: &MethodDraft, name: &str) -> Pointer {
    method.spec.at.key(name)
}

/// An extension that cannot be used.
pub(super) fn unusable(at: &Pointer, cause: impl Into<Cause>) -> Box<Diagnostic> {
    Box::new(Diagnostic::at(Code::UnusableExtension, at, cause))
}
