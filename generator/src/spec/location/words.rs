//! Parts of pointers, unescaped.

use crate::pointer::Pointer;

/// The pointer of these parts.
pub(super) fn pointer(words: &[&str]) -> Pointer {
    words.iter().fold(Pointer::root(), |at, word| at.key(word))
}
