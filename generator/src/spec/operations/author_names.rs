//! What an author calls an operation, instead of the name that it would get.

use serde_json::Value;

/// One of the names that an operation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationName {
    /// The method that calls it.
    Method,
    /// The group that the method hangs on.
    Group,
    /// The type of its errors.
    Error,
}

impl OperationName {
    /// The extension by which a document or an overlay chooses the name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Method => "x-client-name",
            Self::Group => "x-client-group",
            Self::Error => "x-client-error",
        }
    }
}

/// The names that are chosen for an operation, by the document, an overlay or `client.toml`.
#[derive(Clone, Debug, Default)]
pub struct ChosenNames {
    /// `x-client-name`
    pub method: Option<String>,
    /// `x-client-group`
    pub group: Option<String>,
    /// `x-client-error`
    pub error: Option<String>,
}

impl ChosenNames {
    /// Those that an operation of the document has as extensions.
    pub(super) fn of(operation: &Value) -> Self {
        let said = |name: OperationName| operation.get(name.extension())?.as_str().map(str::to_owned);
        Self {
            method: said(OperationName::Method),
            group: said(OperationName::Group),
            error: said(OperationName::Error),
        }
    }

    /// The name that is chosen.
    pub fn get(&self, name: OperationName) -> Option<&str> {
        let chosen = match name {
            OperationName::Method => &self.method,
            OperationName::Group => &self.group,
            OperationName::Error => &self.error,
        };
        chosen.as_deref()
    }

    /// Chooses a name.
    pub(super) fn set(&mut self, name: OperationName, word: String) {
        let chosen = match name {
            OperationName::Method => &mut self.method,
            OperationName::Group => &mut self.group,
            OperationName::Error => &mut self.error,
        };
        *chosen = Some(word);
    }
}
