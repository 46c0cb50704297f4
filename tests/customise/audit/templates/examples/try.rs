//! Each call leaves a span, and a line in the trail.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use shop_client::audit::{self, Audited, Entry, Trail};
use shop_client::runtime::{Body, BoxFuture};
use shop_client::{Client, Transport, TransportError};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A shop in memory, that responds to every request with the same text.
struct Shop(&'static str);

impl Transport for Shop {
    fn send(
        &self,
        _request: http::Request<Bytes>,
        _limit: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = http::Response::new(Body::from(self.0.to_owned()));
        Box::pin(async move { Ok(response) })
    }
}

/// The names of all spans.
#[derive(Default)]
struct Names {
    seen: Arc<Mutex<Vec<&'static str>>>,
    next: AtomicU64,
}

impl Subscriber for Names {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        if let Ok(mut seen) = self.seen.lock() {
            seen.push(span.metadata().name());
        }
        Id::from_u64(self.next.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names = Names::default();
    let seen = names.seen.clone();
    tracing::subscriber::set_global_default(names)?;

    let client = Client::builder().token("t").transport(Shop(r#"{"id": "a", "total": "1.00"}"#)).build()?;
    let trail = Trail::default();
    let order = client.orders().create("a", "1.00").audited(&trail).await?;
    let entry = Entry {
        operation: "orders.create",
        changes: true,
    };
    assert_eq!((order.id.as_str(), trail.entries()), ("a", vec![entry]));
    assert_eq!(audit::orders::CHANGES, ["create"]);
    let seen = seen.lock().map_err(|_| "nobody panics while it is held")?;
    assert!(seen.contains(&"orders.create"), "{seen:?}");
    println!("{:?}", trail.entries());
    Ok(())
}
