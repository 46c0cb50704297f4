//! Goes through a list of each client: the arguments are their servers. Prints how many items there were.

use std::error::Error;

/// The items of a list of a client.
macro_rules! items {
    ($name:ident, $url:expr, $($call:tt)+) => {{
        let client = $name::Client::builder().server_url($url.ok_or("a URL")?).token("t").build()?;
        println!("{} {}", stringify!($name), client.$($call)+.items().collect().await?.len());
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut urls = std::env::args().skip(1);
    items!(adyen_management, urls.next(), android_files_company_level().list_company_android_apps("c"));
    items!(decentraland_catalyst, urls.next(), lambdas().list_names("a"));
    items!(jellyfin, urls.next(), remote_image().list("i"));
    items!(ory_hydra, urls.next(), oauth2().list_clients());
    items!(ory_network, urls.next(), identity().list_schemas());
    Ok(())
}
