//! The last look at the merged tree: every reference leads somewhere, and no chain of them in a circle.
//!
//! One that does not costs what reaches it. Where a schema is expected, any JSON value takes its place, so that later passes
//! see no reference that cannot be followed there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::dialect::Dialect;
use super::slot::Slot;
use super::target::{Target, parse};
use super::unfollowed::{Unfollowables, absent};
use super::walk::{Reference, references};
use crate::diag::{Action, Cause, Code, Diagnostic, Diagnostics, Place, Severity};
use crate::load::suggest::Guesses;
use crate::pointer::Pointer;

/// A reference of the tree.
struct BrokenReference {
    at: Pointer,
    slot: Slot,
    text: String,
}

/// Checks a merged tree. Gives the places of references of schemas that lead nowhere, and are to be taken out.
pub(in crate::load) fn check(root: &Value, unfollowed: &Unfollowables, diags: &mut Diagnostics) -> Vec<Pointer> {
    let (mut found, mut mappings) = (Vec::new(), Vec::new());
    let dialect = Dialect::of(root);
    references(root, dialect.root(), &Pointer::root(), &mut |reference| {
        if reference.mapping {
            mappings.extend(unmapped(root, dialect, reference));
        } else {
            found.push(BrokenReference {
                at: reference.trail.pointer(),
                slot: reference.slot,
                text: reference.text.to_owned(),
            });
        }
    });
    let mut judge = Judge {
        root,
        unfollowed,
        guesses: Guesses::default(),
    };
    mappings.into_iter().for_each(|one| diags.push(one));
    let mut gone = Vec::new();
    for one in found {
        if let Some(diagnostic) = judge.fault(&one) {
            diags.push(diagnostic);
            gone.extend((one.slot == Slot::Schema).then_some(one.at));
        }
    }
    check_circles(root, dialect, &mut gone, diags);
    gone
}

/// An entry of `discriminator.mapping` that names no schema: values with its tag are not read as a branch.
fn unmapped(root: &Value, dialect: Dialect, reference: &Reference<'_>) -> Option<Diagnostic> {
    let text = reference.text;
    let target = match parse(text) {
        Target::Place(None, target) if text.starts_with('#') => target,
        _ => dialect.schema(text),
    };
    if target.find(root).is_some() {
        return None;
    }
    let at = reference.trail.pointer();
    let message = format!(
        "`{text}` is not a schema, so values with the tag `{}` are not read as a branch",
        at.last()
    );
    let said = Diagnostic::at(Code::UnresolvedRef, &at, message).severity(Severity::Warning);
    Some(said.help("correct or remove the entry").fix(Action::remove(at)))
}

/// Decides whether references lead anywhere.
struct Judge<'a> {
    root: &'a Value,
    unfollowed: &'a Unfollowables,
    guesses: Guesses,
}

impl Judge<'_> {
    /// What is wrong with a reference, if anything.
    fn fault(&mut self, BrokenReference { at, slot, text }: &BrokenReference) -> Option<Diagnostic> {
        let target = match parse(text) {
            Target::Place(None, target) => target,
            Target::Place(Some(_), _) | Target::Remote | Target::Anchor => {
                let message = format!("`{text}` does not lead into the merged document");
                let example = Dialect::of(self.root).schema("Name");
                let help = format!("an overlay refers to what is there after merging, as in `{example}`");
                return Some(lost(at, *slot, Code::UnsupportedRef, message.into(), &help));
            }
        };
        if target.find(self.root).is_some() {
            return None;
        }
        if let Some(one) = self.unfollowed.get(&target) {
            return Some(lost(at, *slot, one.code, one.cause.clone(), &one.help));
        }
        let missing = self.guesses.missing(self.root, &target);
        let message = absent(&format!("`{target}`"));
        let mut diagnostic = lost(at, *slot, Code::UnresolvedRef, message.into(), &missing.words);
        if let (Some(meant), Some(holder)) = (missing.meant(self.root, &target), at.parent()) {
            diagnostic.fix = vec![Action::update(holder, json!({ "$ref": meant.to_string() }))];
        }
        Some(diagnostic)
    }
}

