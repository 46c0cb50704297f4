// From templates/trac/src/tags.rs; edit it there.

//! Which object is meant, and what changes in its tags.
//!
//! ```
//! use trac_client::models::{ObjectType, TagSelector, TagUpdate};
//!
//! let id = "16ecd319-65d9-4e4e-8f04-400d35ce59fe";
//! let latest = TagSelector::latest(ObjectType::Data, id);
//! let second = TagSelector::version(ObjectType::Data, id, 2);
//! let in_may = TagSelector::as_of(ObjectType::Data, id, "2026-05-01T00:00:00Z");
//! let updates = [
//!     TagUpdate::set("region", "north"),
//!     TagUpdate::append("reviewers", "ada"),
//!     TagUpdate::delete("draft"),
//! ];
//! ```
//!
//! A header is a selector of the very version that it is the header of, so it can be given where a selector is wanted.

use crate::models::{
    DatetimeValue, ObjectType, TagHeader, TagOperation, TagSelector, TagSelectorObjectCriteria, TagSelectorTagCriteria,
    TagUpdate, Value,
};

impl TagSelector {
    /// The latest version of an object, with its latest tags.
    #[inline]
    pub fn latest(object_type: impl Into<ObjectType>, object_id: impl Into<String>) -> Self {
        let object = TagSelectorObjectCriteria::LatestObject(true);
        Self::new(object_type, object_id, object, TagSelectorTagCriteria::LatestTag(true))
    }

    /// A version of an object, from 1, with the latest tags of that version.
    #[inline]
    pub fn version(object_type: impl Into<ObjectType>, object_id: impl Into<String>, version: i32) -> Self {
        let object = TagSelectorObjectCriteria::ObjectVersion(version);
        Self::new(object_type, object_id, object, TagSelectorTagCriteria::LatestTag(true))
    }

    /// What was the latest version of an object, with the latest tags, at a time such as `2026-05-01T00:00:00Z`.
    #[inline]
    pub fn as_of(
        object_type: impl Into<ObjectType>,
        object_id: impl Into<String>,
        time: impl Into<DatetimeValue>,
    ) -> Self {
        let time = time.into();
        let object = TagSelectorObjectCriteria::ObjectAsOf(time.clone());
        Self::new(object_type, object_id, object, TagSelectorTagCriteria::TagAsOf(time))
    }

    /// The same version of the object, with this version of its tags, from 1.
    #[must_use]
    #[inline]
    pub fn with_tag_version(mut self, version: i32) -> Self {
        self.tag_criteria = TagSelectorTagCriteria::TagVersion(version);
        self
    }

    /// The same version of the object, with what were its latest tags at a time such as `2026-05-01T00:00:00Z`.
    #[must_use]
    #[inline]
    pub fn with_tag_as_of(mut self, time: impl Into<DatetimeValue>) -> Self {
        self.tag_criteria = TagSelectorTagCriteria::TagAsOf(time.into());
        self
    }
}

impl TagHeader {
    /// Selects this very version of the object and of its tags.
    #[inline]
    pub fn selector(&self) -> TagSelector {
        TagSelector::version(self.object_type.clone(), &self.object_id, self.object_version)
            .with_tag_version(self.tag_version)
    }
}

impl From<&TagHeader> for TagSelector {
    #[inline]
    fn from(header: &TagHeader) -> Self {
        header.selector()
    }
}

impl TagUpdate {
    /// Gives an attribute this value, in place of those that it may have.
    #[inline]
    pub fn set(name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self::of(TagOperation::CreateOrReplace, name).value(value)
    }

    /// Gives an attribute this value; refused if it is there.
    #[inline]
    pub fn create(name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self::of(TagOperation::Create, name).value(value)
    }

    /// Adds this value to those that an attribute has, if it has any.
    #[inline]
    pub fn append(name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self::of(TagOperation::CreateOrAppend, name).value(value)
    }

    /// Takes an attribute away.
    #[inline]
    pub fn delete(name: impl Into<String>) -> Self {
        Self::of(TagOperation::Delete, name)
    }

    /// Takes all attributes away.
    #[inline]
    pub fn clear() -> Self {
        Self::new().operation(TagOperation::ClearAll)
    }

    #[inline]
    fn of(operation: TagOperation, name: impl Into<String>) -> Self {
        Self::new().operation(operation).attr_name(name)
    }
}
