// From templates/cdf/examples/fake-cdf/main.rs; edit it there.

//! The fake CDF as a program on loopback, for SDKs of other languages and for looking at it with `curl`.
//!
//! ```text
//! cargo run -p cdf-client --features fake --example fake-cdf -- --port 8042
//! ```
//!
//! The API is at `http://127.0.0.1:8042`, whatever the project; the token is `fake-token`, and the token endpoint
//! `/oauth2/token` takes `fake-client` with `fake-secret`. Files are uploaded to `http://localhost:8042`: the same
//! program, but another origin. A function named `echo` gives back its data and prints two lines, one named `fail`
//! fails; all others complete without a response. Time series and points come in by `POST /timeseries` and
//! `POST /timeseries/data`. `--help` lists the options.

mod dump;
mod options;
mod serve;

use std::net::Ipv4Addr;
use std::sync::Arc;

use cdf_client::fake::{Fake, FunctionFault};
use tokio::net::TcpListener;

use dump::Dump;
use options::Options;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Result {
    let Some(options) = Options::read(std::env::args().skip(1))? else {
        println!("{}", options::HELP);
        return Ok(());
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let address = listener.local_addr()?;
    let dump = options.dump.as_deref().map(Dump::create).transpose()?;
    let fake = options.fake(address.port());
    teach(&fake);
    println!("fake-cdf listens on http://{address}");
    serve::serve(listener, fake, Arc::new(dump)).await
}

/// The functions that can be called.
fn teach(fake: &Fake) {
    fake.on_call("echo", |call| {
        call.log.print(format!("call {}", call.function_call_info.call_id));
        call.log.print("done");
        Ok(call.data)
    });
    fake.on_call("fail", |call| {
        call.log.print("about to fail");
        Err(FunctionFault::new("failed as it was told to").trace("handler.py, line 2"))
    });
}
