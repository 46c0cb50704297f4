//! A client of a service in Swagger 2.0, compiled, and run against a socket of this machine.

use std::path::Path;

use oasmith_tests::example;

/// Each request as it arrived: method, target, headers that matter, body. Below it what its reply was read as.
const SAID: &str = r#"GET /v1/lights?plain=a,b%20c&multi=a&multi=b&pipes=a%7Cb&spaces=a%20b
  authorization: Basic a2VlcGVyOndpY2s=
  accept: application/json
  x-marks: 1,2
lamp a of Some(60) watts
bell b that is Some("low")
Unknown(UnknownJson(Object {"kind": String("Fire"), "name": String("c")}))
DELETE /v1/lights/a,b%2Fc?key=k%201
  accept: application/json
POST /v1/log
  authorization: Basic a2VlcGVyOndpY2s=
  accept: application/json
  content-type: application/json
  {"text":"calm","wind":3}
PUT /v1/log
  authorization: Basic a2VlcGVyOndpY2s=
  accept: application/json
  content-type: application/x-www-form-urlencoded
  text=a%26b&plain=x,y&multi=x&multi=y
POST /v1/chart
  authorization: Basic a2VlcGVyOndpY2s=
  accept: application/json
  content-type: multipart/form-data
  Content-Disposition: form-data; name="chart"; filename="blob"
  Content-Type: application/octet-stream
  ink
  Content-Disposition: form-data; name="sheets"
  1
  Content-Disposition: form-data; name="sheets"
  2
  Content-Disposition: form-data; name="note"
  new
GET /v1/chart
  authorization: Basic a2VlcGVyOndpY2s=
  accept: image/png
Some(Other(Refusal { reason: "storm" }))"#;

#[test]
fn requests_and_replies_are_as_the_document_says() {
    let said = example::run("v2/wire", Path::new(env!("CARGO_TARGET_TMPDIR")), "v2");
    assert_eq!(said, SAID.lines().collect::<Vec<_>>());
}
