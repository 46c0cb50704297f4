//! VERB: `client.toml` → annotations of a document. What `[rename]`, `[enums]` and the schemas of `[types]` say, by the place that
//! each entry names, as the extensions by which an overlay says the same. Names of operations go to their index.
//!
//! It stands after `load`, since an overlay may have added what is named, and before `select`, so that all later
//! passes know one way of saying things. An entry that names nothing is an error, and so is one that contradicts the
//! document, an overlay or another entry. It must not judge names (`lower` does) nor change the document.

mod find;

use serde_json::Value;

use crate::config::{Assignment, Config, Entry};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::{Annotations, Document, OperationName, Operations};

/// All choices for schemas and properties; those for operations go to their index.
pub fn annotate(
    document: &Document,
    operations: &mut Operations,
    config: &Config,
    diags: &mut Diagnostics,
) -> Annotations {
    let mut author = Author {
        document,
        config,
        diags,
        annotations: Annotations::default(),
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
    for Assignment { of, word } in &renames.fields {
        let found = find::property(author.document, &of.text);
        author.say(of, found, "x-client-field", word.as_str().into());
    }
    for Assignment { of, word } in &renames.errors {
        author.choose(operations, of, &[(OperationName::Error, word)]);
    }
    for Assignment { of, word } in &renames.operations {
        match word.split_once('.') {
            Some((group, method)) => {
                let names = [(OperationName::Method, method), (OperationName::Group, group)];
                author.choose(operations, of, &names);
            }
            None => author.choose(operations, of, &[(OperationName::Method, word)]),
        }
    }
    author.annotations
}

/// Who says something of a place.
struct Author<'a> {
    document: &'a Document,
    config: &'a Config,
    diags: &'a mut Diagnostics,
    annotations: Annotations,
}

impl<'a> Author<'a> {
    fn schemas(&mut self, key: &str, choices: &'a [Assignment]) {
        for Assignment { of, word } in choices {
            let found = find::schema(self.document, &of.text);
            self.say(of, found, key, word.as_str().into());
        }
    }

    /// Chooses names of an operation, unless others are chosen already.
    fn choose(&mut self, operations: &mut Operations, entry: &'a Entry, names: &[(OperationName, &str)]) {
        let at = match find::operation(operations, &entry.text) {
            Ok(at) => at,
            Err(missing) => return self.missing(entry, missing),
        };
        for (name, word) in names {
            let place = at.key(name.extension());
            let here = Value::from(*word);
            let chosen = operations.at(&at).and_then(|operation| operation.names.get(*name));
            let before = self.document.get(&place).cloned().or_else(|| chosen.map(Value::from));
            if self.is_new(entry, place, &here, before) {
                operations.choose(&at, *name, word);
            }
        }
    }

    /// Adds one extension, unless something else is said already.
    fn say(&mut self, entry: &'a Entry, found: Result<Pointer, find::Missing>, key: &str, value: Value) {
        let at = match found {
            Ok(at) => at,
            Err(missing) => return self.missing(entry, missing),
        };
        let before = self.annotations.extension(self.document, &at, key).cloned();
        if self.is_new(entry, at.key(key), &value, before) {
            self.annotations.add(at, key, value);
        }
    }

    /// Whether nothing is said of a place so far. It is an error if something else is.
    fn is_new(&mut self, entry: &'a Entry, place: Pointer, value: &Value, before: Option<Value>) -> bool {
        match before {
            Some(other) if other != *value => self.contradict(entry, &place, value, &other),
            Some(_) => {}
            None => {
                let here = Place::entry(&self.config.file, &entry.span);
                self.annotations.note(place, here);
                return true;
            }
        }
        false
    }

    fn missing(&mut self, entry: &Entry, find::Missing { message, help }: find::Missing) {
        let error = self.error(Code::UnmatchedChoice, entry, message);
        self.diags.push(error.help(help));
    }

    fn contradict(&mut self, entry: &Entry, place: &Pointer, value: &Value, other: &Value) {
        let key = place.last();
        let message = format!("`{}` gets `{key}: {value}` here, and `{other}` elsewhere", entry.text);
        let elsewhere = self.annotations.entry(place).cloned();
        let elsewhere = elsewhere.unwrap_or_else(|| Place::At(place.clone()));
        let error = self.error(Code::ContradictedChoice, entry, message);
        let error = error.related(elsewhere, "said here, too");
        self.diags.push(error.help("say it once: remove one of the two"));
    }

    fn error(&self, code: Code, entry: &Entry, message: String) -> Diagnostic {
        let place = Place::entry(&self.config.file, &entry.span);
        Diagnostic::new(code, place, message)
    }
}
