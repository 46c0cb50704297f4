//! What a client calls things, and which of these names nobody would choose.
//!
//! In: a document and the plan of its client. Out: every name with what it is for and the text of the document that it comes from. Must
//! not judge by anything but the name and that text: what the author wrote is not counted.

use std::path::Path;

use oasmith::config::Config;
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};
use oasmith::plan::{Api, Definition, Group, Member, Model, Operation, Output};
use oasmith::spec::Document;

/// A longer name is too long.
pub const LONGEST: usize = 60;

/// A group with more methods is a heap.
pub const HEAP: usize = 100;

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What the client has for a group of operations.
    Group,
    /// A method that makes a request.
    Method,
    /// An argument or a setter of a request.
    Argument,
    /// The type of a request, or of what it gives.
    Request,
    /// The type of errors.
    Failure,
    /// A generated type.
    Type,
    /// A field of a struct.
    Field,
    /// A value or a branch of an enum.
    Variant,
}

/// A name of the client.
#[derive(Clone, Debug)]
pub struct Name {
    /// What it is for.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// What has the name: the group of a method, the type of a field.
    pub of: String,
    /// Where it comes from.
    pub place: String,
    /// What the author wrote there; of a variant, its value in the first line.
    written: String,
    /// The same with what the place is called.
    source: String,
}

impl Name {
    /// Whether it is longer than anybody likes to read, and not because the author wrote it so.
    pub fn is_long(&self) -> bool {
        self.name.chars().count() > LONGEST && !self.is_written(&self.name)
    }

    /// Whether one string of the document there has these letters.
    fn is_written(&self, name: &str) -> bool {
        let is_within = |letter: char| letter.is_alphanumeric() || "_-., ".contains(letter);
        let name = plain(name);
        let mut lines = self.written.lines();
        let is_value = self.kind == Kind::Variant && lines.next().is_some_and(|value| plain(value).contains(&name));
        let mut strings = self.written.split(|letter| !is_within(letter));
        is_value || strings.any(|text| plain(text).contains(&name))
    }

    /// Whether it ends in a number that is not in the document there.
    pub fn has_own_number(&self) -> bool {
        let stem = self.name.trim_end_matches('_');
        let from = stem.len() - stem.chars().rev().take_while(char::is_ascii_digit).count();
        let (head, digits) = stem.split_at(from);
        // `N16x16` and `Minus1` have a letter that a name needs, or a symbol as a word.
        let head = head
            .strip_prefix(['n', 'N'])
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(head);
        let word = head.rfind(|letter: char| letter.is_ascii_uppercase() || letter == '_');
        let word = word.map_or(head, |at| head[at..].trim_start_matches('_'));
        let before = if ["n", "status", "minus", "plus"].contains(&word.to_lowercase().as_str()) {
            String::new()
        } else {
            plain(word)
        };
        !digits.is_empty() && !plain(&self.source).contains(&(before + digits))
    }

    /// Whether it ends in letters that stand for a place, because words for it were not found.
    pub fn has_hash(&self) -> bool {
        let end = self.name.len().saturating_sub(4);
        let Some((head, digits)) = self.name.split_at_checked(end) else {
            return false;
        };
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_marked = head.ends_with("_x") || (head.ends_with('X') && head.len() > 1);
        is_marked && digits.bytes().all(is_hex) && !plain(&self.source).contains(&format!("x{digits}"))
    }

    /// Whether it is a method that is called after the HTTP method where a verb would say more.
    pub fn is_post(&self) -> bool {
        self.kind == Kind::Method && self.name.starts_with("post_")
    }

    /// Whether a word, or a run of words, follows itself where the author did not write it so.
    pub fn stutters(&self) -> bool {
        let words = words(&self.name);
        let is_twice = |run: &[String]| run[..run.len() / 2] == run[run.len() / 2..] && !self.is_written(&run.concat());
        (1..=words.len() / 2).any(|count| words.windows(2 * count).any(is_twice))
    }
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn words(name: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            out.push(String::new());
        }
        out.last_mut()
            .expect("a word")
            .extend(letter.to_lowercase().filter(|letter| *letter != '_'));
    }
    out.retain(|word| !word.is_empty());
    out
}

