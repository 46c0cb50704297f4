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
        let mut pointer = Self(text);
        pointer.enter(key);
        pointer
    }

    /// Goes one key deeper.
    pub fn enter(&mut self, key: &str) {
        self.0.push('/');
        if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
            return self.0.push_str(key);
        }
        for letter in key.chars() {
            match letter {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                letter => self.0.push(letter),
            }
        }
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
        self.keys().map(Cow::into_owned).collect()
    }

    /// All parts, unescaped, without a copy of those that need none.
    pub fn words(&self) -> Vec<Cow<'_, str>> {
        self.keys().collect()
    }

    /// The pointer of the first parts.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        let slashes = self.0.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
        let end = slashes.map(|(at, _)| at).nth(count).unwrap_or(self.0.len());
        Self(self.0[..end].to_owned())
    }

    /// How many parts it has.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }

    /// The escaped text without `#`, as `serde_json::Value::pointer` takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// All parts, unescaped. They are short, and `str::split` is made for long ones.
    fn keys(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let slash = |text: &str| text.bytes().position(|byte| byte == b'/');
        let has_escapes = self.0.contains('~');
        let mut rest = slash(&self.0).map(|at| &self.0[at + 1..]);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = slash(text);
            rest = end.map(|at| &text[at + 1..]);
            let part = &text[..end.unwrap_or(text.len())];
            Some(match has_escapes {
                true => unescaped(part),
                false => Cow::Borrowed(part),
            })
        })
    }

    /// The value at this place, as `serde_json::Value::pointer` finds it, but without an allocation for each part.
    pub fn find<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.keys().try_fold(root, |value, key| match value {
            Value::Object(map) => map.get(&*key),
            Value::Array(list) => list.get(index(&key)?),
            _ => None,
        })
    }

    /// The same, to be changed.
    pub fn find_mut<'v>(&self, root: &'v mut Value) -> Option<&'v mut Value> {
        self.keys().try_fold(root, |value, key| match value {
            Value::Object(map) => map.get_mut(&*key),
            Value::Array(list) => list.get_mut(index(&key)?),
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

fn unescaped(part: &str) -> Cow<'_, str> {
    if !part.contains('~') {
        return Cow::Borrowed(part);
    }
    let mut out = String::with_capacity(part.len());
    let mut letters = part.chars().peekable();
    while let Some(letter) = letters.next() {
        let escape = letters.next_if(|code| letter == '~' && matches!(code, '0' | '1'));
        out.push(match escape {
            Some('1') => '/',
            Some(_) => '~',
            None => letter,
        });
    }
    Cow::Owned(out)
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stands_somewhere_is_what_serde_json_finds() {
        let root = json!({"a/b": {"~1": [1, {"": 2}]}, "": {"": 3}, "~x": 4, "~": 5, "é": {"~/": 6}});
        let texts = [
            "",
            "/",
            "//",
            "/a~1b",
            "/a~1b/~01",
            "/a~1b/~01/0",
            "/a~1b/~01/1/",
            "/a~1b/~01/01",
            "/a~1b/~01/+1",
            "/~0x",
            "/~x",
            "/~",
            "/~0",
            "/é/~0~1",
            "/é/~/",
            "/none",
            "/a~1b/~01/2",
        ];
        for text in texts {
            let (at, found) = (Pointer::parse(text), root.pointer(text));
            assert_eq!(at.find(&root), found, "{text}");
            assert_eq!(at.find_mut(&mut root.clone()), found.cloned().as_mut(), "{text}");
        }
    }
}
