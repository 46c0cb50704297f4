//! Structs to and from JSON objects: what `#[derive(Serialize, Deserialize)]` would do, in a quarter of the code that the
//! compiler has to check, and with one table of wire names per struct.
//!
//! Reading ignores keys that are not in the table; writing leaves out what is absent, and refuses NaN and the infinities,
//! for which JSON has no word.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

#[doc(hidden)]
pub use super::finite::{AsFinite, Finite, finite};

/// The key of an object's member, borrowed from the input where that is possible.
#[doc(hidden)]
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key, to keep.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }

    fn visit_string<E: de::Error>(self, key: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key)))
    }
}

/// A field that must be there.
#[doc(hidden)]
pub fn required<T, E: de::Error>(value: Option<T>, key: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(key))
}

/// Whether a field has the value that is left out.
#[doc(hidden)]
pub fn is_same<T: PartialEq>(value: &T, absent: &T) -> bool {
    value == absent
}

/// Reads and writes a struct as a JSON object: `record!(Name { field: "wire name" mark, … })`.
///
/// A field without a mark must be there. `optional` is an `Option` that is left out if it is `None`; `or_null` an `Option`
/// that is written as `null`; `nullable` a [`Nullable`](crate::runtime::Nullable). `= value` is what a missing field means,
/// and what is left out. Before these, `finite` has floats, of which NaN is refused, and `quoted` has numbers that may stand in quotes. After
/// a semicolon may stand the field that takes every other key; `one_of { field mark, … }` has the fields that are a group of
/// members, of which at most one is there.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident { $($field:ident: $wire:literal $($mark:ident)* $(= $absent:expr)?),* $(,)? $(; $rest:ident $($form:ident)?)? } $(one_of { $($group:ident $($needed:ident)?),* $(,)? })?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                #[allow(unused_mut, reason = "a record may have no fields")]
                let mut map = serializer.serialize_map(None)?;
                $($crate::record_write!(map, self.$field, $wire $($mark)* $(= $absent)?);)*
                $(for (key, value) in &self.$rest {
                    $crate::record_write!(map, *value, key $($form)?);
                })?
                $($($crate::record_group!(write map, self.$group, $($needed)?);)*)?
                $crate::runtime::serde::ser::SerializeMap::end(map)
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                // Names here are seen by what the caller passes in: no generated type begins with an underscore.
                struct __Fields;
                impl<'de> $crate::runtime::serde::de::Visitor<'de> for __Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(concat!("an object, `", stringify!($name), "`"))
                    }

                    fn visit_map<__A: $crate::runtime::serde::de::MapAccess<'de>>(
                        self,
                        mut map: __A,
                    ) -> ::std::result::Result<$name, __A::Error> {
                        $(let mut $field = None;)*
                        $($(let mut $group = None;)*)?
                        $(let mut $rest = ::std::collections::BTreeMap::new();)?
                        while let Some(key) = map.next_key::<$crate::runtime::record::Key<'de>>()? {
                            match key.as_str() {
                                $($wire => $field = Some($crate::record_value!(map $($mark)*)),)*
                                $($(key if $crate::runtime::one_of::take(&mut $group, key, &mut map)? => {})*)?
                                _ => { $crate::record_other!(map, key $(, $rest $($form)?)?); }
                            }
                        }
                        Ok($name {
                            $($field: $crate::record_read!($field, $wire $($mark)* $(= $absent)?),)*
                            $($($group: $crate::record_group!(read $group, $($needed)?),)*)?
                            $($rest,)?
                        })
                    }
                }
                deserializer.deserialize_map(__Fields)
            }
        }
    };
}

/// How a field is written.
#[doc(hidden)]
#[macro_export]
macro_rules! record_write {
    ($map:ident, $value:expr, $key:tt $form:ident optional) => {
        if let Some(value) = &$value {
            $crate::record_write!($map, *value, $key $form);
        }
    };
    ($map:ident, $value:expr, $key:tt optional) => {
        if let Some(value) = &$value {
            $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, value)?;
        }
    };
    ($map:ident, $value:expr, $key:tt $form:ident nullable) => {
        if !$value.is_absent() {
            $crate::record_write!($map, $value, $key $form);
        }
    };
    ($map:ident, $value:expr, $key:tt nullable) => {
        if !$value.is_absent() {
            $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, &$value)?;
        }
    };
    ($map:ident, $value:expr, $key:tt $form:ident = $absent:expr) => {
        if !$crate::runtime::record::is_same(&$value, &$absent) {
            $crate::record_write!($map, $value, $key $form);
        }
    };
    ($map:ident, $value:expr, $key:tt = $absent:expr) => {
        if !$crate::runtime::record::is_same(&$value, &$absent) {
            $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, &$value)?;
        }
    };
    ($map:ident, $value:expr, $key:tt finite $(or_null)?) => {
        $crate::runtime::record::finite(&$value, $key)?;
        let value = $crate::runtime::record::AsFinite(&$value);
        $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, &value)?;
    };
    ($map:ident, $value:expr, $key:tt quoted $(or_null)?) => {
        let value = $crate::runtime::quoted::AsQuoted(&$value);
        $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, &value)?;
    };
    ($map:ident, $value:expr, $key:tt $(or_null)?) => {
        $crate::runtime::serde::ser::SerializeMap::serialize_entry(&mut $map, $key, &$value)?;
    };
}

/// How the value of a field is read.
#[doc(hidden)]
#[macro_export]
macro_rules! record_value {
    ($map:ident quoted $($mark:ident)*) => {
        $map.next_value::<$crate::runtime::quoted::Quoted<_>>()?.0
    };
    ($map:ident $($mark:ident)*) => {
        $map.next_value()?
    };
}

/// What becomes of a field that was read, or was not there.
#[doc(hidden)]
#[macro_export]
macro_rules! record_read {
    ($value:ident, $wire:literal finite $($mark:tt)*) => {
        $crate::record_read!($value, $wire $($mark)*)
    };
    ($value:ident, $wire:literal quoted $($mark:tt)*) => {
        $crate::record_read!($value, $wire $($mark)*)
    };
    ($value:ident, $wire:literal nullable) => {
        $value.unwrap_or_default()
    };
    ($value:ident, $wire:literal = $absent:expr) => {
        $value.flatten().unwrap_or_else(|| $absent)
    };
    ($value:ident, $wire:literal $mark:ident) => {
        $value.flatten()
    };
    ($value:ident, $wire:literal) => {
        $crate::runtime::record::required($value, $wire)?
    };
}

/// What becomes of a key that is no field.
#[doc(hidden)]
#[macro_export]
macro_rules! record_other {
    ($map:ident, $key:ident) => {
        $map.next_value::<$crate::runtime::serde::de::IgnoredAny>()?;
    };
    ($map:ident, $key:ident, $rest:ident $($form:ident)?) => {
        let value = $crate::record_value!($map $($form)?);
        $rest.insert($key.into_string(), value);
    };
}

/// How a group of members is written and read.
#[doc(hidden)]
#[macro_export]
macro_rules! record_group {
    (write $map:ident, $value:expr, optional) => {
        if let Some(value) = &$value {
            $crate::runtime::one_of::OneOf::write(value, &mut $map)?;
        }
    };
    (write $map:ident, $value:expr,) => {
        $crate::runtime::one_of::OneOf::write(&$value, &mut $map)?;
    };
    (read $value:ident, optional) => {
        $value
    };
    (read $value:ident,) => {
        $crate::runtime::one_of::needed($value)?
    };
}
