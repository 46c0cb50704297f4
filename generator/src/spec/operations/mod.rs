//! Operations: an index of them all, and the full reading of one.
//!
//! In: a document. Out: [`Operations`], the only walk over `paths`, made once and lent to every pass that looks operations up or
//! chooses among them; an [`OperationSpec`] of each that is wanted; [`webhooks`], what the service sends by itself. Must not
//! choose: which operations are wanted is an [`OperationSet`], and `select` makes it.

mod author_names;
mod index;
mod method;
mod path_items;
mod read;
mod set;
mod webhooks;

pub use author_names::{ChosenNames, OperationName};
pub use index::{IndexedOperation, Operations};
pub use method::{HttpMethod, METHODS, OTHER_METHODS};
pub use read::{OperationSpec, operations};
pub use set::OperationSet;
pub use webhooks::webhooks;