/// What is lost where a reference leads nowhere. Without a reference any value is taken, and what is no schema goes.
fn lost(at: &Pointer, slot: Slot, code: Code, cause: Cause, help: &str) -> Diagnostic {
    let holder = || at.parent().unwrap_or_default();
    let said = Diagnostic::at(code, at, cause);
    match slot {
        Slot::Schema => said
            .help(format!("{help}; until then any JSON value is taken here"))
            .fix(Action::remove(at.clone())),
        Slot::Example | Slot::Link => said
            .severity(Severity::Warning)
            .help(help)
            .fix(Action::remove(holder())),
        _ => said
            .help(format!("{help}; until then what needs it is left out"))
            .fix(Action::remove(holder())),
    }
}

/// A reference may be part of what it refers to, but a chain of nothing but references must end.
fn check_circles(root: &Value, dialect: Dialect, gone: &mut Vec<Pointer>, diags: &mut Diagnostics) {
    let mut walks = Walks::default();
    for (start, slot) in components(root, dialect) {
        let circle = walks.circle(root, &start);
        if circle.is_empty() {
            continue;
        }
        let at = (slot == Slot::Schema).then(|| start.key("$ref"));
        let fix = at.iter().cloned().map(Action::remove);
        diags.push(fix.fold(describe(&circle), Diagnostic::fix));
        gone.extend(at);
    }
}

/// Every component, and what it is.
fn components(root: &Value, dialect: Dialect) -> Vec<(Pointer, Slot)> {
    let kinds = dialect.folders(root).and_then(Value::as_object).into_iter().flatten();
    let known = kinds.filter_map(|(kind, entries)| Some((kind, dialect.held(kind)?, entries.as_object()?)));
    let all = known.flat_map(|(kind, slot, entries)| {
        let names = entries.keys();
        names.map(move |name| (dialect.component_pointer(kind, name), slot))
    });
    all.collect()
}

/// Places that were walked through, so that a chain is walked once however many components lead into it.
#[derive(Default)]
struct Walks {
    /// Places that are in no circle, or in one that was told.
    settled: BTreeSet<Pointer>,
    /// Places of circles that were met from outside.
    circles: BTreeSet<Pointer>,
}

impl Walks {
    /// The places of a circle that leads back to `start`; empty if there is none, or it was given before.
    fn circle(&mut self, root: &Value, start: &Pointer) -> Vec<Pointer> {
        if self.settled.contains(start) {
            return Vec::new();
        }
        let (mut chain, mut seen) = (vec![start.clone()], BTreeMap::from([(start.clone(), 0)]));
        let is_inside = self.circles.contains(start);
        while let Some(next) = chain.last().and_then(|at| alias(root, at)) {
            match seen.get(&next) {
                Some(0) => {
                    self.settled.extend(chain.iter().cloned());
                    return chain;
                }
                Some(entry) => {
                    self.circles.extend(chain.drain(entry..));
                    break;
                }
                None => {}
            }
            if self.settled.contains(&next) || (self.circles.contains(&next) && !is_inside) {
                break;
            }
            seen.insert(next.clone(), chain.len());
            chain.push(next);
        }
        self.settled.extend(chain);
        Vec::new()
    }
}

fn alias(root: &Value, at: &Pointer) -> Option<Pointer> {
    match parse(at.find(root)?.as_object()?.get("$ref")?.as_str()?) {
        Target::Place(None, target) => Some(target),
        _ => None,
    }
}

fn describe(circle: &[Pointer]) -> Diagnostic {
    let names: Vec<_> = circle.iter().map(|at| format!("`{}`", at.last())).collect();
    let (first, rest) = (circle.first().cloned().unwrap_or_default(), circle.iter().skip(1));
    let message = match names.as_slice() {
        [one] => format!("{one} refers to itself and to nothing else"),
        many => format!("{} refer to each other and to nothing else", many.join(", ")),
    };
    let gap = Diagnostic::at(Code::CyclicRef, &first.key("$ref"), message).help("one of them must say what it is");
    rest.fold(gap, |gap, at| {
        gap.related(Place::At(at.key("$ref")), "and back by way of this")
    })
}
