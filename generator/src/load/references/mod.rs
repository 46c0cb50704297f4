//! References of a tree: where one may stand, what its text means, whether it leads anywhere, and
//! which schema a dynamic one means.
//!
//! Must not read files: what a reference to another file becomes is decided in [`merge`](super::merge).

pub(super) mod check;
pub(super) mod dialect;
pub(super) mod dynamic;
pub(super) mod slot;
pub(super) mod target;
pub(super) mod unfollowed;
pub(super) mod walk;
