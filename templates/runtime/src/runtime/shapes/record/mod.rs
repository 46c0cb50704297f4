//! Structs to and from JSON objects: what `#[derive(Serialize, Deserialize)]` would do, in a quarter of the code that
//! the compiler has to check, and with one table of wire names per struct.
//!
//! Reading ignores keys that are not in the table; writing leaves out what is absent, and refuses NaN and the
//! infinities, which JSON cannot write.

pub(super) mod finite;
mod read;
mod write;

#[doc(hidden)]
pub use finite::{AsFinite, Finite, finite};
#[doc(hidden)]
pub use read::{Key, Record, missing, optional, read, skip, value};
#[doc(hidden)]
pub use write::{Writer, writer};

/// Whether a field has the value that is left out.
#[doc(hidden)]
pub fn is_same<T: PartialEq>(value: &T, absent: &T) -> bool {
    value == absent
}

/// Reads and writes a struct as a JSON object: `record!(Name { field: "wire name" mark, … })`.
///
/// A field without a mark must be there. `optional` is an `Option` that is left out if it is `None`; `or_null` an
/// `Option` that is written as `null`; `nullable` a [`Nullable`](crate::runtime::Nullable). `= value` is what a missing
/// field means, and what is left out. Before these, `finite` has floats, of which NaN is refused, and `quoted` has
/// numbers that may stand in quotes. After a semicolon may stand the field that takes every other key;
/// `one_of { field mark, … }` has the fields that are a group of members, of which at most one is there.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident { $($field:ident: $wire:literal $($mark:ident)* $(= $absent:expr)?),* $(,)? $(; $rest:ident $($form:ident)?)? } $(one_of { $($group:ident $($needed:ident)?),* $(,)? })?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                #[allow(unused_mut, reason = "a record may have no fields")]
                let mut members = $crate::runtime::record::writer(serializer);
                $($crate::record_write!(members, self.$field, $wire $($mark)* $(= $absent)?);)*
                $(for (key, value) in &self.$rest {
                    $crate::record_write!(members, *value, key $($form)?);
                })?
                $($($crate::record_group!(write members, self.$group, $($needed)?);)*)?
                members.end()
            }
        }

        impl $crate::runtime::record::Record for $name {
            const EXPECTED: &'static str = concat!("an object, `", stringify!($name), "`");

            fn read<'de, __A: $crate::runtime::serde::de::MapAccess<'de>>(map: &mut __A) -> ::std::result::Result<Self, __A::Error> {
                $(let mut $field = None;)*
                $($(let mut $group = None;)*)?
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                while let Some(key) = map.next_key::<$crate::runtime::record::Key<'de>>()? {
                    match key.as_str() {
                        $($wire => $crate::record_read!(map, $field $($mark)*),)*
                        $($(key if $crate::runtime::one_of::take(&mut $group, key, map)? => ::std::result::Result::Ok(()),)*)?
                        _ => $crate::record_rest!(map, key, $($rest, $($form)?)?),
                    }?;
                }
                $($crate::record_field!($field, $wire $($mark)* $(= $absent)?);)*
                Ok(Self {
                    $($field,)*
                    $($($group: $crate::record_group!(read $group, $($needed)?),)*)?
                    $($rest,)?
                })
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::record::read(deserializer)
            }
        }
    };
}

