// From templates/cdf/examples/production.rs; edit it there.

//! Many records, a change feed, a function: the second example of the README, compiled. It needs a project of your own
//! to run.

use cdf_client::models::RecordWrite;
use cdf_client::{Client, Start};
use serde_json::json;

// The README shows it with its comments in columns.
#[rustfmt::skip]
async fn production(cdf: Client, records: Vec<RecordWrite>) -> Result<(), Box<dyn std::error::Error>> {
    let report = cdf.records().ingest_bulk("my-stream").send_all(records).await;   // any number: split, two requests at a time
    for item in report.conflicts() {
        println!("{}: {}", item.key, item.reason);                                 // by space and external id
    }
    let report = report.retry_rest().await.into_result()?;                         // goes on; an error unless every record is done
    println!("{report}");

    let mut changes = cdf.subscriptions().data("my-subscription", []).feed().start(Start::Now).follow();
    while let Some(batch) = changes.next().await {
        let batch = batch?;                                                        // after its processing: save `batch.state`
        println!("{} {}", batch.partition, batch.data.updates.len());
    }
    let done = cdf.function_calls().run("my-function").data(json!({"n": 1})).wait_ok().await?;   // a session is made for it
    println!("{:?}", done.status);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    production(Client::from_env()?, Vec::new()).await
}
