//! The merged tree from parts of files. A part is moved; it is copied only if the tree has it at several places.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::parts::{Content, Fragment, Uses};
use crate::load::files::Files;
use crate::pointer::Pointer;

/// Puts every content at its place of a tree.
pub(super) fn assemble(files: &mut Files, head: Map<String, Value>, places: IndexMap<Pointer, Content>) -> Value {
    let mut uses = Uses::default();
    let parts = places.values().flat_map(Content::parts);
    parts.for_each(|part| uses.add(&part.site));
    let (mut root, mut assembly) = (head, Assembly { files, uses });
    for (at, content) in places {
        put(&mut root, &at, assembly.value(content));
    }
    Value::Object(root)
}

struct Assembly<'a> {
    files: &'a mut Files,
    uses: Uses,
}

impl Assembly<'_> {
    fn value(&mut self, content: Content) -> Value {
        match content {
            Content::Whole(part) => self.part(&part),
            Content::Entries(entries) => {
                let each = entries.iter().map(|(key, part)| (key.clone(), self.part(part)));
                Value::Object(each.collect())
            }
            Content::List(parts) => parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn part(&mut self, Fragment { site, texts }: &Fragment) -> Value {
        let mut value = match self.uses.end(site) {
            true => self.files.take(site),
            false => self.files.copy(site),
        };
        for (at, text) in texts.iter() {
            let place = at.strip(&site.1);
            if let Some(old) = place.and_then(|place| place.find_mut(&mut value)) {
                *old = Value::from(text.as_str());
            }
        }
        value
    }
}

/// Sets a key, and makes the mappings on the way to it. Something else in their place stays: it is reported later.
fn put(root: &mut Map<String, Value>, at: &Pointer, value: Value) {
    let parts = at.parts();
    let Some((last, above)) = parts.split_last() else {
        return;
    };
    let mut here = root;
    for part in above {
        let next = here.entry(part.as_str()).or_insert_with(|| Value::Object(Map::new()));
        let Some(next) = next.as_object_mut() else { return };
        here = next;
    }
    here.insert(last.clone(), value);
}
