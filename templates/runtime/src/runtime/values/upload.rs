use std::cell::Cell;
use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "sources")]
use super::Source;

/// The name by which an encoder of this crate knows an upload among serde's newtypes.
const TOKEN: &str = "$runtime::Upload";

thread_local! {
    /// The upload that is being serialised. Serde has no type for a shared buffer, so without this each file would be
    /// copied once more on its way into the body.
    static HANDED_OVER: Cell<Option<Upload>> = const { Cell::new(None) };
}

/// A file to be sent: its content, file name and media type.
///
/// In a multipart body it is a part of its own. Where a string is required, as in JSON, it is its content as text, and
/// content that is not UTF-8 is an error.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Upload {
    /// The bytes of the file; empty if it is a `Source`. A clone shares them.
    pub content: Bytes,
    /// The name under which the file is sent, without a path; `blob` if there is none.
    pub file_name: Option<String>,
    /// Its media type. Without one it has the type that the document declares, or `application/octet-stream`.
    pub content_type: Option<String>,
    /// What is read while it is sent, in place of the content.
    #[cfg(feature = "sources")]
    pub(crate) source: Option<Source>,
}

impl Upload {
    /// Creates a file with this content.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Creates a file that is read while it is sent, such as one that is larger than memory. It can only be sent as a
    /// part of a multipart form, or as a whole body.
    #[cfg(feature = "sources")]
    pub fn source(source: Source) -> Self {
        Self {
            source: Some(source),
            ..Self::default()
        }
    }

    /// The content where a string is required.
    pub(crate) fn text(&self) -> Result<&str, &'static str> {
        #[cfg(feature = "sources")]
        if self.source.is_some() {
            return Err("a streamed file can only be sent as a body or a form part");
        }
        std::str::from_utf8(&self.content).map_err(|_| "a file that is not UTF-8 text cannot be sent here")
    }

    /// Gives the file a name.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Gives the file a media type, such as `image/png`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The upload behind a newtype of this name, if it is one. For serializers, in place of the newtype's value.
    pub(crate) fn handed_over(newtype: &str) -> Option<Self> {
        (newtype == TOKEN).then(|| HANDED_OVER.take()).flatten()
    }
}

/// Without the content, but with its length, if that is known.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = Some(self.content.len() as u64);
        #[cfg(feature = "sources")]
        let length = self.source.as_ref().map_or(length, Source::length);
        f.debug_struct("Upload")
            .field("bytes", &length)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

macro_rules! from_contents {
    ($($kind:ty),* $(,)?) => {
        $(impl From<$kind> for Upload {
            fn from(content: $kind) -> Self {
                Self::new(content)
            }
        })*
    };
}

from_contents!(Bytes, Vec<u8>, String, &'static [u8], &'static str);

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(content: &'static [u8; N]) -> Self {
        Self::new(content.as_slice())
    }
}

#[cfg(feature = "sources")]
impl From<Source> for Upload {
    fn from(source: Source) -> Self {
        Self::source(source)
    }
}

impl Serialize for Upload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        HANDED_OVER.set(Some(self.clone()));
        let result = serializer.serialize_newtype_struct(TOKEN, &Text(self));
        HANDED_OVER.take();
        result
    }
}

struct Text<'a>(&'a Upload);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.text().map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}
