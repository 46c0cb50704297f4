//! Groups of members of a struct of which at most one is there: one field, whose value is an enum.

use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;

/// An enum whose variants are members of the object that it is a field of. The macro `one_of!` implements it.
#[doc(hidden)]
pub trait OneOf: Sized {
    /// The keys of all variants.
    const KEYS: &'static [&'static str];

    /// The key of this variant.
    fn key(&self) -> &'static str;

    /// Adds the member to the object.
    ///
    /// # Errors
    ///
    /// Those of the serializer and of the value.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Reads the member of this key; `None` if it is null.
    ///
    /// # Errors
    ///
    /// Those of the value.
    fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Option<Self>, A::Error>;
}

impl<T: OneOf> OneOf for Box<T> {
    const KEYS: &'static [&'static str] = T::KEYS;

    fn key(&self) -> &'static str {
        T::key(self)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        T::write(self, map)
    }

    fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Option<Self>, A::Error> {
        Ok(T::read(key, map)?.map(Self::new))
    }
}

/// Takes a member and returns `true` if it is one of the group.
///
/// # Errors
///
/// Those of the value, and a second member of the group.
#[doc(hidden)]
pub fn take<'de, T: OneOf, A: MapAccess<'de>>(slot: &mut Option<T>, key: &str, map: &mut A) -> Result<bool, A::Error> {
    if !T::KEYS.contains(&key) {
        return Ok(false);
    }
    let Some(member) = T::read(key, map)? else {
        return Ok(true);
    };
    match slot.replace(member) {
        Some(first) if first.key() != key => Err(de::Error::custom(format_args!(
            "`{}` and `{key}` are both there, and only one of them may be",
            first.key()
        ))),
        _ => Ok(true),
    }
}

/// A member of a group that must have one.
///
/// # Errors
///
/// There is none.
#[doc(hidden)]
pub fn needed<T: OneOf, E: de::Error>(slot: Option<T>) -> Result<T, E> {
    slot.ok_or_else(|| E::custom(format_args!("expected one of the keys {}", T::KEYS.join(", "))))
}

/// An enum of members: `one_of!(Name { Variant: "wire name" as mark with limits from(Type, …), … })`, with the words of
/// [`union!`](crate::union).
///
/// A variant without a mark holds the value; `finite` and `quoted` are as in [`record!`](crate::record). `flag` holds
/// nothing and is `true` on the wire, `empty` is `{}`. Clients of contract 1 have marks without `as`, and no other
/// words.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of {
    ($name:ident {
        $($variant:ident: $wire:literal $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?),* $(,)?
    }) => {
        impl $crate::runtime::one_of::OneOf for $name {
            const KEYS: &'static [&'static str] = &[$($wire),*];

            fn key(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $wire,)* }
            }

            fn write<__M: $crate::runtime::serde::ser::SerializeMap>(&self, map: &mut __M) -> ::std::result::Result<(), __M::Error> {
                match self { $($crate::variant_pattern!(value $variant $($mark)?) => {
                    $crate::one_of_write!(map, value, $wire $($mark)?)
                })* }
            }

            fn read<'de, __A: $crate::runtime::serde::de::MapAccess<'de>>(
                key: &str,
                map: &mut __A,
            ) -> ::std::result::Result<::std::option::Option<Self>, __A::Error> {
                match key {
                    $($wire => $crate::one_of_read!(map, $variant $($mark)?),)*
                    _ => ::std::result::Result::Ok(::std::option::Option::None),
                }
            }
        }

        $crate::variant_parts!($name { $($variant ($wire) [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident { $($variant:ident: $wire:literal $($mark:ident)?),* $(,)? }) => {
        $crate::one_of!($name { $($variant: $wire $(as $mark)?),* });
    };
}

/// How a member is written.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of_write {
    ($map:ident, $value:ident, $wire:literal flag) => {
        $map.serialize_entry($wire, &true)
    };
    ($map:ident, $value:ident, $wire:literal empty) => {
        $map.serialize_entry($wire, &$crate::runtime::Empty {})
    };
    ($map:ident, $value:ident, $wire:literal quoted) => {
        $map.serialize_entry($wire, &$crate::runtime::quoted::AsQuoted($value))
    };
    ($map:ident, $value:ident, $wire:literal finite) => {{
        $crate::runtime::record::finite($value, $wire)?;
        $map.serialize_entry($wire, &$crate::runtime::record::AsFinite($value))
    }};
    ($map:ident, $value:ident, $wire:literal) => {
        $map.serialize_entry($wire, $value)
    };
}

/// How a member is read.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of_read {
    ($map:ident, $variant:ident flag) => {
        Ok($map
            .next_value::<::std::option::Option<bool>>()?
            .filter(|flag| *flag)
            .map(|_| Self::$variant))
    };
    ($map:ident, $variant:ident empty) => {
        Ok($map
            .next_value::<::std::option::Option<$crate::runtime::Empty>>()?
            .map(|_| Self::$variant))
    };
    ($map:ident, $variant:ident quoted) => {
        Ok($map
            .next_value::<$crate::runtime::Quoted<::std::option::Option<_>>>()?
            .0
            .map(Self::$variant))
    };
    ($map:ident, $variant:ident $($mark:ident)?) => {
        Ok($map.next_value::<::std::option::Option<_>>()?.map(Self::$variant))
    };
}
