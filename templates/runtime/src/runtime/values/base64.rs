use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use crate::runtime::codec::Base64Error;
use crate::runtime::codec::{decode, encode};

/// Bytes that are base64 text on the wire.
///
/// It reads the standard and the URL-safe alphabet, with padding or without, in one line or several. It writes the
/// standard alphabet with padding in one line.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(Bytes);

impl Base64 {
    /// Wraps bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, by value.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }

    #[cfg(feature = "limits")]
    #[inline]
    pub(crate) fn text_length(&self) -> usize {
        self.0.len().div_ceil(3) * 4
    }
}

/// The number of bytes only.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

/// The text as it is sent.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&encode(&self.0))
    }
}

macro_rules! from_bytes {
    ($($kind:ty => $make:expr),* $(,)?) => {
        $(impl From<$kind> for Base64 {
            fn from(bytes: $kind) -> Self {
                Self($make(bytes))
            }
        })*
    };
}

from_bytes! {
    Bytes => std::convert::identity,
    Vec<u8> => Bytes::from,
    &[u8] => Bytes::copy_from_slice,
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl From<Base64> for Bytes {
    fn from(value: Base64) -> Self {
        value.0
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Reads the text.
impl FromStr for Base64 {
    type Err = Base64Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Base64Error> {
        decode(text.as_bytes()).map(|bytes| Self(bytes.into()))
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(&Pieces(&self.0)),
            false => serializer.serialize_bytes(&self.0),
        }
    }
}

/// The text in pieces, so that there is no second copy of it beside the body.
struct Pieces<'a>(&'a [u8]);

impl fmt::Display for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A multiple of three: only the last piece is padded.
        self.0
            .chunks(3 * 1024)
            .try_for_each(|piece| f.write_str(&encode(piece)))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl de::Visitor<'_> for Text {
            type Value = Base64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a base64 text")
            }

            #[inline]
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Base64, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Base64, E> {
                Ok(Base64::from(bytes))
            }
        }

        match deserializer.is_human_readable() {
            true => deserializer.deserialize_str(Text),
            false => deserializer.deserialize_bytes(Text),
        }
    }
}
