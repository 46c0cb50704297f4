//! A caller that sets the key once, and another one for a single request.

use case_parameters_client_wide_key::{Client, Error};

async fn parts() -> Result<(), Error> {
    let client = Client::builder().x_api_key("key").build()?;
    client.parts().list().await?;
    client.parts().get("bolt").x_api_key("other key").await?;
    Ok(())
}

fn main() {
    drop(parts());
}
