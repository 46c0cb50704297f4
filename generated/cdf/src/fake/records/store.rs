// From templates/cdf/src/fake/records/store.rs; edit it there.

//! What a stream keeps: each version of each record, in the order of writing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use super::template::Template;

/// One version of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRecord {
    /// The space of the record.
    pub space: String,
    /// Its id within the space.
    pub external_id: String,
    /// When its first version was written, in milliseconds since 1970.
    pub created_time: i64,
    /// When this version was written, in milliseconds since 1970.
    pub last_updated_time: i64,
    /// Space → container → property → value. Of a deleted record: what it was before.
    pub properties: Map<String, Value>,
    /// 1 for the version that created the record.
    pub version: usize,
    /// Whether this version says that the record is deleted.
    pub deleted: bool,
    /// Whether there is no later version.
    pub current: bool,
}

impl StoredRecord {
    /// What sync calls it.
    pub(super) fn status(&self) -> &'static str {
        match (self.deleted, self.version) {
            (true, _) => "deleted",
            (false, 1) => "created",
            (false, _) => "updated",
        }
    }
}

/// A record's space and external id.
pub(super) type Key = (String, String);

pub(in crate::fake) struct Stream {
    pub(super) external_id: String,
    pub(super) template: &'static Template,
    pub(super) created_time: i64,
    pub(in crate::fake) deleted: bool,
    pub(in crate::fake) log: Vec<StoredRecord>,
    /// The latest version of each record of a mutable stream, by its place in the log.
    latest: BTreeMap<Key, usize>,
    /// What is in an immutable stream.
    seen: BTreeSet<(u64, u64)>,
}

impl Stream {
    pub(super) fn new(id: &str, template: &'static Template, now: i64) -> Self {
        Self {
            external_id: id.to_owned(),
            template,
            created_time: now,
            deleted: false,
            log: Vec::new(),
            latest: BTreeMap::new(),
            seen: BTreeSet::new(),
        }
    }

    /// The records that exist now.
    pub(super) fn current(&self) -> impl Iterator<Item = &StoredRecord> {
        self.log.iter().filter(|record| record.current && !record.deleted)
    }

    pub(super) fn exists(&self, key: &Key) -> bool {
        self.latest.get(key).is_some_and(|place| !self.log[*place].deleted)
    }

    /// Adds a record of an immutable stream, unless the same data is there: same space, containers and values.
    pub(super) fn append(&mut self, key: Key, properties: Map<String, Value>, now: i64) {
        if self.seen.insert(fingerprint(&key.0, &properties)) {
            self.log.push(first(key, properties, now));
        }
    }

    /// Creates or replaces a record of a mutable stream.
    pub(super) fn put(&mut self, key: Key, properties: Map<String, Value>, now: i64) {
        let before = self.supersede(&key).filter(|before| !before.deleted);
        let history = before.map(|before| (before.created_time, before.version + 1));
        let mut record = first(key.clone(), properties, now);
        if let Some((created, version)) = history {
            (record.created_time, record.version) = (created, version);
        }
        self.latest.insert(key, self.log.len());
        self.log.push(record);
    }

    /// Leaves a tombstone. An unknown record is no error.
    pub(super) fn remove(&mut self, key: Key, now: i64) {
        if !self.exists(&key) {
            return;
        }
        let Some(before) = self.supersede(&key) else { return };
        let tombstone = StoredRecord {
            deleted: true,
            current: true,
            last_updated_time: now,
            version: before.version + 1,
            ..before.clone()
        };
        self.latest.insert(key, self.log.len());
        self.log.push(tombstone);
    }

    /// The latest version, which is so no longer.
    fn supersede(&mut self, key: &Key) -> Option<&StoredRecord> {
        let before = &mut self.log[*self.latest.get(key)?];
        before.current = false;
        Some(before)
    }
}

fn first((space, external_id): Key, properties: Map<String, Value>, now: i64) -> StoredRecord {
    StoredRecord {
        space,
        external_id,
        created_time: now,
        last_updated_time: now,
        properties,
        version: 1,
        deleted: false,
        current: true,
    }
}

/// 128 bits that are the same for the same data, whatever the order of its keys.
fn fingerprint(space: &str, properties: &Map<String, Value>) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, space).hash(&mut hasher);
        hash_object(properties, &mut hasher);
        hasher.finish()
    };
    (half(0), half(1))
}

fn hash_object(object: &Map<String, Value>, hasher: &mut DefaultHasher) {
    let sorted: BTreeMap<_, _> = object.iter().collect();
    sorted.len().hash(hasher);
    for (key, value) in sorted {
        key.hash(hasher);
        hash_value(value, hasher);
    }
}

fn hash_value(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Object(object) => hash_object(object, hasher),
        Value::Array(list) => {
            list.len().hash(hasher);
            list.iter().for_each(|value| hash_value(value, hasher));
        }
        scalar => scalar.to_string().hash(hasher),
    }
}
