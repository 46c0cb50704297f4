//! Parameters on the wire: every style with every shape of value, and what is refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use oasmith_runtime::runtime::{Base64, Base64Url, CallError, Core, PathStyle, Request, Secret, Style, Upload};
use serde::Serialize;
use serde_json::{Value, json};

use crate::probes::{Probe, ProbeEncodedUpwards, ProbeUpwards, ProbeWithQuery};
use crate::sample::builder;
use crate::support::{Memory, Received, response};

/// In declared order, which is not that of the alphabet.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct Colour {
    r: i64,
    g: i64,
    b: i64,
    a: Option<i64>,
}

const COLOUR: Colour = Colour {
    r: 100,
    g: 200,
    b: 150,
    a: None,
};
const LIST: [&str; 3] = ["blue", "black", "brown"];

fn core() -> (Core, Arc<Memory>) {
    let service = Memory::new(|_| response(200, "{}"));
    let core = builder()
        .gzip_above(Some(1024))
        .transport(Arc::clone(&service))
        .build()
        .expect("a client");
    (core, service)
}

pub(crate) async fn try_send(request: Request) -> Result<Received, CallError<()>> {
    let (core, service) = core();
    Probe::new(&core, request).await?;
    Ok(service.received().remove(0))
}

pub(crate) async fn send(request: Request) -> Received {
    try_send(request).await.expect("sent")
}

pub(crate) async fn refusal(request: Request) -> String {
    let error = try_send(request).await.expect_err("refused");
    assert!(error.is_request(), "{error}");
    assert_eq!(error.attempts(), 0);
    error.to_string()
}

const BASE: &str = "https://west.example.com/api/v1/tenants/acme/a/";

async fn path<T: Serialize + ?Sized>(style: PathStyle, explode: bool, value: &T) -> String {
    let target = send(Request::new().path_with("p", style, explode, value)).await.target;
    let rest = target.strip_prefix(BASE).expect("below the base");
    rest.strip_suffix("/z").expect("the path's end").to_owned()
}

async fn query<T: Serialize + ?Sized>(style: Style, explode: bool, value: &T) -> String {
    let target = send(Request::new().path("p", "x").query_with("color", style, explode, value))
        .await
        .target;
    let rest = target
        .strip_prefix(BASE)
        .expect("below the base")
        .strip_prefix("x/z")
        .expect("the path");
    rest.strip_prefix('?').unwrap_or(rest).to_owned()
}

