//! What the tests share.

pub mod corpus;
pub mod edits;
pub mod example;
pub mod fuzz;
pub mod hostile;
pub mod known;
pub mod loopback;
pub mod mutants;
pub mod names;
pub mod naming;
pub mod program;
pub mod scratch;
pub mod small;
pub mod table;
pub mod typed;
