//! Calls a service on this machine, and prints each request as it arrives there, then what its reply was read as.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use v32_client::Client;
use v32_client::models::{Cat, Filter, Pet, Thing};

const EVENTS: &str = "event: a\ndata: {\"kind\": \"cat\", \"lives\": 9}\n\ndata: {\"kind\": \"newt\", \"legs\": 4}\n\n\
                      data: {\"legs\": 2}\n\n";

/// Prints a request, and responds by its path.
fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    let (head, body) = loop {
        let count = stream.read(&mut buffer)?;
        text.push_str(&String::from_utf8_lossy(&buffer[..count]));
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= value(head, "content-length").parse().unwrap_or(0)
        {
            break (head, body);
        }
        if count == 0 {
            return Ok(());
        }
    };
    let request = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1");
    println!("{request} {}{}{body:?}", value(head, "cookie"), value(head, "destination"));
    let (kind, body) = match request {
        "QUERY /things" => ("application/json", "[{\"name\": \"a\"}]"),
        "GET /lines" => ("application/jsonl", "{\"name\": \"a\"}\n{\"name\": \"b\"}\n"),
        "GET /events" => ("text/event-stream", EVENTS),
        _ => return stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"),
    };
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all((head + body).as_bytes())
}

/// The value of a header, empty if there is none.
fn value<'h>(head: &'h str, name: &str) -> &'h str {
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", service.local_addr()?);
    std::thread::spawn(move || service.incoming().flatten().try_for_each(respond));
    let client = Client::builder().server_url(url).build()?;
    let api = client.api();

    println!("{:?}", api.find_things("a b").await?);
    api.copy_things("/other").await?;
    api.search_things().await?;
    let filter = Filter::new("a b").tags(["x", "y&z"]);
    api.by_form(filter.clone()).await?;
    api.by_json(filter).await?;
    api.with_cookies(["a/b", "c"], "d e").await?;
    api.replace_sequence([Thing::new("a"), Thing::new("b")]).await?;
    let mut lines = api.lines().await?;
    while let Some(line) = lines.next().await {
        println!("{:?}", line?.name);
    }
    let mut events = api.events().await?;
    while let Some(event) = events.next().await {
        println!("{}", words(&event?.data));
    }
    Ok(())
}

fn words(pet: &Pet) -> String {
    match pet {
        Pet::Cat(Cat { lives, .. }) => format!("a cat of {lives} lives"),
        Pet::Animal(animal) => format!("{:?} of {:?} legs", animal.kind, animal.legs),
        other => format!("{other:?}"),
    }
}
