//! How an item is told in a line: path first, then what it is, in brackets what it needs or is marked with.

use super::cursor::{Cursor, in_one_line};
use super::items::{ItemKind, SourceItem, items};
use super::members::{elements, members};
use super::modules::{is_hidden, join, marks as marks_of};

/// Traits that every model has, and one that nobody can name.
const TAKEN_FOR_GRANTED: [&str; 3] = ["Deserialize", "Serialize", "Limits"];

/// A line with its marks.
pub(super) fn marked(line: String, marks: &[String]) -> String {
    match marks {
        [] => line,
        marks => line + " [" + &marks.join(", ") + "]",
    }
}

/// The lines of an item that is found by this path: one for itself, one for each public part of it.
pub(super) fn definition(item: &SourceItem<'_>, path: &str, marks: &[String]) -> Vec<String> {
    let head = in_one_line(item.head);
    let own = with_attributes(&item.attributes, marks);
    match item.kind {
        ItemKind::Function => vec![function(item, path, marks)],
        ItemKind::Const | ItemKind::Static => {
            let ty = head.split('=').next().unwrap_or_default();
            vec![marked(
                format!("{path}: const {}", ty.trim_start_matches(':').trim()),
                &own,
            )]
        }
        ItemKind::Type => {
            let space = if head.starts_with('<') { "" } else { " " };
            vec![marked(format!("{path}{space}{head}"), &own)]
        }
        ItemKind::Struct => structure(item, path, &own, marks),
        ItemKind::Enum => {
            let mut out = vec![kind(item, "enum", path, &own)];
            out.extend(members(item.body).iter().map(|variant| {
                let space = if variant.rest.starts_with('{') { " " } else { "" };
                let own = with_attributes(&variant.attributes, marks);
                marked([path, "::", variant.name, space, &variant.rest].concat(), &own)
            }));
            out
        }
        ItemKind::Trait => {
            let mut out = vec![marked(format!("{path}: trait{head}"), &own)];
            let (_, inside) = items(item.body);
            let inside = inside.iter().filter(|part| !is_hidden(part));
            out.extend(inside.map(|part| member(part, path, marks)));
            out
        }
        _ => Vec::new(),
    }
}

fn structure(item: &SourceItem<'_>, path: &str, own: &[String], marks: &[String]) -> Vec<String> {
    let mut out = vec![kind(item, "struct", path, own)];
    let fields = members(item.body);
    let fields = fields.iter().filter(|field| field.public);
    out.extend(fields.map(|field| {
        let own = with_attributes(&field.attributes, marks);
        marked([path, "::", field.name, &field.rest].concat(), &own)
    }));
    let mut head = Cursor::new(item.head);
    head.generics();
    if head.rest().starts_with('(') {
        let each = elements(head.group()).into_iter();
        out.extend(each.map(|(number, ty)| marked(format!("{path}::{number}: {ty}"), marks)));
    }
    out
}

/// `models::Stream: struct, Clone, Debug`
fn kind(item: &SourceItem<'_>, word: &str, path: &str, marks: &[String]) -> String {
    let generics = in_one_line(Cursor::new(item.head).generics());
    let derives = item.attributes.iter().filter_map(|text| text.strip_prefix("derive("));
    let derives = derives.flat_map(|list| list.trim_end_matches(')').split(','));
    let derives: String = derives
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .flat_map(|name| [", ", name])
        .collect();
    marked([path, ": ", word, &generics, &derives].concat(), marks)
}

/// The public methods and constants of an `impl`.
pub(super) fn methods(body: &str, path: &str, marks: &[String]) -> Vec<String> {
    let (_, inside) = items(body);
    let public = inside.iter().filter(|item| item.public && !is_hidden(item));
    public
        .map(|item| member(item, path, &[marks, &marks_of(item)].concat()))
        .collect()
}

fn member(item: &SourceItem<'_>, path: &str, marks: &[String]) -> String {
    let path = join(path, item.name);
    match item.kind {
        ItemKind::Function => function(item, &path, marks),
        ItemKind::Type => marked(format!("{path}: type{}", in_one_line(item.head)), marks),
        _ => {
            let head = in_one_line(item.head);
            let ty = head.split('=').next().unwrap_or_default();
            marked(format!("{path}: const {}", ty.trim_start_matches(':').trim()), marks)
        }
    }
}

/// `Streams::list(&self) -> List`
fn function(item: &SourceItem<'_>, path: &str, marks: &[String]) -> String {
    let qualifiers = item.qualifiers.iter().map(|&word| word.to_owned());
    let own: Vec<String> = qualifiers.chain(with_attributes(&item.attributes, marks)).collect();
    let head = in_one_line(item.head).replacen("(mut self", "(self", 1);
    marked(path.to_owned() + &head, &own)
}

/// `List: Operation, Output = models::StreamList`
pub(super) fn implemented(implemented: &str, body: &str, path: &str, marks: &[String]) -> Option<String> {
    let (name, generics) = match implemented.split_once('<') {
        Some((name, rest)) => (name, format!("<{rest}")),
        None => (implemented, String::new()),
    };
    let name = name.rsplit("::").next().unwrap_or(name).trim();
    if TAKEN_FOR_GRANTED.contains(&name) {
        return None;
    }
    let (_, inside) = items(body);
    let types = inside.iter().filter(|item| item.kind == ItemKind::Type);
    let types: String = types
        .map(|item| format!(", {} {}", item.name, in_one_line(item.head)))
        .collect();
    Some(marked(format!("{path}: {name}{generics}{types}"), marks))
}

/// Marks, and what attributes say beside them.
fn with_attributes(attributes: &[&str], marks: &[String]) -> Vec<String> {
    let said = attributes
        .iter()
        .map(|text| text.split(['(', ' ']).next().unwrap_or_default());
    let said = said.filter(|word| ["deprecated", "non_exhaustive"].contains(word));
    said.map(str::to_owned).chain(marks.iter().cloned()).collect()
}
