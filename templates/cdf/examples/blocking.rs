//! The client without `async`, in a plain `main`: `cargo run -p cdf-client --features blocking --example blocking`. It
//! needs a project of your own.

use cdf_client::Client;
use cdf_client::blocking::Blocking;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cdf = Client::from_env()?;
    for stream in cdf.streams().list().blocking()?.items {
        println!("{} {}", stream.external_id, stream.type_);
    }
    for subscription in cdf.subscriptions().list().items().limit(10).blocking_iter() {
        println!("{}", subscription?.external_id);
    }
    Ok(())
}
