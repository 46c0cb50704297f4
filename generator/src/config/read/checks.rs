//! What all sections check words with: a word that cannot stand where it does is an error at its place.

use toml::Spanned;

use crate::config::{ConfigError, Entry};

pub(super) const CRATE_NAME: &str = "use letters, digits, `-` and `_`, and begin with a letter";

/// Whether this is the path of a Rust type, without arguments.
pub fn is_rust_path(path: &str) -> bool {
    path.strip_prefix("::").unwrap_or(path).split("::").all(is_word)
}

/// Whether this is a Rust name, as far as letters go.
pub(super) fn is_word(word: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !word.starts_with(|first: char| first.is_ascii_digit()) && !word.is_empty() && word.chars().all(is_letter)
}

pub(super) fn all(list: Vec<Spanned<String>>, good: fn(&str) -> bool, help: &str) -> Result<Vec<String>, ConfigError> {
    list.into_iter().map(|item| checked(item, good, help)).collect()
}

/// Words that are not empty.
pub(super) fn words(list: Vec<Spanned<String>>) -> Result<Vec<Entry>, ConfigError> {
    entries(
        list,
        |word| !word.trim().is_empty(),
        "name something, or leave the entry out",
    )
}

/// Entries that can be pointed at later.
pub(super) fn entries(
    list: Vec<Spanned<String>>,
    good: fn(&str) -> bool,
    help: &str,
) -> Result<Vec<Entry>, ConfigError> {
    list.into_iter().map(|item| entry(item, good, help)).collect()
}

/// An entry that can be pointed at later.
pub(super) fn entry(item: Spanned<String>, good: fn(&str) -> bool, help: &str) -> Result<Entry, ConfigError> {
    let span = item.span();
    let text = checked(item, good, help)?;
    Ok(Entry { text, span })
}

pub(super) fn checked(value: Spanned<String>, good: fn(&str) -> bool, help: &str) -> Result<String, ConfigError> {
    if good(value.get_ref()) {
        return Ok(value.into_inner());
    }
    Err(error(format!("`{}` cannot stand here", value.get_ref()), &value, help))
}

pub(super) fn error<T>(message: impl Into<String>, at: &Spanned<T>, help: &str) -> ConfigError {
    ConfigError {
        message: message.into(),
        span: at.span(),
        help: Some(help.to_owned()),
    }
}
