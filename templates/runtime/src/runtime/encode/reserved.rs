//! Which characters of a parameter are percent-encoded.

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::escape::{RESERVED, escape};

/// Reserved characters that mean nothing in a query. `&`, `#`, `+`, `[`, `]` and `%` do, and stay encoded: what the
/// service reads is what the caller gave.
const QUERY_RESERVED_ITEM: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b';')
    .remove(b'=');
const QUERY_RESERVED: &AsciiSet = &QUERY_RESERVED_ITEM.remove(b',');

/// How texts are encoded: by themselves, and among others that a comma may part from them.
#[derive(Clone, Copy)]
pub(crate) struct Escape {
    pub(super) alone: fn(&str) -> String,
    pub(super) item: fn(&str) -> String,
}

impl Escape {
    /// Everything but letters, digits and `-._~`.
    pub(crate) const ALL: Self = Self {
        alone: escape,
        item: escape,
    };
    /// What `allowReserved` allows is left as it is.
    pub(crate) const BUT_RESERVED: Self = Self {
        alone: |text| utf8_percent_encode(text, QUERY_RESERVED).to_string(),
        item: |text| utf8_percent_encode(text, QUERY_RESERVED_ITEM).to_string(),
    };
    pub(super) const NOTHING: Self = Self {
        alone: str::to_owned,
        item: str::to_owned,
    };
}
