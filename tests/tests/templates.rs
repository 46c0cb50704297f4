//! Templates: layers, decorators of items, files for each group, type and operation, the context as a contract, and the
//! commands about them. What is said of templates at fault by `generate` is in `rejects.rs`, word for word.

#[path = "templates/check.rs"]
mod check;
#[path = "templates/context.rs"]
mod context;
#[path = "templates/eject.rs"]
mod eject;
#[path = "templates/items.rs"]
mod items;
#[path = "templates/layers.rs"]
mod layers;
#[path = "templates/workspace.rs"]
mod workspace;
