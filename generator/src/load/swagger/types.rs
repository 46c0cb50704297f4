//! The media types of bodies.

use crate::spec::{essence, is_json};

/// The media types of an operation; empty where nothing is stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MediaTypes {
    pub(super) consumes: Vec<String>,
    pub(super) produces: Vec<String>,
}

/// What a body is of which nothing else is stated.
pub(super) const USUAL: &str = "application/json";

impl MediaTypes {
    /// Those of a request body.
    pub(super) fn of_body(&self) -> Vec<String> {
        or_usual(&self.consumes)
    }

    /// Those of a response.
    pub(super) fn of_response(&self) -> Vec<String> {
        or_usual(&self.produces)
    }

    /// Those of a response that is a file, which JSON is not.
    pub(super) fn of_file(&self) -> Vec<String> {
        let others: Vec<String> = self.produces.iter().filter(|one| !is_json(one)).cloned().collect();
        if others.is_empty() {
            vec!["*/*".to_owned()]
        } else {
            others
        }
    }

    /// The same for failures, which are told in JSON by services that produce nothing that could hold them.
    pub(super) fn of_failures(&self) -> Self {
        let can_hold = |media_type: &String| is_json(media_type) || essence(media_type).ends_with("xml");
        let mut out = self.clone();
        if !self.produces.is_empty() && !self.produces.iter().any(can_hold) {
            out.produces.push(USUAL.to_owned());
        }
        out
    }
}

fn or_usual(stated: &[String]) -> Vec<String> {
    match stated {
        [] => vec![USUAL.to_owned()],
        stated => stated.to_vec(),
    }
}
