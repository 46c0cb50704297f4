// From templates/cdf/src/records/instance.rs; edit it there.

//! Ids of records and of instances: both are named in the same way.

use crate::models::{InstanceId, RecordId};

impl From<InstanceId> for RecordId {
    #[inline]
    fn from(id: InstanceId) -> Self {
        Self::new(id.space, id.external_id)
    }
}

impl From<RecordId> for InstanceId {
    #[inline]
    fn from(id: RecordId) -> Self {
        Self::new(id.space, id.external_id)
    }
}
