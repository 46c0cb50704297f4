//! Rows go into a dataset and come back, are replaced, and what is wrong with a request is told.
//!
//! ```text
//! cargo run --example rows                                     # against a little store in memory
//! TRAC_URL=http://localhost:8080 TENANT=ACME_CORP cargo run --example rows      # against a platform
//! ```

mod memory;

use trac_client::Client;
use trac_client::dataset::Format;
use trac_client::details::HasDetails as _;
use trac_client::models::{BasicType, FieldSchema, SchemaDefinition, TagUpdate};

/// A row. Decimals are texts, so that no digit is lost.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Loan {
    id: i64,
    rate: String,
    region: Option<String>,
}

fn schema() -> SchemaDefinition {
    SchemaDefinition::of_table([
        FieldSchema::new("id", BasicType::Integer).business_key(true),
        FieldSchema::new("rate", BasicType::Decimal).not_null(true),
        FieldSchema::new("region", BasicType::String).categorical(true),
    ])
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trac = match std::env::var("TRAC_URL") {
        Ok(_) => Client::from_env()?,
        Err(_) => Client::builder().transport(memory::Memory::default()).build()?,
    };
    let tenant = std::env::var("TENANT").unwrap_or_else(|_| "ACME_CORP".to_owned());

    let loans = [
        Loan {
            id: 9_007_199_254_740_993,
            rate: "0.0475".to_owned(),
            region: Some("north".to_owned()),
        },
        Loan {
            id: 2,
            rate: "0.0510".to_owned(),
            region: None,
        },
    ];
    let create = trac.datasets().create_rows(&tenant, schema(), &loans)?;
    let header = create
        .tag_updates([TagUpdate::set("title", "Loans"), TagUpdate::set("year", 2026)])
        .await?;
    println!("stored {} version {}", header.object_id, header.object_version);

    let response = trac.datasets().read(&tenant, &header, Format::Json).await?;
    for loan in response.rows::<Loan>()? {
        println!("{loan:?}");
    }

    let update = trac.datasets().update_rows(&tenant, &header, schema(), &loans[..1])?;
    println!("version {}", update.await?.object_version);

    match trac.datasets().update_rows(&tenant, &header, schema(), &loans)?.await {
        Ok(_) => println!("nobody else has written meanwhile"),
        Err(error) if error.is_conflict() => println!("{}", error.details().unwrap_or_default()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
