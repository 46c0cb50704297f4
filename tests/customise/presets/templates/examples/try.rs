//! What is a number stays one with all of its digits, and times are texts as the document says.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use rust_decimal::Decimal;
use shop_client::models::{Order, OrderPaid};
use shop_client::runtime::{Body, BoxFuture};
use shop_client::{Client, Transport, TransportError};
use time::format_description::well_known::Rfc3339;
use time::{Duration as Span, OffsetDateTime};

/// A shop in memory that keeps the last order, and gives it back.
#[derive(Clone, Default)]
struct Shop(Arc<Mutex<(String, Bytes)>>);

impl Transport for Shop {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _limit: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = http::Response::new(Body::from(request.body().clone()));
        if let Ok(mut last) = self.0.lock() {
            *last = (request.uri().to_string(), request.into_body());
        }
        Box::pin(async move { Ok(response) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = Shop::default();
    let client = Client::builder().transport(shop.clone()).build()?;
    let placed = OffsetDateTime::parse("2026-11-30T10:00:00.5+02:00", &Rfc3339)?;
    let total: Decimal = "12345678901234567890.10".parse()?;
    let id = uuid::Uuid::from_u128(7);
    let kept: Order = client
        .orders()
        .replace(id, placed, total)
        .due("2026-12-24".parse::<jiff::civil::Date>()?)
        .tax("0.10".parse()?)
        .link("https://shop.example/orders/1".parse()?)
        .prices([("tea", "3.50".parse()?)])
        .packed(placed + Span::HOUR)
        .paid(OrderPaid::Number(total))
        .since(placed)
        .least("0.50".parse()?)
        .await?;
    assert_eq!((kept.total, kept.paid), (total, Some(OrderPaid::Number(total))));
    assert_eq!((kept.placed, kept.packed.value()), (placed, Some(&(placed + Span::HOUR))));

    let (uri, body) = shop.0.lock().map(|last| last.clone()).unwrap_or_default();
    assert_eq!(
        uri,
        "https://shop.example/v1/orders/00000000-0000-0000-0000-000000000007?since=2026-11-30T10%3A00%3A00.5%2B02%3A00&least=0.50"
    );
    // What has another form is an error, and no other value.
    for total in ["\"a lot\"", "0.12345678901234567890123456789012345", "1e99"] {
        let text = format!(r#"{{"placed": "2026-11-30T10:00:00Z", "total": {total}}}"#);
        assert!(serde_json::from_str::<Order>(&text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Order>(r#"{"placed": "yesterday", "total": 1}"#).is_err());
    let order: Order = serde_json::from_str(r#"{"placed": "2026-11-30T10:00:00Z", "total": 5e-3}"#)?;
    assert_eq!(order.total, Decimal::new(5, 3));
    assert!(order.validate().is_err(), "less than a cent");
    println!("{}", std::str::from_utf8(&body)?);
    Ok(())
}
