//! What orders come to.

use crate::models::Order;
use crate::operations::orders::Orders;
use crate::runtime::CallError;

/// The sum of some orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many there are.
    pub orders: usize,
    /// What they cost together, in cents; orders without a price that can be read cost nothing.
    pub cents: u64,
}

impl<'a> FromIterator<&'a Order> for Totals {
    fn from_iter<T: IntoIterator<Item = &'a Order>>(orders: T) -> Self {
        orders.into_iter().fold(Self::default(), |sum, order| Self {
            orders: sum.orders + 1,
            cents: sum.cents + order.total.replace('.', "").parse::<u64>().unwrap_or(0),
        })
    }
}

impl Orders {
    /// What all orders come to.
    ///
    /// # Errors
    ///
    /// The orders could not be listed.
    pub async fn totals(&self) -> Result<Totals, CallError<()>> {
        Ok(self.list().await?.iter().collect())
    }
}
