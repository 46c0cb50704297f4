//! Places in a document: JSON pointers (RFC 6901) as values that can be extended and compared.
//!
//! Imports nothing of ours. Ordering is by text, so a sorted list of diagnostics is stable.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A JSON pointer, kept in its escaped text form: `/paths/~1streams/get`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the escaped text form, with or without a leading `#`.
    pub fn parse(text: &str) -> Self {
        Self(text.strip_prefix('#').unwrap_or(text).to_owned())
    }

    /// This pointer, one key deeper.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        if key.contains(['~', '/']) {
            text.push_str(&key.replace('~', "~0").replace('/', "~1"));
        } else {
            text.push_str(key);
        }
        Self(text)
    }

    /// This pointer, one list element deeper.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer without its last part; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|cut| Self(self.0[..cut].to_owned()))
    }

    /// The last part, unescaped; empty at the root.
    pub fn last(&self) -> String {
        self.parts().pop().unwrap_or_default()
    }

    /// All parts, unescaped.
    pub fn parts(&self) -> Vec<String> {
        self.0.split('/').skip(1).map(unescaped).collect()
    }

    /// All parts, unescaped, without a copy of those that need none.
    pub fn words(&self) -> Vec<Cow<'_, str>> {
        let word = |part| match unescaped_if_needed(part) {
            Some(word) => Cow::Owned(word),
            None => Cow::Borrowed(part),
        };
        self.0.split('/').skip(1).map(word).collect()
    }

    /// The pointer of the first parts.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        let end = self.0.match_indices('/').nth(count).map_or(self.0.len(), |(at, _)| at);
        Self(self.0[..end].to_owned())
    }

    /// How many parts it has.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The escaped text without `#`, as `serde_json::Value::pointer` takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value at this place, as `serde_json::Value::pointer` finds it, but without an allocation for each part.
    pub fn find<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.0.split('/').skip(1).try_fold(root, |value, part| match value {
            Value::Object(map) if part.contains('~') => map.get(&unescaped(part)),
            Value::Object(map) => map.get(part),
            Value::Array(list) => list.get(index(part)?),
            _ => None,
        })
    }

    /// What follows `prefix`, if this pointer is at or below it.
    pub fn strip(&self, prefix: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// `self` followed by `tail`.
    #[must_use]
    pub fn join(&self, tail: &Self) -> Self {
        Self(format!("{}{}", self.0, tail.0))
    }
}

fn unescaped(part: &str) -> String {
    unescaped_if_needed(part).unwrap_or_else(|| part.to_owned())
}

fn unescaped_if_needed(part: &str) -> Option<String> {
    part.contains('~').then(|| part.replace("~1", "/").replace("~0", "~"))
}

/// The number of a list element: digits without a sign or leading zeros.
fn index(part: &str) -> Option<usize> {
    let is_plain = part == "0" || !part.starts_with(['0', '+']);
    part.parse().ok().filter(|_| is_plain)
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
