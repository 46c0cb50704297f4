//! Parameters that are set once, for all requests that have them.

use serde::Serialize;

use super::CoreBuilder;

impl CoreBuilder {
    /// Sends this value with each request that has the header and does not set it.
    pub fn client_header<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let set = self.client_wide.set_header(name, value);
        self.keep(set)
    }

    /// Sends this value with each request that has the query parameter and does not set it.
    pub fn client_query<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let set = self.client_wide.set_query(name, value);
        self.keep(set)
    }
}
