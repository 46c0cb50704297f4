// From templates/cdf/src/functions/lists.rs; edit it there.

//! The ids of what a list holds.

use crate::models::{CallList, CallPage, FunctionList, ScheduleList};

macro_rules! ids {
    ($($list:ident),*) => {
        $(impl $list {
            /// The ids of the items, in their order.
            pub fn ids(&self) -> impl Iterator<Item = i64> {
                self.items.iter().map(|item| item.id)
            }
        })*
    };
}

ids!(FunctionList, CallList, CallPage, ScheduleList);

impl FunctionList {
    /// The external ids of the functions that have one, in their order.
    #[inline]
    pub fn external_ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|function| function.external_id.as_deref())
    }
}
