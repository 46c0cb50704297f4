//! What parts can bring: everything that a client consists of.

use std::collections::BTreeMap;

use crate::lower::drafts::Failures;
use crate::lower::drafts::{ModelDrafts, OperationDrafts, PerOperation};
use crate::plan::{Behaviour, Conversion, ModelId, Webhook};

/// What parts can bring.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Things<'a> {
    pub drafts: &'a ModelDrafts,
    pub conversions: &'a BTreeMap<ModelId, Conversion>,
    pub operations: &'a OperationDrafts<'a>,
    pub behaviours: &'a PerOperation<Behaviour>,
    pub errors: &'a Failures,
    pub webhooks: &'a [Webhook],
}
