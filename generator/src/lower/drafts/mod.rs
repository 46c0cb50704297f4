//! What is collected before anything is built: each draft has what one thing is by itself.
//!
//! What follows from all of them together are facts (`facts`), and `build` makes the plan of both.

mod model;

pub(super) use model::{ModelDraft, ModelDrafts};
