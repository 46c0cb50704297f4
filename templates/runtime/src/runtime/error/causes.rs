use std::error::Error as StdError;
use std::iter::successors;

/// An error with all its causes.
pub(crate) fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    successors(Some(error), |error| StdError::source(*error))
}
