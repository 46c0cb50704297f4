//! Random documents and random edits of them, for tests of what stays the same when a document changes.
//!
//! In: [`Choices`](crate::fuzz::Choices). Out: an [`Outline`], its OpenAPI document, and [`Edit`]s. Each thing of an outline has a number that it keeps, wherever
//! an edit moves it and whatever is added beside it; the document has the number in its description, so that the client tells
//! what became of the thing. Names come from few words, so that they collide.

mod change;
mod grow;
mod outline;
mod render;

pub use change::{Edit, Effect, edit};
pub use grow::outline;
pub use outline::{Component, Id, Kind, Operation, Outline, Parameter, Property, Response, Schema};
pub use render::{number, render};
