use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use crate::runtime::codec::Base64Error;
#[cfg(feature = "base64url")]
use crate::runtime::codec::encode_url;
use crate::runtime::codec::{decode, encode};

/// A type of bytes that are a string on the wire, as a function writes them.
macro_rules! text_of_bytes {
    ($(#[$docs:meta])* $name:ident, $encode:ident) => {
        $(#[$docs])*
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct $name(Bytes);

        impl $name {
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
        }

        /// The number of bytes only.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }

        /// The text as it is sent.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&$encode(&self.0))
            }
        }

        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                Self(bytes)
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes.into())
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self(Bytes::copy_from_slice(bytes))
            }
        }

        impl<const N: usize> From<&[u8; N]> for $name {
            fn from(bytes: &[u8; N]) -> Self {
                Self(Bytes::copy_from_slice(bytes))
            }
        }

        impl From<$name> for Bytes {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        /// Reads the text.
        impl FromStr for $name {
            type Err = Base64Error;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Base64Error> {
                decode(text.as_bytes()).map(|bytes| Self(bytes.into()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match serializer.is_human_readable() {
                    true => serializer.collect_str(&Pieces(&self.0, $encode)),
                    false => serializer.serialize_bytes(&self.0),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer).map(Self)
            }
        }
    };
}

text_of_bytes! {
    /// Bytes that are a base64 string on the wire.
    ///
    /// It reads the standard and the URL-safe alphabet, with padding or without, in one line or several. It writes the
    /// standard alphabet with padding in one line.
    Base64, encode
}

#[cfg(feature = "base64url")]
text_of_bytes! {
    /// Bytes that are a base64url string on the wire.
    ///
    /// It reads what [`Base64`] reads, and writes the URL-safe alphabet without padding.
    Base64Url, encode_url
}

#[cfg(feature = "limits")]
impl Base64 {
    #[inline]
    pub(crate) fn text_length(&self) -> usize {
        self.0.len().div_ceil(3) * 4
    }
}

/// The text in pieces, so that there is no second copy of it beside the body.
struct Pieces<'a>(&'a [u8], fn(&[u8]) -> String);

impl fmt::Display for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A multiple of three: only the last piece is padded.
        let mut pieces = self.0.chunks(3 * 1024);
        pieces.try_for_each(|piece| f.write_str(&(self.1)(piece)))
    }
}

/// The bytes of a string.
fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    struct Text;

    impl de::Visitor<'_> for Text {
        type Value = Bytes;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a base64 string")
        }

        #[inline]
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
            decode(text.as_bytes()).map(Bytes::from).map_err(E::custom)
        }

        fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
            Ok(Bytes::copy_from_slice(bytes))
        }
    }

    match deserializer.is_human_readable() {
        true => deserializer.deserialize_str(Text),
        false => deserializer.deserialize_bytes(Text),
    }
}
