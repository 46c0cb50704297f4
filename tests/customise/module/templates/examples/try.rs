//! A method that is written by hand, on a type that is generated.

use std::time::Duration;

use bytes::Bytes;
use shop_client::runtime::{Body, BoxFuture};
use shop_client::totals::Totals;
use shop_client::{Client, Transport, TransportError};

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

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = Shop(r#"[{"id": "b", "total": "12.30"}, {"id": "a", "total": "0.70"}]"#);
    let client = Client::builder().token("t").transport(shop).build()?;
    let totals = client.orders().totals().await?;
    assert_eq!(totals, Totals { orders: 2, cents: 1300 });
    println!("{totals:?}");
    Ok(())
}
