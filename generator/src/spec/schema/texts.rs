//! Keywords of texts: their length and pattern, and what they contain.

use serde_json::Number;

use super::keywords::Keywords;

/// Keywords of texts.
#[derive(Clone, Debug, Default)]
pub struct TextKeywords<'a> {
    /// `minLength`.
    pub min_length: Option<&'a Number>,
    /// `maxLength`.
    pub max_length: Option<&'a Number>,
    /// `pattern`.
    pub pattern: Option<&'a str>,
    /// The format that `contentEncoding` and `contentMediaType` amount to: `byte` or `binary`.
    pub content: Option<&'static str>,
}

impl<'a> TextKeywords<'a> {
    /// Whether there is neither a length nor a pattern.
    pub fn is_empty(&self) -> bool {
        self.min_length.is_none() && self.max_length.is_none() && self.pattern.is_none()
    }

    pub(super) fn read(keywords: Keywords<'a, '_>) -> Self {
        Self {
            min_length: keywords.number("minLength"),
            max_length: keywords.number("maxLength"),
            pattern: keywords.text("pattern"),
            content: content(keywords),
        }
    }
}

/// `contentEncoding: base64` is `format: byte`, `base64url` a format of its own, and a `contentMediaType` that is not text is `format: binary`.
pub(super) fn content(keywords: Keywords<'_, '_>) -> Option<&'static str> {
    let text = |key: &str| keywords.text(key).map(str::to_ascii_lowercase);
    match (text("contentEncoding").as_deref(), text("contentMediaType")) {
        (Some("base64"), _) => Some("byte"),
        (Some("base64url"), _) => Some("base64url"),
        (None | Some("binary"), Some(media)) if !is_text(&media) => Some("binary"),
        _ => None,
    }
}

fn is_text(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "jwt"]
            .iter()
            .any(|word| essence.ends_with(word))
}
