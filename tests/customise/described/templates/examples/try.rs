//! What a derive describes is what travels: the same keys, and the same texts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shop_client::models::{Address, Note, Order, State};

/// The keys of an object.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = Address {
        street_name: "Long Street".to_owned(),
        state: State::AtHome,
        additional_properties: BTreeMap::new(),
    };
    let order = Order {
        note: Some("Ring twice.".to_owned()),
        ..Order::new("7", "gift", address)
    };
    let sent = serde_json::to_value(&order)?;
    let described = schemars::schema_for!(Order).to_value();
    assert_eq!(keys(&described["properties"]), keys(&sent));

    let address = &described["$defs"]["Address"];
    assert_eq!(keys(&address["properties"]), keys(&sent["ship-to"]));
    assert_eq!(address["additionalProperties"], true);
    let states = &described["$defs"]["State"];
    assert!(states.to_string().contains(&sent["ship-to"]["state"].to_string()), "{states}");

    let note = serde_json::to_value(Note::new("Ada"))?;
    assert_eq!(keys(&schemars::schema_for!(Note).to_value()["properties"]), keys(&note));
    println!("{}", described["properties"]["externalId"]["type"]);
    Ok(())
}
