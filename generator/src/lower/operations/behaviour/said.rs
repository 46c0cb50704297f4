//! What an extension says, read strictly.

use serde_json::{Map, Value};

use crate::diag::{Cause, Code, Diagnostic};
use crate::lower::drafts::MethodDraft;
use crate::pointer::Pointer;
use crate::spec::{Key, KeysFault, extension, keys_fault};

/// An extension that is an object.
pub(super) struct Said<'a> {
    name: &'static str,
    at: Pointer,
    keys: &'static [Key],
    members: &'a Map<String, Value>,
}

impl<'a> Said<'a> {
    /// The extension of an operation, with the keys that the vocabulary has and no others; `None` if it is not there or `false`.
    pub(super) fn of(method: &'a MethodDraft, name: &'static str) -> Result<Option<Self>, Box<Diagnostic>> {
        let (at, keys) = (
            place(method, name),
            extension(name).map_or(&[][..], |known| known.form.keys()),
        );
        let members = match method.call.spec.extensions.get(name) {
            None | Some(Value::Bool(false)) => return Ok(None),
            Some(Value::Object(members)) => members,
            Some(_) => return Err(unusable(&at, format!("`{name}` is no object"))),
        };
        let said = Self {
            name,
            at,
            keys,
            members,
        };
        match keys_fault(keys, members) {
            None => Ok(Some(said)),
            Some(KeysFault { what, help }) => {
                let mut fault = said.fault(what);
                fault.help = help.or(fault.help);
                Err(fault)
            }
        }
    }

    /// What a reader makes of all keys.
    pub(super) fn read<T>(
        &self,
        read: impl Fn(&Map<String, Value>) -> Result<T, String>,
    ) -> Result<T, Box<Diagnostic>> {
        read(self.members).map_err(|what| self.fault(what))
    }

    /// The value of a key, which the vocabulary has: nothing is read that the reference does not list.
    fn get(&self, key: &str) -> Option<&'a Value> {
        debug_assert!(
            self.keys.iter().any(|known| known.name == key),
            "`{}` has no key `{key}`",
            self.name
        );
        self.members.get(key)
    }

    pub(super) fn fault(&self, what: impl std::fmt::Display) -> Box<Diagnostic> {
        unusable(&self.at, format!("`{}` {what}", self.name))
    }

    pub(super) fn optional_text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Value::as_str).map(str::to_owned)
    }

    pub(super) fn text(&self, key: &str, default: &str) -> String {
        self.optional_text(key).unwrap_or_else(|| default.to_owned())
    }

    /// A text that must be there, always or beside another key.
    pub(super) fn needed_text(&self, key: &str) -> Result<String, Box<Diagnostic>> {
        self.optional_text(key)
            .ok_or_else(|| self.fault(format_args!("needs `{key}`")))
    }

    pub(super) fn number(&self, key: &str) -> Option<u64> {
        self.get(key).and_then(Value::as_u64)
    }

    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        let items = self.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// A list of HTTP statuses.
    pub(super) fn statuses(&self, key: &str) -> Vec<u16> {
        let items = self.get(key).and_then(Value::as_array).into_iter().flatten();
        let numbers = items.filter_map(Value::as_u64);
        numbers.filter_map(|number| u16::try_from(number).ok()).collect()
    }

    /// The members of an object, in its order.
    pub(super) fn pairs(&self, key: &str) -> Vec<(String, Value)> {
        let pairs = self.get(key).and_then(Value::as_object).into_iter().flatten();
        pairs.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// A pair of a name and an integer, as an object with one key.
    pub(super) fn setting(&self, key: &str) -> Option<(String, u64)> {
        let (name, value) = self.get(key)?.as_object()?.iter().next()?;
        Some((name.clone(), value.as_u64()?))
    }
}

/// The place of an extension.
pub(super) fn place(method: &MethodDraft, name: &str) -> Pointer {
    method.call.spec.at.key(name)
}

/// An extension that cannot be used.
pub(super) fn unusable(at: &Pointer, cause: impl Into<Cause>) -> Box<Diagnostic> {
    Box::new(Diagnostic::at(Code::UnusableExtension, at, cause))
}
