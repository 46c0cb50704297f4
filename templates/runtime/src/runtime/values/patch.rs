//! The three forms in which services take a partial update of one property.

use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

/// A change that can only replace the value: `{"set": value}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Set<T> {
    /// The new value.
    pub set: T,
}

impl<T> From<T> for Set<T> {
    fn from(set: T) -> Self {
        Self { set }
    }
}

/// A change that replaces the value or removes it: `{"set": value}` or `{"setNull": true}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetOrNull<T> {
    /// The new value.
    Set(T),
    /// The value is removed.
    SetNull,
}

impl<T> From<T> for SetOrNull<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T: Serialize> Serialize for SetOrNull<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Set(value) => map.serialize_entry("set", value)?,
            Self::SetNull => map.serialize_entry("setNull", &true)?,
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SetOrNull<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Wire<T> {
            set: Option<T>,
            #[serde(default)]
            set_null: bool,
        }

        match Wire::deserialize(deserializer)? {
            Wire {
                set: Some(value),
                set_null: false,
            } => Ok(Self::Set(value)),
            Wire {
                set: None,
                set_null: true,
            } => Ok(Self::SetNull),
            _ => Err(de::Error::custom(
                "expected either `set` with a value or `setNull` with true",
            )),
        }
    }
}

/// A change of a list: `{"set": [..]}` replaces it, `{"add": [..], "remove": [..]}` changes single entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SetOrChange<T> {
    /// The new list.
    Set(Vec<T>),
    /// Entries that come and go. A part without entries is not sent.
    Change {
        /// Entries to add.
        add: Vec<T>,
        /// Entries to remove.
        remove: Vec<T>,
    },
}

impl<T> SetOrChange<T> {
    /// Replaces the whole list.
    pub fn set(entries: impl IntoIterator<Item = T>) -> Self {
        Self::Set(entries.into_iter().collect())
    }

    /// Adds entries to the list.
    pub fn add(entries: impl IntoIterator<Item = T>) -> Self {
        Self::Change {
            add: entries.into_iter().collect(),
            remove: Vec::new(),
        }
    }

    /// Removes entries from the list.
    pub fn remove(entries: impl IntoIterator<Item = T>) -> Self {
        Self::Change {
            add: Vec::new(),
            remove: entries.into_iter().collect(),
        }
    }
}

impl<T: Serialize> Serialize for SetOrChange<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            // An empty `set` is meant: it clears the list.
            Self::Set(entries) => map.serialize_entry("set", entries)?,
            Self::Change { add, remove } => {
                for (key, entries) in [("add", add), ("remove", remove)] {
                    if !entries.is_empty() {
                        map.serialize_entry(key, entries)?;
                    }
                }
            }
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SetOrChange<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire<T> {
            set: Option<Vec<T>>,
            add: Option<Vec<T>>,
            remove: Option<Vec<T>>,
        }

        match Wire::deserialize(deserializer)? {
            Wire {
                set: Some(entries),
                add: None,
                remove: None,
            } => Ok(Self::Set(entries)),
            Wire { set: None, add, remove } => Ok(Self::Change {
                add: add.unwrap_or_default(),
                remove: remove.unwrap_or_default(),
            }),
            _ => Err(de::Error::custom(
                "expected either `set` or `add` and `remove`, not both",
            )),
        }
    }
}
