//! Words that name nothing, and what was probably meant.

use std::fmt;

use crate::alike::{least_unlike, nearest};

/// What a word that names nothing could have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Near<'a> {
    /// There is nothing that could be named.
    Nothing,
    /// A word that is almost the same.
    Alike(&'a str),
    /// All words, if they are few.
    OneOf(Vec<&'a str>),
    /// The nearest of many words.
    Nearest(&'a str),
}

/// More words than this are no help.
const MANY: usize = 24;

impl<'a> Near<'a> {
    /// What of the known words a word could have been.
    pub fn of(word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        if let Some(other) = nearest(word, known.iter().copied()) {
            return Self::Alike(other);
        }
        match least_unlike(word, known.iter().copied()) {
            None => Self::Nothing,
            Some(_) if known.len() <= MANY => Self::OneOf(known),
            Some(other) => Self::Nearest(other),
        }
    }
}

impl fmt::Display for Near<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("there is none at all"),
            Self::Alike(other) => write!(f, "did you mean `{other}`?"),
            Self::OneOf(known) => write!(f, "there are: {}", known.join(", ")),
            Self::Nearest(other) => write!(f, "the nearest is `{other}`"),
        }
    }
}

/// What to do about a word that names nothing: the nearest that names something, or all of them if they are few.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    Near::of(word, known).to_string()
}
