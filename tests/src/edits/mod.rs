//! Random documents and random edits of them, for tests of what stays the same when a document changes.
//!
//! In: [`Choices`](crate::fuzz::Choices). Out: an [`Outline`], its OpenAPI document, and [`Edit`]s. Each thing of an outline has a number that it keeps, wherever
//! an edit moves it and whatever is added beside it; if the document is rendered with descriptions, they hold these numbers,
//! so that the client tells what became of the thing. Names come from few words, so that they collide.

mod author;
mod change;
mod grow;
mod lists;
mod moves;
mod outline;
mod render;
mod schemas;
mod shapes;
mod twins;
mod words;

pub use change::{Edit, edit};
pub use grow::outline;
pub use lists::Effect;
pub use outline::{
    Choice, Component, Id, Kind, MAIN, Operation, Outline, Own, Parameter, Property, Record, Response, Schema, Style,
};
pub use render::{number, owner_of_key, render};
pub use twins::{ids, inside, nested, twins};
