//! What choices are compared with.

use crate::lower::drafts::Failures;
use crate::lower::drafts::{ModelDrafts, OperationDrafts};
use crate::lower::names::named::Names;
use crate::lower::types::declared::Declarations;
use crate::schemas::Graph;

/// The client as far as choices are about it.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Outcome<'c, 'a> {
    pub graph: &'c Graph<'a>,
    pub names: &'c Names,
    pub declared: &'c Declarations,
    pub models: &'c ModelDrafts,
    pub operations: &'c OperationDrafts<'c>,
    pub failures: &'c Failures,
}