#[tokio::test]
async fn path_styles() {
    use PathStyle::{Label, Matrix, Simple};
    let table = [
        (Simple, false, "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (Simple, true, "blue", "blue,black,brown", "R=100,G=200,B=150"),
        (Label, false, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        (Label, true, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        (Matrix, false, ";p=blue", ";p=blue,black,brown", ";p=R,100,G,200,B,150"),
        (Matrix, true, ";p=blue", ";p=blue;p=black;p=brown", ";R=100;G=200;B=150"),
    ];
    for (style, explode, scalar, list, object) in table {
        assert_eq!(path(style, explode, "blue").await, scalar, "{style:?} {explode}");
        assert_eq!(path(style, explode, &LIST).await, list, "{style:?} {explode}");
        assert_eq!(path(style, explode, &COLOUR).await, object, "{style:?} {explode}");
    }
    assert_eq!(path(Matrix, false, "").await, ";p");
}

#[tokio::test]
async fn query_styles() {
    use Style::{DeepObject, Form, PipeDelimited, SpaceDelimited};
    let repeated = "color=blue&color=black&color=brown";
    let keyed = "R=100&G=200&B=150";
    let deep = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
    let table = [
        (Form, false, "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (Form, true, repeated, keyed),
        (
            SpaceDelimited,
            false,
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (SpaceDelimited, true, repeated, keyed),
        (
            PipeDelimited,
            false,
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (PipeDelimited, true, repeated, keyed),
        (
            DeepObject,
            true,
            "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
            deep,
        ),
    ];
    for (style, explode, list, object) in table {
        assert_eq!(query(style, explode, "blue").await, "color=blue", "{style:?} {explode}");
        assert_eq!(query(style, explode, "").await, "color=", "{style:?} {explode}");
        assert_eq!(query(style, explode, &LIST).await, list, "{style:?} {explode}");
        assert_eq!(query(style, explode, &COLOUR).await, object, "{style:?} {explode}");
        assert_eq!(query(style, explode, &None::<i64>).await, "", "{style:?} {explode}");
        assert_eq!(
            query(style, explode, &Vec::<i64>::new()).await,
            "",
            "{style:?} {explode}"
        );
    }
}

#[tokio::test]
async fn what_is_inside_of_objects_in_a_query() {
    let deep = async |value: Value| {
        let text = query(Style::DeepObject, true, &value).await;
        text.replace("%5B", "[").replace("%5D", "]")
    };
    assert_eq!(
        deep(json!({"a": {"b": [1, null, 2]}, "c": {}, "d": [], "e": null})).await,
        "color[a][b][]=1&color[a][b][]=2"
    );
    assert_eq!(
        deep(json!({"a": [{"b": 1}, null, {"b": 2, "c": [true]}, [3]]})).await,
        "color[a][0][b]=1&color[a][1][b]=2&color[a][1][c][]=true&color[a][2][]=3"
    );
    assert_eq!(
        query(Style::DeepObject, true, &json!({"a]b&": 1})).await,
        "color%5Ba%5Db%26%5D=1"
    );
    // A free-form object in the query: each key under its own name.
    assert_eq!(
        query(Style::Form, true, &json!({"a b": 1, "tag": ["x", "y"], "none": null})).await,
        "a%20b=1&tag=x&tag=y"
    );
}

#[tokio::test]
async fn reserved_characters_may_be_allowed() {
    let reserved = async |explode: bool, value: Value| {
        let request = Request::new()
            .path("p", "x")
            .query_reserved("q", Style::Form, explode, &value);
        let target = send(request).await.target;
        target.split_once('?').expect("a query").1.to_owned()
    };
    assert_eq!(reserved(true, json!("a:/?@!$()*,;=~b")).await, "q=a:/?@!$()*,;=~b");
    // These would end the value, the query, or be read as something else.
    assert_eq!(reserved(true, json!("&#+[]% é")).await, "q=%26%23%2B%5B%5D%25%20%C3%A9");
    assert_eq!(reserved(false, json!(["a,b", "c/d"])).await, "q=a%2Cb,c/d");
}

#[tokio::test]
async fn parameters_of_json() {
    let value = json!({"a": ["é", "𝄞"], "b": null});
    let request = Request::new()
        .path_json("p", &value)
        .query_json("q", &value)
        .header_json("x-arg", &value)
        .header_json("x-none", &None::<i64>)
        .cookie_json("c", &json!([1]))
        .cookie_json("d", &None::<i64>);
    let received = send(request).await;
    let encoded = "%7B%22a%22%3A%5B%22%C3%A9%22%2C%22%F0%9D%84%9E%22%5D%2C%22b%22%3Anull%7D";
    assert_eq!(received.target, format!("{BASE}{encoded}/z?q={encoded}"));
    let header = received.header("x-arg").expect("a header");
    assert_eq!(header, r#"{"a":["\u00e9","\ud834\udd1e"],"b":null}"#);
    assert_eq!(serde_json::from_str::<Value>(header).expect("JSON"), value);
    assert_eq!(
        (received.header("x-none"), received.header("cookie")),
        (None, Some("c=%5B1%5D"))
    );
    assert_eq!(
        refusal(Request::new().path_json("p", &None::<i64>)).await,
        "probe (PUT /a/{p}/z): the request could not be built: path parameter p has no value"
    );
}

#[tokio::test]
async fn a_query_without_names() {
    let target = |request: Request| async move { send(request.path("p", "x")).await.target };
    // In order of names, because whether serde_json keeps another order is up to the rest of the build.
    let value = json!({"a": "b c", "deep": {"x": "&"}, "list": [1, 2], "none": null});
    let form = target(Request::new().query_string(&value)).await;
    assert_eq!(form, format!("{BASE}x/z?a=b%20c&deep%5Bx%5D=%26&list=1&list=2"));
    assert_eq!(
        target(Request::new().query_string(&None::<Value>)).await,
        format!("{BASE}x/z")
    );
    let json = target(Request::new().query_string_json(&json!({"a": 1}))).await;
    assert_eq!(json, format!("{BASE}x/z?%7B%22a%22%3A1%7D"));
    assert_eq!(
        target(Request::new().query_string_json(&None::<Value>)).await,
        format!("{BASE}x/z")
    );
    let refused = refusal(Request::new().path("p", "x").query_string(&json!([1]))).await;
    assert!(refused.contains("only an object can be sent as a form"), "{refused}");
}

#[tokio::test]
async fn cookies_as_they_are() {
    let request = Request::new()
        .path("p", "x")
        .cookie_as_is("c", true, "a/b=%20c")
        .cookie_as_is("d", true, &LIST)
        .cookie_as_is("e", false, &LIST)
        .cookie_as_is("f", true, &None::<i64>);
    let expected = "c=a/b=%20c; d=blue; d=black; d=brown; e=blue,black,brown";
    assert_eq!(send(request).await.header("cookie"), Some(expected));
    for value in ["a b", "a;b", "a\r\nb", "é"] {
        let refused = refusal(Request::new().path("p", "x").cookie_as_is("c", true, value)).await;
        assert!(
            refused.contains("cookie c: a cookie has neither blanks nor semicolons"),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn exploded_cookies() {
    let request = Request::new()
        .path("p", "x")
        .cookie_with("c", true, &LIST)
        .cookie_with("d", true, &COLOUR)
        .cookie_with("e", false, &COLOUR);
    assert_eq!(
        send(request).await.header("cookie"),
        Some("c=blue; c=black; c=brown; R=100; G=200; B=150; e=R,100,G,200,B,150")
    );
}

#[tokio::test]
async fn scalars() {
    assert_eq!(query(Style::Form, true, &true).await, "color=true");
    assert_eq!(query(Style::Form, true, &u64::MAX).await, "color=18446744073709551615");
    assert_eq!(query(Style::Form, true, &i64::MIN).await, "color=-9223372036854775808");
    assert_eq!(query(Style::Form, true, &0.5).await, "color=0.5");
    assert_eq!(query(Style::Form, true, &0.1_f32).await, "color=0.1");
    assert_eq!(
        query(Style::Form, true, &json!(9_007_199_254_740_993_u64)).await,
        "color=9007199254740993"
    );
    assert_eq!(query(Style::Form, true, &Secret::from("s")).await, "color=s");
    assert_eq!(
        query(Style::Form, true, &Base64::from(&[255, 255])).await,
        "color=%2F%2F8%3D"
    );
    let bytes = Base64Url::from(&[0xfb, 0xff, 0xbe, 1]);
    assert_eq!(query(Style::Form, true, &bytes).await, "color=-_--AQ");
    assert_eq!(bytes.to_string().parse::<Base64Url>().expect("bytes"), bytes);
    assert_eq!("+/++AQ==".parse::<Base64Url>().expect("bytes"), bytes);
    assert_eq!(query(Style::Form, true, &7.0).await, "color=7");
    assert_eq!(query(Style::Form, true, &Upload::from("a b")).await, "color=a%20b");
    assert_eq!(query(Style::Form, true, &BTreeMap::from([(1, 2)])).await, "1=2");
}

#[tokio::test]
async fn reserved_characters_are_encoded() {
    let odd = "a/b c?d&e=f+g%2F#é,;~";
    let encoded = "a%2Fb%20c%3Fd%26e%3Df%2Bg%252F%23%C3%A9%2C%3B~";
    assert_eq!(path(PathStyle::Simple, false, odd).await, encoded);
    assert_eq!(query(Style::Form, true, odd).await, format!("color={encoded}"));
    assert_eq!(query(Style::Form, false, &["a,b", "c"]).await, "color=a%2Cb,c");
    let name = send(Request::new().path("p", "x").query("a b&", &1)).await.target;
    assert_eq!(name, format!("{BASE}x/z?a%20b%26=1"));
}

#[tokio::test]
async fn no_value_leads_out_of_its_segment() {
    for (value, out) in [
        ("%2e%2e", "%252e%252e"),
        ("../..", "..%2F.."),
        ("..\\..", "..%5C.."),
        ("...", "..."),
    ] {
        assert_eq!(path(PathStyle::Simple, false, value).await, out);
    }
    for value in [".", ".."] {
        let text = refusal(Request::new().path("p", value)).await;
        assert!(
            text.contains("path parameter {p}") && text.contains(&format!("`{value}`")),
            "{text}"
        );
    }
    // With the dot of the style, these are `.` and `..` too.
    for value in ["", "."] {
        refusal(Request::new().path_with("p", PathStyle::Label, false, value)).await;
    }
}

struct Range {
    low: f64,
    high: Vec<f64>,
}

oasmith_runtime::runtime::record!(Range { low: "low" finite, high: "highest" finite });

#[tokio::test]
async fn missing_and_impossible_values_are_errors() {
    let start = "probe (PUT /a/{p}/z): the request could not be built: ";
    let table = [
        (Request::new(), "path parameter p has no value"),
        (
            Request::new().path("p", &None::<String>),
            "path parameter p has no value",
        ),
        (
            Request::new().path("p", &Vec::<String>::new()),
            "path parameter p has no value",
        ),
        (Request::new().path("p", ""), "path parameter p is empty"),
        (
            Request::new().path("p", "x").query("q", &[[1]]),
            "query parameter q: an array or object inside another has no form in this place",
        ),
        (
            Request::new().path("p", "x").query("q", &Upload::from(vec![0xff])),
            "query parameter q: a file that is not UTF-8 text cannot be sent here",
        ),
        (
            Request::new().path("p", "x").query("q", &f64::NAN),
            "query parameter q: NaN is not a number that can be sent",
        ),
        (
            Request::new().path("p", "x").json(&Range {
                low: f64::INFINITY,
                high: vec![1.0],
            }),
            "body: `low` is NaN or infinite, which JSON cannot write",
        ),
        (
            Request::new().path("p", "x").json(&Range {
                low: 1.0,
                high: vec![f64::NAN],
            }),
            "body: `highest` is NaN or infinite, which JSON cannot write",
        ),
        (
            Request::new().path("p", "x").header("x-a", "secret\r\nx-b: c"),
            "header: the value of header x-a has a line break or another control character",
        ),
        (
            Request::new().path("p", "x").header("x a", "b"),
            "header: \"x a\" is not the name of a header",
        ),
        // The first fault is the one that is told.
        (
            Request::new().path("p", &[[1]]).query("q", &[[1]]),
            "path parameter p: an array or object inside another has no form in this place",
        ),
    ];
    for (request, text) in table {
        assert_eq!(refusal(request).await, format!("{start}{text}"));
    }
}

#[tokio::test]
async fn headers_and_cookies() {
    let request = Request::new()
        .path("p", "x")
        .header("x-one", "blue")
        .header("x-list", &LIST)
        .header("x-object", &COLOUR)
        .header_with("x-exploded", true, &COLOUR)
        .header("x-none", &None::<i64>)
        .cookie("c", "a b;")
        .cookie("d", &[1, 2])
        .cookie("e", &None::<i64>);
    let received = send(request).await;
    assert_eq!(received.header("x-one"), Some("blue"));
    assert_eq!(received.header("x-list"), Some("blue,black,brown"));
    assert_eq!(received.header("x-object"), Some("R,100,G,200,B,150"));
    assert_eq!(received.header("x-exploded"), Some("R=100,G=200,B=150"));
    assert_eq!(received.header("x-none"), None);
    assert_eq!(received.header("cookie"), Some("c=a%20b%3B; d=1,2"));
}

#[tokio::test]
async fn a_path_of_the_document_cannot_lead_out_either() {
    let (core, service) = core();
    let error = ProbeUpwards::new(&core, Request::new()).await.expect_err("refused");
    assert!(
        error.is_request() && error.to_string().contains("would lead out of the path"),
        "{error}"
    );
    let error = ProbeEncodedUpwards::new(&core, Request::new())
        .await
        .expect_err("refused");
    assert!(
        error.is_request() && error.to_string().ends_with("the path leads out of the server's URL"),
        "{error}"
    );
    assert!(service.received().is_empty());
}

#[tokio::test]
async fn a_fixed_query_is_kept() {
    let (core, service) = core();
    ProbeWithQuery::new(&core, Request::new().query("b", &2))
        .await
        .expect("sent");
    assert!(service.received()[0].target.ends_with("/a?fixed=1&b=2"));
}

#[tokio::test]
async fn a_header_of_the_call_wins_over_that_of_the_operation() {
    let (core, service) = core();
    let request = Request::new().path("p", "x").header("x-a", "operation").json(&1);
    let probe = Probe::new(&core, request)
        .header("x-a", "call")
        .header("content-type", "text/plain");
    probe.await.expect("sent");
    let received = service.received().remove(0);
    assert_eq!(received.header("x-a"), Some("call"));
    assert_eq!(received.header("content-type"), Some("text/plain"));
}
