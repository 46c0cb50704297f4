//! Files from a socket, whole and cut.

use oasmith_runtime::runtime::{Core, FreshConnectionAfter};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::sample::builder;
use crate::streams::GetFile;
use crate::support::read;

const NEVER: FreshConnectionAfter = FreshConnectionAfter {
    statuses: &[],
    content_type: None,
};

/// Clients of a service that sends this to each request, and closes the connection.
async fn clients(response: &'static str) -> [Core; 2] {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            read(&mut stream).await;
            drop(stream.write_all(response.as_bytes()).await);
        }
    });
    let client = || builder().server_url(&url);
    [client(), client().fresh_connection_after(NEVER)].map(|client| client.build().expect("a client"))
}

#[tokio::test]
async fn type_and_length_come_with_the_file() {
    let table = [
        (
            "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\nfile",
            Some("image/png"),
            Some(4),
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n1\r\nf\r\n3\r\nile\r\n0\r\n\r\n",
            Some("text/csv"),
            None,
        ),
        ("HTTP/1.1 200 OK\r\n\r\nfile", None, None),
    ];
    for (response, content_type, length) in table {
        for core in clients(response).await {
            let file = GetFile::new(&core).await.expect("a file");
            assert_eq!((file.content_type(), file.content_length()), (content_type, length));
            assert_eq!(file.bytes().await.expect("all of it"), "file");
        }
    }
}

#[tokio::test]
async fn a_file_that_ends_early_is_an_error() {
    for response in [
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfile",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfile\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfile",
    ] {
        for core in clients(response).await {
            let mut file = GetFile::new(&core).await.expect("a file");
            let mut seen = Vec::new();
            let error = loop {
                match file.chunk().await {
                    Ok(Some(chunk)) => seen.extend_from_slice(&chunk),
                    Ok(None) => panic!("{response:?} is not whole"),
                    Err(error) => break error,
                }
            };
            assert_eq!(seen, b"file", "{response:?}");
            assert!(error.status().is_some() && !error.is_timeout(), "{error}");
            let whole = GetFile::new(&core).await.expect("a file").bytes().await;
            assert!(whole.is_err(), "{response:?}");
        }
    }
}
