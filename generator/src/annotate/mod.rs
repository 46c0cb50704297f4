//! VERB: Document → Document. Writes what `client.toml` says of single schemas, properties and operations into the tree, as the
//! extensions by which an overlay says the same: `[rename]`, `[enums]` and the schemas of `[types]`.
//!
//! It stands after `load`, since an overlay may have added what is named, and before `select`, so that all later
//! passes know one way of saying things. An entry that names nothing is an error, and so is one that contradicts the
//! document, an overlay or another entry. It must not judge names: `lower` does.

mod find;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::config::{Choice, Config, Entry};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::{Document, Operations};

/// Writes all choices into the document.
pub fn annotate(document: &mut Document, operations: &Operations, config: &Config, diags: &mut Diagnostics) {
    let mut author = Author {
        document,
        config,
        diags,
        said: BTreeMap::new(),
    };
    let Config { renames, enums, .. } = config;
    author.schemas("x-client-type", &config.schema_types);
    author.schemas("x-client-name", &renames.types);
    for (list, is_open) in [(&enums.closed, false), (&enums.open, true)] {
        for entry in list {
            let found = find::schema(author.document, &entry.text);
            author.say(entry, found, "x-client-open", Value::Bool(is_open));
        }
    }
    for Choice { of, word } in &renames.fields {
        let found = find::property(author.document, &of.text);
        author.say(of, found, "x-client-field", word.as_str().into());
    }
    for Choice { of, word } in &renames.errors {
        let found = find::operation(operations, &of.text);
        author.say(of, found, "x-client-error", word.as_str().into());
    }
    for Choice { of, word } in &renames.operations {
        let found = find::operation(operations, &of.text);
        let (group, method) = match word.split_once('.') {
            Some((group, method)) => (Some(group), method),
            None => (None, word.as_str()),
        };
        author.say(of, found.clone(), "x-client-name", method.into());
        if let Some(group) = group {
            author.say(of, found, "x-client-group", group.into());
        }
    }
}

/// Who says something of a place.
struct Author<'a> {
    document: &'a mut Document,
    config: &'a Config,
    diags: &'a mut Diagnostics,
    /// What was said, and by which entry.
    said: BTreeMap<Pointer, &'a Entry>,
}

impl<'a> Author<'a> {
    fn schemas(&mut self, key: &str, choices: &'a [Choice]) {
        for Choice { of, word } in choices {
            let found = find::schema(self.document, &of.text);
            self.say(of, found, key, word.as_str().into());
        }
    }

    /// Writes one extension, unless something else is said already.
    fn say(&mut self, entry: &'a Entry, found: Result<Pointer, find::Missing>, key: &str, value: Value) {
        let at = match found {
            Ok(at) => at,
            Err(find::Missing { message, help }) => {
                let error = self.error(Code::UnmatchedChoice, entry, message).help(help);
                return self.diags.push(error);
            }
        };
        let Some(Value::Object(target)) = self.document.root.pointer_mut(at.as_str()) else {
            return;
        };
        let place = at.key(key);
        match target.get(key) {
            Some(other) if *other != value => self.contradict(entry, &place, key, &value),
            Some(_) => {}
            None => {
                target.insert(key.to_owned(), value);
                self.said.insert(place, entry);
            }
        }
    }

    fn contradict(&mut self, entry: &Entry, place: &Pointer, key: &str, value: &Value) {
        let other = self.document.get(place).cloned().unwrap_or_default();
        let message = format!("`{}` gets `{key}: {value}` here, and `{other}` elsewhere", entry.text);
        let elsewhere = match self.said.get(place) {
            Some(other) => Place::entry(&self.config.file, &other.span),
            None => Place::At(place.clone()),
        };
        let error = self.error(Code::ContradictedChoice, entry, message);
        let error = error.related(elsewhere, "said here, too");
        self.diags.push(error.help("say it once: remove one of the two"));
    }

    fn error(&self, code: Code, entry: &Entry, message: String) -> Diagnostic {
        let place = Place::entry(&self.config.file, &entry.span);
        Diagnostic::new(code, place, message)
    }
}
