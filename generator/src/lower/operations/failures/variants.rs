//! The variants of an enum of error bodies, each called after its status.
//!
//! In: the operations that have the enum, by place. Out: a variant for each status with each of its bodies. Only where operations
//! that share an enum declare different bodies for one status, the name has to say more than the status.

use std::collections::BTreeMap;

use super::Declared;
use super::statuses::status_name;
use crate::config::{Doubt, Lock};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::names::claims::{Claim, settle};
use crate::lower::types::resolve::Types;
use crate::plan::Type;
use crate::pointer::Pointer;
use crate::spec::{Document, Status};

/// Status and body of each variant → its name.
pub(super) type Variants = BTreeMap<(Status, Type), String>;

/// Where the lock keeps the variant of a response: at the response as the operation lists it.
pub(super) fn place(document: &Document, operation: &Pointer, status: Status) -> Pointer {
    let responses = operation.key("responses");
    match status {
        Status::Code(code) => responses.key(&code.to_string()),
        // Some documents write `4xx`.
        Status::Range(digit) => {
            let written = [format!("{digit}XX"), format!("{digit}xx")].map(|key| responses.key(&key));
            let found = written.iter().find(|at| document.get(at).is_some());
            found.unwrap_or(&written[0]).clone()
        }
        Status::Default => responses.key("default"),
    }
}

/// What a variant stands for.
type Body<'a> = (Status, &'a Type);

/// The responses with a body.
#[derive(Default)]
struct Responses<'l> {
    places: Vec<Pointer>,
    /// The locked variant that had this body for this status, or else of the first of them that has one.
    locked: Option<&'l str>,
}

/// The variants of the enum that these operations have.
pub(super) fn variants(
    types: &Types,
    lock: &Lock,
    name: &str,
    operations: &[&Declared],
    doubts: &mut BTreeMap<String, Doubt>,
    diags: &mut Diagnostics,
) -> Variants {
    let mut all: BTreeMap<Body, Responses> = BTreeMap::new();
    let mut statuses: BTreeMap<&str, Status> = BTreeMap::new();
    for operation in operations {
        for (status, ty) in &operation.bodies {
            let responses = all.entry((*status, ty)).or_default();
            let at = place(types.graph.document, &operation.method.call.spec.at, *status);
            let own = lock.variant(&at.to_string());
            statuses.extend(own.map(|own| (own, *status)));
            responses.locked = responses.locked.or(own);
            responses.places.push(at);
        }
    }
    for (body, responses) in &mut all {
        responses.locked = of_body(types, lock.bodies.get(name), *body, &statuses).or(responses.locked);
    }
    let mut holders: BTreeMap<&str, Vec<(Body, &Responses)>> = BTreeMap::new();
    for (body, responses) in &all {
        if let Some(locked) = responses.locked {
            holders.entry(locked).or_default().push((*body, responses));
        }
    }
    let kept: BTreeMap<Body, &str> = holders
        .into_iter()
        .filter_map(|(locked, bodies)| {
            let same = lock.body(name, locked).and_then(|body| only(types, body, &bodies));
            let body = same.or_else(|| largest(&bodies))?;
            let variant = format!("{name}::{locked}");
            if (same.is_none() && bodies.len() > 1) || lock.doubts.contains_key(&variant) {
                tell(&variant, body, &bodies, diags);
                doubts.insert(variant, Doubt::Bodies);
            }
            Some((body, locked))
        })
        .collect();
    let taken: Vec<&str> = kept.values().copied().collect();
    let free = all.keys().filter(|body| !kept.contains_key(*body));
    let claims: Vec<Claim> = free.map(|(status, ty)| claim(types, *status, ty)).collect();
    let mut given = settle(&claims, &taken).into_iter();
    let named = all.keys().filter_map(|body| {
        let name = kept.get(body).map(|name| (*name).to_owned()).or_else(|| given.next())?;
        Some(((body.0, body.1.clone()), name))
    });
    named.collect()
}

/// The locked variant that had this body. If no response has the variant any more, its name has to say that it is for this status.
fn of_body<'l>(
    types: &Types,
    locked: Option<&'l BTreeMap<String, String>>,
    (status, ty): Body,
    statuses: &BTreeMap<&str, Status>,
) -> Option<&'l str> {
    let body = word(types, ty);
    let had_body = |(_, known): &(&String, &String)| **known == body;
    let variants = || {
        locked
            .into_iter()
            .flatten()
            .filter(had_body)
            .map(|(variant, _)| variant.as_str())
    };
    let names = claim(types, status, ty).names;
    let is_for_status = |variant: &&str| statuses.get(variant) == Some(&status);
    let is_named_so = |variant: &&str| !statuses.contains_key(variant) && names.iter().any(|name| name == variant);
    variants().find(is_for_status).or_else(|| variants().find(is_named_so))
}

/// The only one of these bodies that has this type: operations that share an enum and a variant no longer declare the same.
fn only<'a>(types: &Types, word: &str, bodies: &[(Body<'a>, &Responses)]) -> Option<Body<'a>> {
    let mut same = bodies.iter().filter(|((_, ty), _)| self::word(types, ty) == word);
    same.next().filter(|_| same.next().is_none()).map(|(body, _)| *body)
}

/// The body that most responses have. Which one the variant had, nobody knows.
fn largest<'a>(bodies: &[(Body<'a>, &Responses)]) -> Option<Body<'a>> {
    let all = bodies.iter().rev();
    let most = all.max_by_key(|(_, responses)| responses.places.len());
    most.map(|(body, _)| *body)
}

fn tell(variant: &str, body: Body, bodies: &[(Body, &Responses)], diags: &mut Diagnostics) {
    let (own, others): (Vec<_>, Vec<_>) = bodies.iter().partition(|(other, _)| *other == body);
    let places = |all: Vec<&(Body, &Responses)>| -> Vec<Pointer> {
        let each = all.into_iter();
        each.filter_map(|(_, responses)| responses.places.first().cloned())
            .collect()
    };
    let Some(at) = places(own).into_iter().next() else {
        return;
    };
    let message =
        format!("`{variant}` in names.lock probably names this, but operations declare different bodies for it");
    let help = "if it is the right body, remove its line from `[doubts]` in names.lock; otherwise exchange the names of these responses there";
    let diagnostic = Diagnostic::at(Code::DoubtfulLock, &at, message).help(help);
    diags.push(places(others).into_iter().fold(diagnostic, |diagnostic, other| {
        diagnostic.related(Place::At(other), "this is another body")
    }));
}

/// A word for the type of a body, as the lock has it: of the generated type in it, or else of all of it, which no type is called.
pub(super) fn word(types: &Types, ty: &Type) -> String {
    let model = model(types, ty).map(str::to_owned);
    model.unwrap_or_else(|| format!("{ty:?}").to_lowercase())
}

/// The generated type in a body.
fn model<'t>(types: &'t Types, ty: &Type) -> Option<&'t str> {
    ty.model().map(|id| types.declared.all[id].name.as_str())
}

fn claim(types: &Types, status: Status, ty: &Type) -> Claim {
    let name = status_name(status);
    let model = model(types, ty);
    let body = model.map(stem).unwrap_or("Body");
    Claim {
        names: vec![name.clone(), format!("{name}{body}")],
        place: format!("{status:?} {model:?} {ty:?}"),
    }
}

/// The name of a body without what all of them are called.
fn stem(name: &str) -> &str {
    let short = name.strip_suffix("Response").or_else(|| name.strip_suffix("Error"));
    short.filter(|short| !short.is_empty()).unwrap_or(name)
}
