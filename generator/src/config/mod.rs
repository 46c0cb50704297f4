//! `client.toml`: what a client's author chooses and a document cannot say. Imports nothing of ours.
//!
//! In: the text of the file, and of the `names.lock` beside it. Out: a plain [`Config`], or what is wrong and where. It opens
//! no files; paths stay as they are written.

mod choices;
mod entry;
mod error;
mod glob;
mod keys;
mod lock;
mod name;
mod nearest;
mod options;
mod paging;
mod path_glob;
mod read;
mod renewal;
mod schema;
mod templates;
#[cfg(test)]
mod tests;

pub use choices::{
    Additions, Assignment, Enums, FreshConnectionAfter, ModelKind, ModelRule, OperationRule, PartChoice, Renames,
    RuntimeChoice, Select, SuccessRule,
};
pub use entry::Entry;
pub use error::ConfigError;
pub use glob::matches as glob_matches;
pub use lock::{Doubt, Lock, LockForm, LockedMembers, LockedName, LockedOperation, with_type};
pub use name::is_crate_name;
pub use nearest::{Near, did_you_mean};
pub use options::Config;
pub use paging::{PagingBy, PagingRule, PagingRules, PagingWish};
pub use path_glob::matches as path_matches;
pub use read::{is_host, is_rust_path};
pub use renewal::Renewal;
pub use schema::schema;
pub use templates::{Layer, Templates};
