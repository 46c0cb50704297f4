//! Calls a service on this machine, and prints each request as it arrives there, then what its reply was read as.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use v2_client::Client;
use v2_client::models::Light;

const LIGHTS: &str = r#"[{"kind": "Lamp", "name": "a", "watts": 60}, {"kind": "Bell", "name": "b", "tone": "low"}, {"kind": "Fire", "name": "c"}]"#;

/// Prints a request, and responds by its path.
fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    let (head, body) = loop {
        let count = stream.read(&mut buffer)?;
        text.push_str(&String::from_utf8_lossy(&buffer[..count]));
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let is_whole = match value(head, "content-length").parse::<usize>() {
                Ok(length) => body.len() >= length,
                Err(_) => value(head, "transfer-encoding").is_empty() || body.ends_with("0\r\n\r\n"),
            };
            if is_whole {
                break (head, body);
            }
        }
        if count == 0 {
            return Ok(());
        }
    };
    let request = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1");
    println!("{request}");
    for name in ["authorization", "accept", "x-marks", "content-type"] {
        let kind = value(head, name).split("; boundary").next().unwrap_or_default();
        if !kind.is_empty() {
            println!("  {name}: {kind}");
        }
    }
    for line in parts(head, body) {
        println!("  {line}");
    }
    let (status, kind, body) = match request.split('?').next().unwrap_or_default() {
        "GET /v1/lights" => ("200 OK", "application/json", LIGHTS),
        "GET /v1/chart" => ("403 Forbidden", "application/json", r#"{"reason": "storm"}"#),
        _ => return stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"),
    };
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all((head + body).as_bytes())
}

/// The lines of a body, without those that part it, which are random, and without the sizes of chunks.
fn parts(head: &str, body: &str) -> Vec<String> {
    let boundary = value(head, "content-type").split("boundary=").nth(1).unwrap_or_default().trim_matches('"');
    let is_chunked = !value(head, "transfer-encoding").is_empty();
    let is_size = |line: &str| is_chunked && line.len() < 4 && line.bytes().all(|digit| digit.is_ascii_hexdigit());
    let is_border = |line: &str| !boundary.is_empty() && line.contains(boundary);
    let lines = body.lines().filter(|line| !line.is_empty() && !is_border(line) && !is_size(line));
    lines.map(str::to_owned).collect()
}

/// The value of a header, empty if there is none.
fn value<'h>(head: &'h str, name: &str) -> &'h str {
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/v1", service.local_addr()?);
    std::thread::spawn(move || service.incoming().flatten().try_for_each(respond));
    let client = Client::builder().server_url(url).login("keeper", "wick").key("k 1").build()?;
    let api = client.api();

    let lights = api.list_lights().plain(["a", "b c"]).multi(["a", "b"]).pipes(["a", "b"]).spaces(["a", "b"]).x_marks([1, 2]);
    for light in lights.await? {
        println!("{}", words(&light));
    }
    api.delete_lights(["a", "b/c"]).await?;
    api.add_entry("calm").wind(3).await?;
    api.find_entries("a&b").plain(["x", "y"]).multi(["x", "y"]).await?;
    api.add_chart(b"ink".to_vec()).sheets([1, 2]).note("new").await?;
    match api.get_chart().await {
        Err(refused) => println!("{:?}", refused.failure()),
        Ok(_) => println!("a chart"),
    }
    Ok(())
}

fn words(light: &Light) -> String {
    match light {
        Light::Lamp(lamp) => format!("lamp {} of {:?} watts", lamp.name, lamp.watts),
        Light::Bell(bell) => format!("bell {} that is {:?}", bell.name, bell.tone),
        other => format!("{other:?}"),
    }
}
