use std::fmt;

use serde::de::Error as _;

/// A response that does not have the form that the API describes.
#[derive(Debug)]
pub struct DecodeError {
    pub(super) path: String,
    /// What the parser reports, unless the body was not read at all.
    pub(super) source: Option<serde_json::Error>,
    /// What the operation does not declare about the response.
    undeclared: Option<String>,
}

impl DecodeError {
    /// A response that the operation does not declare, or whose body is not what its headers declare.
    #[cold]
    pub(crate) fn undeclared(text: String) -> Self {
        Self {
            path: ".".to_owned(),
            source: None,
            undeclared: Some(text),
        }
    }

    /// An error of the parser at this path.
    pub(super) fn parser(path: String, source: serde_json::Error) -> Self {
        Self {
            path,
            source: Some(source),
            undeclared: None,
        }
    }

    /// Adds what the operation does not declare about the response.
    #[cold]
    pub(super) fn noted(mut self, undeclared: Option<String>) -> Self {
        self.undeclared = undeclared;
        self
    }

    /// Where in the JSON document it happened, such as `items[3].id`; `.` is the document itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same with other words, for what must not be repeated. Line and column stay.
    #[doc(hidden)]
    pub fn rewritten(self, rewrite: impl Fn(&str) -> String) -> Self {
        let source = self.source.map(|source| {
            let text = source.to_string();
            let rewritten = rewrite(&text);
            match rewritten == text {
                true => source,
                false => serde_json::Error::custom(rewritten),
            }
        });
        Self {
            path: rewrite(&self.path),
            source,
            // It has the media type of the response in it.
            undeclared: self.undeclared.map(|text| rewrite(&text)),
        }
    }

    /// What is wrong there, without line and column.
    #[cfg(feature = "unions")]
    pub(crate) fn reason(&self) -> String {
        let text = self.source.as_ref().map_or_else(String::new, ToString::to_string);
        match text.rfind(" at line ") {
            Some(end) => text[..end].to_owned(),
            None => text,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(source) = &self.source {
            write!(f, "at `{}`: {source}", self.path)?;
        }
        match (&self.source, &self.undeclared) {
            (Some(_), Some(text)) => write!(f, "; {text}"),
            (None, Some(text)) => f.write_str(text),
            (_, None) => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
