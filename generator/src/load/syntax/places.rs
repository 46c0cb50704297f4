//! Where a pointer leads to in the text of a file. Computed when a message is printed, never before.

use std::ops::Range;

use super::node::Ranges;
use super::{json, yaml};
use crate::pointer::Pointer;

/// The places of one file.
#[derive(Debug)]
pub struct Places(Option<Ranges>);

impl Places {
    /// Reads the text once more, this time for its places.
    pub fn read(text: &str, is_json: bool) -> Self {
        let mut root = if is_json { json::nodes(text) } else { yaml::nodes(text) };
        root.iter_mut().for_each(Ranges::sort);
        Self(root)
    }

    /// The byte range to show for a pointer: the value if it is a scalar, its key otherwise.
    /// What does not exist is shown by the nearest thing around it.
    pub fn find(&self, at: &Pointer) -> Range<usize> {
        let Some(mut here) = self.0.as_ref() else { return 0..0 };
        for part in at.parts() {
            match here.child(&part) {
                Some(child) => here = child,
                None => return here.shown(),
            }
        }
        here.shown()
    }

    /// Whether what a pointer leads to is an element of a list; `None` if it leads nowhere.
    pub fn is_element(&self, at: &Pointer) -> Option<bool> {
        let mut here = self.0.as_ref()?;
        for part in at.parts() {
            here = here.child(&part)?;
        }
        Some(here.key.is_none() && *at != Pointer::root())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, is_json: bool, pointer: &str) -> (usize, String) {
        let range = Places::read(text, is_json).find(&Pointer::parse(pointer));
        let line = text[..range.start].matches('\n').count() + 1;
        (line, text[range].trim_end().to_owned())
    }

    #[test]
    fn yaml_places() {
        let text =
            "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      tags: [x, 'y z']\n      responses:\n        200: {d: é}\n";
        let table = [
            ("/openapi", 1, "3.0.0"),
            ("/paths/~1a/get", 4, "get"),
            ("/paths/~1a/get/tags/1", 5, "'y z'"),
            ("/paths/~1a/get/responses/200", 7, "200"),
            ("/paths/~1a/get/responses/200/d", 7, "é"),
            ("/paths/~1a/get/responses/404", 6, "responses"),
        ];
        for (pointer, line, shown) in table {
            assert_eq!(at(text, false, pointer), (line, shown.to_owned()), "{pointer}");
        }
    }

    #[test]
    fn json_places() {
        let text = "{\n \"openapi\": \"3.0.0\",\n \"paths\": {\"/a\": {\n  \"tags\": [1, \"y\"]}}\n}\n";
        let table = [
            ("/openapi", 2, "\"3.0.0\""),
            ("/paths/~1a", 3, "\"/a\""),
            ("/paths/~1a/tags/1", 4, "\"y\""),
            ("/paths/~1b", 3, "\"paths\""),
        ];
        for (pointer, line, shown) in table {
            assert_eq!(at(text, true, pointer), (line, shown.to_owned()), "{pointer}");
        }
    }
}
