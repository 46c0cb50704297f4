//! Orders by their totals: prices are numbers that can be added, orders are keys of a map.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use shop_client::models::Order;
use shop_client::money::Money;
use shop_client::runtime::{Body, BoxFuture};
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
    let orders = client.orders().list().await?;
    let sum: u64 = orders.iter().map(|order| order.total.cents).sum();
    assert_eq!(Money { cents: sum }.to_string(), "13.00");

    let mut seen: BTreeMap<Order, usize> = BTreeMap::new();
    for order in orders {
        *seen.entry(order).or_default() += 1;
    }
    assert_eq!(seen.keys().map(|order| order.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);

    let order = Order::new("c", "3.05".parse::<Money>()?);
    assert_eq!(serde_json::to_string(&order)?, r#"{"id":"c","total":"3.05"}"#);
    println!("{} orders, {sum} cents", seen.len());
    Ok(())
}
