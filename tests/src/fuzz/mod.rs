//! Documents that nobody would write, and what must hold for them all.
//!
//! The same functions are called by the targets of `tests/fuzz` (`cargo fuzz`, which needs a nightly compiler) and by
//! `fuzz-batch`, which a test runs for a fixed number of documents.

mod aimed;
mod check;
mod choices;
mod mutate;
mod odd;
mod place;
mod seeds;

pub use aimed::aimed;
pub use check::{Fault, Outcome, check, check_bytes, generated};
pub use choices::Choices;
pub use mutate::{Mutant, mutated, scrambled};
pub use seeds::{Seed, of_folder, seeds, small_seeds};
