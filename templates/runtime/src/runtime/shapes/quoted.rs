//! Numbers that may stand in quotes: integers of 64 bits as strings of digits, so that no reader rounds them, and the
//! floats that JSON cannot write, as `"NaN"`, `"Infinity"` and `"-Infinity"`.
//!
//! Integers are read from quoted and from bare numbers, and are exact in both.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::runtime::{Nullable, Number, Set, SetOrChange, SetOrNull};

/// A value that was read with numbers in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quoted<T>(pub T);

impl<'de, T: Quote> Deserialize<'de> for Quoted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: Quote> Serialize for Quoted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value that is written with numbers in quotes.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct AsQuoted<'a, T: ?Sized>(pub &'a T);

impl<T: Quote> Serialize for AsQuoted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Numbers that may stand in quotes, and what holds them.
#[doc(hidden)]
pub trait Quote: Sized {
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    /// Reads a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! quoted_integer {
    ($kind:ident, $read:ident) => {
        impl Quote for $kind {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Digits;

                impl<'de> Visitor<'de> for Digits {
                    type Value = $kind;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!(
                            "an integer in the range of ",
                            stringify!($kind),
                            ", quoted or not"
                        ))
                    }

                    fn visit_i64<E: de::Error>(self, number: i64) -> Result<$kind, E> {
                        $kind::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Signed(number), &self))
                    }

                    fn visit_u64<E: de::Error>(self, number: u64) -> Result<$kind, E> {
                        $kind::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$kind, E> {
                        text.parse()
                            .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
                    }

                    // With serde_json's feature `arbitrary_precision` a number arrives as a map.
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$kind, A::Error> {
                        let number = Number::deserialize(MapAccessDeserializer::new(map))?;
                        number
                            .$read()
                            .ok_or_else(|| de::Error::invalid_type(de::Unexpected::Other("another number"), &self))
                    }
                }

                deserializer.deserialize_any(Digits)
            }
        }
    };
}

quoted_integer!(i64, as_i64);
quoted_integer!(u64, as_u64);

impl Quote for f64 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() {
            serializer.serialize_f64(*self)
        } else if self.is_nan() {
            serializer.serialize_str("NaN")
        } else if *self > 0.0 {
            serializer.serialize_str("Infinity")
        } else {
            serializer.serialize_str("-Infinity")
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words)
    }
}

struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<f64, E> {
        match text {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<f64, A::Error> {
        Number::deserialize(MapAccessDeserializer::new(map)).map(|number| number.as_f64())
    }
}

impl<T: Quote> Quote for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(AsQuoted).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Quoted<T>>::deserialize(deserializer)?.map(|Quoted(value)| value))
    }
}

impl<T: Quote> Quote for Nullable<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().map(AsQuoted).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::read(deserializer).map(Self::from)
    }
}

impl<T: Quote> Quote for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<T: Quote> Quote for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsQuoted))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<Quoted<T>>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|Quoted(value)| value).collect())
    }
}

impl<T: Quote> Quote for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, AsQuoted(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, Quoted<T>>::deserialize(deserializer)?;
        Ok(map.into_iter().map(|(key, Quoted(value))| (key, value)).collect())
    }
}

impl<T: Quote> Quote for Set<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("set", &AsQuoted(&self.set))?;
        map.end()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Set { set: Quoted(set) } = Set::deserialize(deserializer)?;
        Ok(Self { set })
    }
}

impl<T: Quote> Quote for SetOrNull<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => SetOrNull::Set(AsQuoted(value)).serialize(serializer),
            Self::SetNull => SetOrNull::<AsQuoted<'_, T>>::SetNull.serialize(serializer),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match SetOrNull::deserialize(deserializer)? {
            SetOrNull::Set(Quoted(value)) => Self::Set(value),
            SetOrNull::SetNull => Self::SetNull,
        })
    }
}

impl<T: Quote> Quote for SetOrChange<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn all<T>(list: &[T]) -> Vec<AsQuoted<'_, T>> {
            list.iter().map(AsQuoted).collect()
        }
        match self {
            Self::Set(list) => SetOrChange::Set(all(list)).serialize(serializer),
            Self::Change { add, remove } => SetOrChange::Change {
                add: all(add),
                remove: all(remove),
            }
            .serialize(serializer),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bare = |list: Vec<Quoted<T>>| list.into_iter().map(|Quoted(value)| value).collect();
        Ok(match SetOrChange::deserialize(deserializer)? {
            SetOrChange::Set(list) => Self::Set(bare(list)),
            SetOrChange::Change { add, remove } => Self::Change {
                add: bare(add),
                remove: bare(remove),
            },
        })
    }
}
