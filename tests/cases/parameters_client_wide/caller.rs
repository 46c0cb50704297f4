//! A caller that sets tenant, version and key once, and another tenant for a single request.

use case_parameters_client_wide::{Client, Error};

async fn parts() -> Result<(), Error> {
    let client = Client::builder()
        .user_agent("caller/1")
        .tenant_id("acme")
        .api_version(2)
        .x_api_key("key")
        .build()?;
    client.parts().list().page_token("next").await?;
    client.parts().create("bolt").await?;
    client.parts().get("bolt").tenant_id("other").x_api_key("other key").await?;
    client.parts().delete("bolt").api_version(3).await?;
    Ok(())
}

fn main() {
    drop(parts());
}