/// How a field is written.
#[doc(hidden)]
#[macro_export]
macro_rules! record_write {
    ($members:ident, $value:expr, $key:literal $form:ident optional) => {
        if let Some(value) = &$value {
            $crate::record_write!($members, *value, $key $form);
        }
    };
    ($members:ident, $value:expr, $key:literal optional) => {
        $members.optional($key, $value.as_ref())
    };
    ($members:ident, $value:expr, $key:literal $form:ident nullable) => {
        if !$value.is_absent() {
            $crate::record_write!($members, $value, $key $form);
        }
    };
    ($members:ident, $value:expr, $key:literal nullable) => {
        $members.unless($value.is_absent(), $key, &$value)
    };
    ($members:ident, $value:expr, $key:literal $form:ident = $absent:expr) => {
        if !$crate::runtime::record::is_same(&$value, &$absent) {
            $crate::record_write!($members, $value, $key $form);
        }
    };
    ($members:ident, $value:expr, $key:literal = $absent:expr) => {
        $members.unless($crate::runtime::record::is_same(&$value, &$absent), $key, &$value)
    };
    ($members:ident, $value:expr, $key:tt finite $(or_null)?) => {
        $members.finite($key, &$value)
    };
    ($members:ident, $value:expr, $key:tt quoted $(or_null)?) => {
        $members.write($key, &$crate::runtime::quoted::AsQuoted(&$value))
    };
    ($members:ident, $value:expr, $key:tt $(or_null)?) => {
        $members.write($key, &$value)
    };
}

/// How the value of a field is read.
#[doc(hidden)]
#[macro_export]
macro_rules! record_read {
    ($map:ident, $field:ident finite $($mark:ident)*) => {
        $crate::record_read!($map, $field $($mark)*)
    };
    ($map:ident, $field:ident quoted optional) => {
        $map.next_value().map(|$crate::runtime::quoted::Quoted(value)| $field = value)
    };
    ($map:ident, $field:ident quoted or_null) => {
        $crate::record_read!($map, $field quoted optional)
    };
    ($map:ident, $field:ident quoted $($mark:ident)?) => {
        $map.next_value()
            .map(|$crate::runtime::quoted::Quoted(value)| $field = ::std::option::Option::Some(value))
    };
    ($map:ident, $field:ident optional) => {
        $crate::runtime::record::optional($map, &mut $field)
    };
    ($map:ident, $field:ident or_null) => {
        $crate::runtime::record::optional($map, &mut $field)
    };
    ($map:ident, $field:ident $($mark:ident)?) => {
        $crate::runtime::record::value($map, &mut $field)
    };
}

/// What becomes of a field that was read, or was not there.
#[doc(hidden)]
#[macro_export]
macro_rules! record_field {
    ($field:ident, $wire:literal finite $($mark:tt)*) => {
        $crate::record_field!($field, $wire $($mark)*)
    };
    ($field:ident, $wire:literal quoted $($mark:tt)*) => {
        $crate::record_field!($field, $wire $($mark)*)
    };
    ($field:ident, $wire:literal) => {
        let Some($field) = $field else {
            return $crate::runtime::record::missing($wire);
        };
    };
    ($field:ident, $wire:literal nullable) => {
        let $field = $field.unwrap_or_default();
    };
    ($field:ident, $wire:literal = $absent:expr) => {
        let $field = match $field {
            Some(Some(value)) => value,
            _ => $absent,
        };
    };
    ($field:ident, $wire:literal $mark:ident) => {};
}

/// What becomes of a key that is not a field: it is passed over, or kept.
#[doc(hidden)]
#[macro_export]
macro_rules! record_rest {
    ($map:ident, $key:ident,) => {
        $crate::runtime::record::skip($map)
    };
    ($map:ident, $key:ident, $rest:ident, quoted) => {
        $map.next_value().map(|$crate::runtime::quoted::Quoted(value)| {
            $rest.insert($key.into_string(), value);
        })
    };
    ($map:ident, $key:ident, $rest:ident, $($form:ident)?) => {
        $map.next_value().map(|value| {
            $rest.insert($key.into_string(), value);
        })
    };
}

/// How a group of members is written and read.
#[doc(hidden)]
#[macro_export]
macro_rules! record_group {
    (write $members:ident, $value:expr, optional) => {
        if let Some(value) = &$value {
            $members.put(|map| $crate::runtime::one_of::OneOf::write(value, map));
        }
    };
    (write $members:ident, $value:expr,) => {
        $members.put(|map| $crate::runtime::one_of::OneOf::write(&$value, map))
    };
    (read $value:ident, optional) => {
        $value
    };
    (read $value:ident,) => {
        $crate::runtime::one_of::needed($value)?
    };
}
