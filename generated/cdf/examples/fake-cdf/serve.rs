// From templates/cdf/examples/fake-cdf/serve.rs; edit it there.

//! HTTP/1.1 in front of the fake.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use cdf_client::fake::Fake;
use cdf_client::{Body, Transport, TransportError};
use futures_util::Stream;
use futures_util::stream::unfold;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::Result;
use super::dump::Dump;

pub(super) async fn serve(listener: TcpListener, fake: Fake, dump: Arc<Option<Dump>>) -> Result {
    loop {
        let (stream, _) = listener.accept().await?;
        let (fake, dump) = (fake.clone(), dump.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| respond(&fake, dump.as_ref().as_ref(), request));
            // A connection that breaks is what faults are for; the log has told of it.
            let connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            let _ = connection.await;
        });
    }
}

/// An error breaks the connection.
async fn respond(
    fake: &Fake,
    dump: Option<&Dump>,
    request: Request<Incoming>,
) -> Result<Response<StreamBody<impl Stream<Item = Piece> + use<>>>> {
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head, body.collect().await?.to_bytes());
    if let Some(dump) = dump {
        dump.write(&request)?;
    }
    let response = fake.send(request, Duration::MAX).await;
    for line in fake.take_log() {
        println!("{line}");
    }
    Ok(response?.map(pieces))
}

type Piece = std::result::Result<Frame<Bytes>, TransportError>;

fn pieces(body: Body) -> StreamBody<impl Stream<Item = Piece>> {
    StreamBody::new(unfold(body, |mut body| async {
        let piece = body.chunk().await.transpose()?;
        Some((piece.map(Frame::data), body))
    }))
}
