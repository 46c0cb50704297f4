//! `oasmith diff`: what is said of each pair of documents, as text and as JSON, and how it ends.
//!
//! A pair is a folder of `tests/diff` with `old.yaml`, `new.yaml` and what is said of them in `report.txt`; with `old` and `new` in
//! their place, if it is about `client.toml`. Adding one needs no Rust. `INSTA_UPDATE=always` writes every `report.txt` anew: read the difference before you keep it.

mod diff {
    mod command;
    mod pairs;
    mod revisions;
    mod rules;
    mod run;
}
