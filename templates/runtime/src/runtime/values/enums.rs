//! The traits of generated enums, as macros: the enum itself, its names and its table are generated.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// A string that is not a value of a closed enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    type_name: &'static str,
    value: Box<str>,
}

impl UnknownValue {
    #[doc(hidden)]
    pub fn __new(type_name: &'static str, value: &str) -> Self {
        Self {
            type_name,
            value: value.into(),
        }
    }

    /// The string that was refused.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a value of {}", self.value, self.type_name)
    }
}

impl std::error::Error for UnknownValue {}

/// Reads a string without copying it and hands it to `make`. Used by the enum macros.
#[doc(hidden)]
pub fn read_text<'de, D, T, X>(
    deserializer: D,
    type_name: &'static str,
    make: fn(&str) -> Result<T, X>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    X: fmt::Display,
{
    struct Text<T, X> {
        type_name: &'static str,
        make: fn(&str) -> Result<T, X>,
    }

    impl<T, X: fmt::Display> Visitor<'_> for Text<T, X> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the string of a {}", self.type_name)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.make)(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text { type_name, make })
}

/// The values of an open string enum, and its traits: values that it does not know are kept in `Unknown(UnknownText)`.
///
/// `text_enum!(Name { Variant: "text" | "another", … })`: the first string of a variant is written, all of them are
/// read. Without a table, as clients of contract 1 have it, the enum has `fn as_str(&self) -> &str` and
/// `fn known(text: &str) -> Option<Self>`.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($name:ident { $($variant:ident: $text:literal $(| $alias:literal)*),* $(,)? }) => {
        impl $name {
            /// The string on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }

            $crate::text_enum!(@known $($variant: $text $(| $alias)*,)*);
        }

        $crate::text_enum!($name);
    };
    (@known $($variant:ident: $text:literal $(| $alias:literal)*,)*) => {
        #[inline]
        fn known(text: &str) -> ::std::option::Option<Self> {
            match text {
                $($text $(| $alias)* => ::std::option::Option::Some(Self::$variant),)*
                _ => ::std::option::Option::None,
            }
        }
    };
    ($name:ident) => {
        $crate::text_enum!(@common $name);

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::Unknown($crate::runtime::UnknownText::__new(text)))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }
    };
    (@common $name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::read_text(
                    deserializer,
                    stringify!($name),
                    <Self as ::std::str::FromStr>::from_str,
                )
            }
        }
    };
}

/// The values of a closed string enum, and its traits: another string is an error that names it. The table is that of
/// [`text_enum!`].
#[doc(hidden)]
#[macro_export]
macro_rules! closed_text_enum {
    ($name:ident { $($variant:ident: $text:literal $(| $alias:literal)*),* $(,)? }) => {
        impl $name {
            /// The string on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match *self {
                    $(Self::$variant => $text,)*
                }
            }

            $crate::text_enum!(@known $($variant: $text $(| $alias)*,)*);
        }

        $crate::closed_text_enum!($name);
    };
    ($name:ident) => {
        $crate::text_enum!(@common $name);

        impl ::std::str::FromStr for $name {
            type Err = $crate::runtime::UnknownValue;

            fn from_str(text: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                Self::known(text).ok_or_else(|| $crate::runtime::UnknownValue::__new(stringify!($name), text))
            }
        }

        impl ::std::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::UnknownValue;

            fn try_from(text: &str) -> ::std::result::Result<Self, $crate::runtime::UnknownValue> {
                text.parse()
            }
        }

        impl ::std::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::UnknownValue;

            fn try_from(text: ::std::string::String) -> ::std::result::Result<Self, $crate::runtime::UnknownValue> {
                text.parse()
            }
        }
    };
}
