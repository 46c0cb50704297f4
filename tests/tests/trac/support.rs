//! Clients, and what several files need of them.

use std::future::Future;

use trac_client::models::{BasicType, FieldSchema, SchemaDefinition};
use trac_client::{Client, ClientBuilder, RetryPolicy};

use super::server::Server;

/// A builder whose client talks to this server, once for each call: what is repeated is tested elsewhere.
pub(super) fn builder(server: &Server) -> ClientBuilder {
    Client::builder().retry(RetryPolicy::never()).server_url(server.url())
}

/// A client that talks to this server.
pub(super) fn client(server: &Server) -> Client {
    builder(server).build().expect("the settings are good")
}

/// A table with one column `id`.
pub(super) fn ids() -> SchemaDefinition {
    SchemaDefinition::of_table([FieldSchema::new("id", BasicType::Integer)])
}

/// What a call that must fail fails with.
pub(super) async fn failure<T, E>(call: impl IntoFuture<Output = Result<T, E>>) -> E {
    match call.into_future().await {
        Ok(_) => panic!("a call that must fail went well"),
        Err(error) => error,
    }
}

/// Runs all of them at the same time.
pub(super) async fn all<F: Future + Send + 'static>(calls: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F::Output: Send,
{
    let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let mut out = Vec::new();
    for task in tasks {
        out.push(task.await.expect("the task did not panic"));
    }
    out
}