/// All names of the client of a document as it is; none if it is refused.
pub fn of_file(path: &Path) -> Option<Vec<Name>> {
    let mut diags = Diagnostics::default();
    let inputs = Inputs {
        documents: vec![path.to_owned()],
        ..Inputs::default()
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let document = load(&inputs, &mut diags)?;
    let api = oasmith::plan_client(&document, &Config::for_document(&stem), &mut diags)?;
    Some(names(&document, &api))
}

/// All names of a client.
pub fn names(document: &Document, api: &Api) -> Vec<Name> {
    let mut out = Vec::new();
    for group in &api.groups {
        of_group(group, &mut out);
    }
    for model in api.models.iter() {
        of_model(document, model, &mut out);
    }
    for failure in &api.failures {
        let source = failure.of.concat();
        let mut add = |name: &str, source: &str| {
            out.push(Name {
                kind: Kind::Failure,
                name: name.to_owned(),
                of: String::new(),
                place: failure.of.join(", "),
                written: source.to_owned(),
                source: source.to_owned(),
            })
        };
        add(&failure.name, &source);
        failure.aliases.iter().for_each(|alias| add(&alias.name, &alias.of));
    }
    out
}

fn of_group(group: &Group, out: &mut Vec<Name>) {
    let ids = group
        .operations
        .iter()
        .map(|operation| format!("{} {}\n", operation.id, operation.path));
    let source = format!("{}{:?}", ids.collect::<String>(), group.docs);
    out.push(Name {
        kind: Kind::Group,
        name: group.name.clone(),
        of: String::new(),
        place: group.operations.len().to_string(),
        written: format!("{source} {}", group.name),
        source: source + &group.name,
    });
    group
        .operations
        .iter()
        .for_each(|operation| of_operation(group, operation, out));
}

fn of_operation(group: &Group, operation: &Operation, out: &mut Vec<Name>) {
    let place = format!("{} {} {}", operation.method, operation.path, operation.id);
    let mut add = |kind: Kind, name: &str, source: &str| {
        out.push(Name {
            kind,
            name: name.to_owned(),
            of: group.name.clone(),
            place: place.clone(),
            written: source.to_owned(),
            source: source.to_owned(),
        })
    };
    add(Kind::Method, &operation.name, &place);
    add(Kind::Request, &operation.type_name, &place);
    operation
        .parameters
        .iter()
        .for_each(|one| add(Kind::Argument, &one.name, &one.wire));
    for field in operation.body.iter().flat_map(|body| &body.fields) {
        if let Member::Single(single) = &field.field.member {
            add(Kind::Argument, &field.name, &single.key);
        }
    }
    if let Output::ByStatus(choice) = &operation.output {
        add(Kind::Request, &choice.name, &place);
    }
}

fn of_model(document: &Document, model: &Model, out: &mut Vec<Name>) {
    let place = format!("{} {}", model.at, model.origin);
    let text = document.get(&model.at).map(ToString::to_string).unwrap_or_default();
    let id =
        (1..=model.at.depth()).filter_map(|count| document.get(&model.at.first(count))?.get("operationId")?.as_str());
    let written = format!("{} {} {text}", model.at, id.collect::<String>());
    let mut add = |kind: Kind, name: &str, written: String| {
        out.push(Name {
            kind,
            name: name.to_owned(),
            of: model.name.clone(),
            place: place.clone(),
            source: format!("{place} {written}"),
            written,
        })
    };
    add(Kind::Type, &model.name, written.clone());
    match &model.definition {
        Definition::Record(record) => {
            for field in &record.fields {
                let wire = match &field.member {
                    Member::Single(single) => &single.key,
                    Member::Group(name) => name,
                };
                add(Kind::Field, &field.name, wire.clone());
            }
        }
        Definition::TextEnum(text) => {
            for value in &text.values {
                add(Kind::Variant, &value.name, format!("{}\n{written}", value.wire));
            }
        }
        Definition::Union(union) => {
            for variant in &union.variants {
                add(
                    Kind::Variant,
                    &variant.name,
                    format!("{:?}\n{written}", variant.criterion),
                );
            }
        }
    }
}
