//! An operation of each kind that takes many rows, written the way the generator writes them.

use std::fmt;
use std::marker::PhantomData;

use oasmith_runtime::runtime::{
    Bulk, BulkRules, BulkSend, Call, Core, DecodeError, Duplicates, Number, Operation, OperationInfo, Reply, Request,
    Success, decode,
};
use serde::{Deserialize, Serialize};

use crate::acts::Kind;
use crate::sample::ApiFailure;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) space: String,
    pub(super) id: String,
    pub(super) value: Number,
}

/// A row of the space `s`.
pub(super) fn row(id: impl Into<String>) -> Row {
    Row {
        space: "s".to_owned(),
        id: id.into(),
        value: 1.into(),
    }
}

/// Rows `0`, `1` and so on.
pub(super) fn rows(count: usize) -> Vec<Row> {
    (0..count).map(|number| row(number.to_string())).collect()
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct RowId {
    pub(super) space: String,
    pub(super) id: String,
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.space, self.id)
    }
}

/// An operation of this kind.
pub(super) struct Put<K> {
    call: Call,
    pub(super) mode: &'static str,
    kind: PhantomData<fn(K)>,
}

impl<K> Clone for Put<K> {
    fn clone(&self) -> Self {
        Self {
            call: self.call.clone(),
            mode: self.mode,
            kind: PhantomData,
        }
    }
}

/// Sends rows by an operation of this kind, and keeps the keys of those that are done.
pub(super) fn put<K: Kind>(core: &Core) -> BulkSend<Put<K>> {
    BulkSend::new(operation(core)).keep_done()
}

pub(super) fn operation<K>(core: &Core) -> Put<K> {
    Put {
        call: Call::new(core),
        mode: "strict",
        kind: PhantomData,
    }
}

impl<K: Kind> Operation for Put<K> {
    const INFO: OperationInfo = OperationInfo {
        id: "putRows",
        method: "POST",
        path: "/rows",
        retry: K::RETRY,
    };
    const REPEATABLE: &'static [u16] = K::REPEATABLE;
    const SUCCESS: Success = K::SUCCESS;
    const RESULTS: Option<&'static str> = Some("/error/partial");
    type Output = ();
    type Failure = ApiFailure;

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().json(&serde_json::json!({ "mode": self.mode, "rows": [], "atomic": false }))
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::empty(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

impl<K: Kind> Bulk for Put<K> {
    type Item = Row;
    type Key = RowId;
    const RULES: BulkRules = BulkRules {
        items: "rows",
        most_items: 10,
        most_bytes: 1000,
        results: Some("/error/partial"),
        duplicates: Some(Duplicates {
            at: "/error/duplicated",
            member: "id",
            separator: ".",
        }),
    };

    fn key(item: &Row) -> RowId {
        RowId {
            space: item.space.clone(),
            id: item.id.clone(),
        }
    }

    fn parts(key: &RowId) -> Vec<String> {
        vec![key.space.clone(), key.id.clone()]
    }
}
