//! Uses both clients, and tells what they are made of.
#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/books.rs"));

mod stores {
    include!(concat!(env!("OUT_DIR"), "/shelves.rs"));
}

use books::models::Book;
use stores::shelves::models::Shelf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let book: Book = serde_json::from_str(r#"{"title": "Emma", "crate::kind": "novel"}"#)?;
    println!("{book:?}");
    println!("{}", serde_json::to_string(&book)?);
    let shelf: Shelf = serde_json::from_str(r#"{"room": "blue"}"#)?;
    println!("{shelf:?}");
    println!("{}", stores::shelves::note::NOTE);
    let client = books::Client::builder().server_url("http://127.0.0.1:9").build()?;
    let _request = client.api().list_books().limit(3);
    Ok(())
}
