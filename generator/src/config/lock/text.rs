//! A [`Lock`] → the text of its file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::read::VERSION;
use super::{Doubt, Lock, LockedMembers, LockedName, LockedOperation};

const HEAD: &str = "# Names that do not change. Made by `oasmith generate`: commit it. A name that is changed here is changed for good.\n";

impl Lock {
    /// The text of the file.
    pub fn text(&self) -> String {
        let mut out = format!("{HEAD}version = {VERSION}\n");
        if !self.document.is_empty() {
            let _ = writeln!(out, "document = {}", quoted(&self.document));
        }
        if !self.idle.is_empty() {
            out.push_str(&keys_line("idle", &self.idle));
        }
        if let Some(setters) = self.setters.as_ref().filter(|_| !self.operations.is_empty()) {
            out.push_str(&setters_line(setters));
        }
        let mut table = |name: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                let _ = write!(out, "\n[{name}]\n{}\n", lines.join("\n"));
            }
        };
        let pairs = |all: &BTreeMap<String, LockedName>| {
            let line = |(at, name): (&String, &LockedName)| format!("{} = {}", quoted(at), quoted(&name.name));
            all.iter().map(line).collect::<Vec<_>>()
        };
        table("groups", pairs(&self.groups));
        table("operations", self.operations.iter().map(operation_line).collect());
        table("types", pairs(&self.types));
        let of_types = self.types.iter().map(|(at, name)| (at, &name.members));
        let of_operations = self.operations.iter().map(|(at, operation)| (at, &operation.members));
        let members: BTreeMap<_, _> = of_types.chain(of_operations).collect();
        let members = members.into_iter().filter(|(_, members)| !members.is_empty());
        let keys = self.keys_of_types();
        let lines = members.map(|(at, members)| list_lines((at, &Self::with_keys(members, &keys))));
        table("members", lines.collect());
        table("variants", pairs(&self.variants));
        table("webhooks", pairs(&self.webhooks));
        table("bodies", self.bodies.iter().map(bodies_line).collect());
        table("elements", self.elements.iter().map(list_lines).collect());
        table("doubts", self.doubts.iter().map(doubt_line).collect());
        out
    }
}

fn keys_line(name: &str, keys: &BTreeSet<String>) -> String {
    let each: String = keys.iter().map(|key| format!("    {},\n", quoted(key))).collect();
    match keys.is_empty() {
        true => format!("{name} = []\n"),
        false => format!("{name} = [\n{each}]\n"),
    }
}

fn setters_line(setters: &LockedMembers) -> String {
    match setters.is_empty() {
        true => "setters = []\n".to_owned(),
        false => format!("setters = [\n{}]\n", pair_lines(setters)),
    }
}

fn operation_line((at, operation): (&String, &LockedOperation)) -> String {
    let LockedOperation {
        group,
        method,
        request,
        error,
        shared,
        body,
        reply,
        output,
        members: _,
        id,
    } = operation;
    let sometimes = [
        ("method", method),
        ("request", request),
        ("error", error),
        ("shared", shared),
        ("body", body),
        ("reply", reply),
        ("output", output),
        ("id", id),
    ];
    let sometimes = sometimes.map(|(key, name)| (key, name.as_ref()));
    let each = [("group", Some(group))].into_iter().chain(sometimes);
    let each = each.filter_map(|(key, locked)| Some(format!("{key} = {}", quoted(&locked?.name))));
    format!("{} = {{ {} }}", quoted(at), each.collect::<Vec<_>>().join(", "))
}

fn bodies_line((of, bodies): (&String, &BTreeMap<String, String>)) -> String {
    let each = bodies.iter();
    let each = each.map(|(variant, body)| format!("{} = {}", quoted(variant), quoted(body)));
    format!("{} = {{ {} }}", quoted(of), each.collect::<Vec<_>>().join(", "))
}

fn doubt_line((name, doubt): (&String, &Doubt)) -> String {
    format!("{} = {}", quoted(name), quoted(doubt.word()))
}

/// A pair on each line, so that a difference shows which ones have changed.
fn list_lines((at, pairs): (&String, &Vec<(String, String)>)) -> String {
    format!("{} = [\n{}]", quoted(at), pair_lines(pairs))
}

fn pair_lines(pairs: &[(String, String)]) -> String {
    let each = pairs.iter();
    each.map(|(what, word)| format!("    [{}, {}],\n", quoted(what), quoted(word)))
        .collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
