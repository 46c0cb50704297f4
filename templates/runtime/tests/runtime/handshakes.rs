//! Connections that are not made: certificates that are not accepted, proxies, and a system without certificates.
//!
//! What a client trusts and which proxy it uses comes from environment variables, so each client is a process of its
//! own: this program, with [`child`] as its only test.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use oasmith_runtime::runtime::{Body, BoxFuture, ClientCredentials, RetryPolicy, Transport, TransportError};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::sample::{GetThing, builder};

/// For tests only, made with `openssl ca`: a root, and three certificates of the same key that it has signed.
const ROOT_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/runtime/certificates/root.pem");
const ROOT: &[u8] = include_bytes!("certificates/root.der");
const GOOD: &[u8] = include_bytes!("certificates/good.der");
const EXPIRED: &[u8] = include_bytes!("certificates/expired.der");
const OTHER_HOST: &[u8] = include_bytes!("certificates/other.der");
const KEY: &[u8] = include_bytes!("certificates/key.der");

const URL: &str = "OASMITH_TEST_URL";

/// What a client in a process with these variables has to tell: whether it has got a thing, or why not.
async fn tell(url: String, variables: &[(&'static str, String)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "handshakes::child", "--nocapture"]);
    command.env(URL, url).envs(variables.iter().cloned());
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("a thread").expect("a process");
    let text = String::from_utf8_lossy(&output.stdout);
    let (_, text) = text.split_once("<<").expect("a start");
    text.split_once(">>").expect("an end").0.to_owned()
}

/// In a process of its own. Alone it does nothing.
#[tokio::test]
async fn child() {
    let Ok(url) = std::env::var(URL) else { return };
    let retry = RetryPolicy::new().attempts(3).pauses(Duration::ZERO, Duration::ZERO);
    let core = match builder().server_url(url).retry(retry).build() {
        Ok(core) => core,
        Err(error) => return println!("<<no client: {error}>>"),
    };
    match GetThing::new(&core, "a").await {
        Ok(_) => println!("<<ok>>"),
        Err(error) => {
            assert!(!error.is_certificate() || error.is_connect());
            let what = match (error.is_certificate(), error.may_have_happened()) {
                (true, false) => "certificate",
                (false, false) => "not sent",
                (_, true) => "unknown",
            };
            println!("<<{what} after {}: {error}>>", error.attempts());
        }
    }
}

/// A service that shows this certificate, and how many connections it has seen.
async fn service(certificate: &'static [u8], asks_for_one: bool) -> (String, Arc<AtomicUsize>) {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions();
    let config = config.expect("versions");
    let config = if asks_for_one {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(ROOT)).expect("a root");
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build();
        config.with_client_cert_verifier(verifier.expect("a verifier"))
    } else {
        config.with_no_client_auth()
    };
    let key = PrivateKeyDer::try_from(KEY).expect("a key");
    let config = config.with_single_cert(vec![CertificateDer::from(certificate)], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("a certificate")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().expect("an address").port()
    );
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::Relaxed);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                drop(stream.read(&mut [0; 4096]).await);
                let body = r#"{"id":"a","size":1}"#;
                let text = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                drop(stream.write_all(text.as_bytes()).await);
            });
        }
    });
    (url, connections)
}

fn trusting() -> (&'static str, String) {
    ("SSL_CERT_FILE", ROOT_FILE.to_owned())
}

#[tokio::test]
async fn a_certificate_that_is_not_accepted_is_not_asked_for_again() {
    let (url, connections) = service(GOOD, false).await;
    assert_eq!(tell(url.clone(), &[trusting()]).await, "ok");
    assert_eq!(connections.load(Ordering::Relaxed), 1);

    let table = [
        (GOOD, None, "UnknownIssuer"),
        (EXPIRED, Some(trusting()), "certificate expired"),
        (OTHER_HOST, Some(trusting()), "not valid for name \"localhost\""),
    ];
    for (certificate, variable, reason) in table {
        let (url, connections) = service(certificate, false).await;
        let text = tell(url, variable.as_slice()).await;
        let start = "certificate after 1: getThing (GET /things/{thingId}): a certificate was rejected: invalid peer \
                     certificate: ";
        assert!(text.starts_with(start) && text.contains(reason), "{text}");
        assert_eq!(connections.load(Ordering::Relaxed), 1, "{reason}");
    }
}

/// It says so after the client has sent its request.
#[tokio::test]
async fn a_service_that_asks_for_a_certificate_is_not_asked_again() {
    let (url, connections) = service(GOOD, true).await;
    let text = tell(url, &[trusting()]).await;
    assert!(
        text.starts_with("certificate after 1: ") && text.contains("CertificateRequired"),
        "{text}"
    );
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

/// A proxy that sends this to whoever connects.
async fn proxy(text: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            drop(stream.read(&mut [0; 4096]).await);
            drop(stream.write_all(text.as_bytes()).await);
        }
    });
    url
}

