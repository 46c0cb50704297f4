//! A caller that holds replies while it waits for others, in a task that may change threads.

use case_deep_types::{Client, Error, models::Node0};

async fn replies(client: &Client) -> Result<(), Error> {
    let chain = client.api().chain().await?;
    let tree = client.api().change("leaf").await?;
    again(client, tree.clone()).await?;
    drop((chain, tree));
    Ok(())
}

async fn again(client: &Client, tree: Node0) -> Result<(), Error> {
    let changed = client.api().change(tree).await?;
    client.api().chain().await?;
    drop(changed);
    Ok(())
}

fn task(_: impl Future<Output = ()> + Send + 'static) {}

fn main() {
    task(async {
        if let Ok(client) = Client::builder().server_url("http://localhost").build() {
            drop(replies(&client).await);
        }
    });
}
