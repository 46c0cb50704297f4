//! What a lock keeps of an element of a list, as text: its marks, or the elements that it may have become.

use std::fmt;

use super::super::likeness::Marks;

/// What the text of a doubt begins with.
const IN_DOUBT: &str = "? ";

/// What is kept of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) enum Trace {
    /// What it is like.
    Marks(Marks),
    /// The labels of the two elements of which one is what it was, until somebody settles which. One of them may be gone.
    Either(String, Option<String>),
    /// What it was like before it was in doubt, as version 4 has it.
    InDoubt(Marks),
}

impl Trace {
    /// Reads what `fmt` writes.
    pub(in crate::lower::names::lock) fn parse(text: &str) -> Option<Self> {
        let Some(doubt) = text.strip_prefix(IN_DOUBT) else {
            return Marks::parse(text).map(Self::Marks);
        };
        match serde_json::from_str::<(String, Option<String>)>(doubt) {
            // Until now, one that is left was written twice.
            Ok((one, other)) => {
                let other = other.filter(|other| *other != one);
                Some(Self::Either(one, other))
            }
            Err(_) => Marks::parse(doubt).map(Self::InDoubt),
        }
    }

    /// What the element is like, if that is known and not in doubt.
    pub(in crate::lower::names::lock) fn marks(&self) -> Option<&Marks> {
        match self {
            Self::Marks(marks) => Some(marks),
            Self::Either(..) | Self::InDoubt(_) => None,
        }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Marks(marks) => marks.fmt(f),
            Self::Either(one, other) => write!(f, "{IN_DOUBT}{}", serde_json::json!([one, other])),
            Self::InDoubt(marks) => write!(f, "{IN_DOUBT}{marks}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Trace;
    use crate::lower::names::lock::likeness::marked;

    #[test]
    fn a_trace_is_what_it_was_written_from() {
        let marks = marked(&[&json!({"type": "object"})]).remove(0).marks;
        let either = Trace::Either("key:a".to_owned(), Some("title:\"b\", c".to_owned()));
        let alone = Trace::Either("key:a".to_owned(), None);
        for trace in [Trace::Marks(marks.clone()), Trace::InDoubt(marks), either, alone] {
            assert_eq!(Trace::parse(&trace.to_string()), Some(trace));
        }
        assert_eq!(Trace::parse("? 12"), None);
    }
}