#[tokio::test]
async fn errors_of_a_proxy_name_it_and_their_cause() {
    let nobody = || "http://127.0.0.1:1".to_owned();
    let table = [
        ("https", nobody(), "no connection through the proxy: Connection refused"),
        (
            "https",
            proxy("HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n").await,
            "no connection through the proxy: tunnel error: proxy authorization required",
        ),
        (
            "https",
            proxy("HTTP/1.1 502 No\r\ncontent-length: 0\r\n\r\n").await,
            "no connection through the proxy: tunnel error: unsuccessful",
        ),
        (
            "https",
            proxy("").await,
            "no connection through the proxy: tunnel error: unexpected end of file",
        ),
        (
            "https",
            "socks5://127.0.0.1:1".to_owned(),
            "no connection through the proxy: unsupported scheme socks5",
        ),
        (
            "http",
            "socks5://127.0.0.1:1".to_owned(),
            "no connection through the proxy: unsupported scheme socks5",
        ),
        // It is the service that cannot be reached, or the proxy; nothing tells them apart.
        (
            "http",
            nobody(),
            "a proxy is set in the environment: Connection refused",
        ),
    ];
    for (scheme, proxy, reason) in table {
        let url = format!("{scheme}://service.invalid");
        let text = tell(url, &[("ALL_PROXY", proxy)]).await;
        let start = "not sent after 3: getThing (GET /things/{thingId}): the service could not be reached: ";
        assert!(text.starts_with(&format!("{start}{reason}")), "{text}");
    }
}

#[tokio::test]
async fn a_system_without_certificates_is_named_as_the_cause() {
    let nothing = [
        ("SSL_CERT_FILE", "/dev/null".to_owned()),
        ("SSL_CERT_DIR", "/dev/null".to_owned()),
    ];
    let text = tell("https://localhost:1".to_owned(), &nothing).await;
    let reason = "No CA certificates were loaded from the system";
    assert!(
        text.starts_with("no client: HTTP cannot be set up: ") && text.ends_with(reason),
        "{text}"
    );
}

/// A transport that no certificate is good enough for.
struct Strict(AtomicUsize);

impl Transport for Strict {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Err(TransportError::connect("invalid peer certificate: Revoked")) })
    }
}

#[tokio::test(start_paused = true)]
async fn neither_a_service_nor_a_token_endpoint_is_asked_again_whatever_the_transport() {
    let login = ClientCredentials::new("https://idp.example.com/token", "me", "s3cret");
    for has_login in [false, true] {
        let transport = Arc::new(Strict(AtomicUsize::new(0)));
        let mut core = builder().transport(Arc::clone(&transport));
        if has_login {
            core = core.client_credentials(login.clone());
        }
        let error = GetThing::new(&core.build().expect("a client"), "a")
            .await
            .expect_err("rejected");
        assert_eq!((error.is_token(), error.is_certificate()), (has_login, !has_login));
        assert!(
            error.to_string().contains("certificate: Revoked") && !error.may_have_happened(),
            "{error}"
        );
        assert_eq!(transport.0.load(Ordering::Relaxed), 1);
    }
}

/// As they have been seen, by library. They are recognized whatever stands around them.
#[test]
fn rejected_certificates_are_recognized_by_what_tls_libraries_say() {
    let certificates = [
        // rustls
        "invalid peer certificate: UnknownIssuer",
        "invalid peer certificate: NotValidForName",
        "peer sent no certificates",
        "received fatal alert: CertificateRequired",
        "received fatal alert: UnknownCA",
        // OpenSSL
        "error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed (self-signed certificate)",
        "error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed (Hostname mismatch)",
        // Security Framework
        "The certificate was not trusted.",
        // Schannel, in English and in German
        "A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider. \
         (os error -2146762487)",
        "Eine Zertifikatkette wurde zwar verarbeitet, endete jedoch mit einem nicht vertrauten Stamm. (os error -2146762487)",
        "Der Zielprinzipalname ist falsch. (os error -2146893022)",
    ];
    for text in certificates {
        let error = TransportError::connect(std::io::Error::other(std::io::Error::other(text)));
        assert!(error.is_certificate() && error.is_connect(), "{text}");
        assert_eq!(error.to_string(), text);
    }
    let others = [
        "Connection refused (os error 111)",
        "Connection reset by peer (os error 104)",
        "failed to lookup address information: Name or service not known",
        "tls handshake eof",
        "received fatal alert: HandshakeFailure",
        "The revocation server is offline. (os error -2146885613)",
    ];
    for text in others {
        let error = TransportError::connect(std::io::Error::other(text));
        assert!(error.is_connect() && !error.is_certificate(), "{text}");
    }
}
