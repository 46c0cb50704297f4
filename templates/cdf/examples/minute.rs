//! A minute with the client: the example of the README, compiled. It needs a project of your own to run.

use cdf_client::{Client, Error, models::RecordWrite};

// The README shows it with its comments in columns.
#[rustfmt::skip]
async fn minute(function_id: i64, records: Vec<RecordWrite>) -> Result<(), Box<dyn std::error::Error>> {
    let cdf = Client::from_env()?;                       // or Client::builder().project("p").token("…").build()?

    for stream in cdf.streams().list().await?.items {    // every operation: a request, awaited
        println!("{} {}", stream.external_id, stream.type_);
    }
    let mut calls = cdf.function_calls().filter(function_id).items();   // paged: a stream of pages or of items
    while let Some(call) = calls.next().await {
        println!("{:?}", call?.status);
    }
    let ingest = cdf.records().ingest("my-stream", records);
    ingest.validate()?;                                  // the limits of the document, checked only if you ask
    match ingest.await {
        Ok(()) => {}
        Err(error) if error.is_conflict() => println!("{:?}", error.failure()),   // the body of that status, typed
        Err(error) => return Err(Error::from(error).into()),                      // one `Error` for all operations
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    minute(1, Vec::new()).await
}
