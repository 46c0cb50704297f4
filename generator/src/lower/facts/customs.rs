//! What the rules of `[[models]]` and `[[operations]]` choose by name: derives, attributes, and what counts as a success.
//!
//! In: the drafts. Out: `extras` of the models, request types and methods that rules match, in the order of the rules,
//! and the rule for the successes of operations.
//! A glob that matches nothing is an error: that is how a name that has changed is noticed.

use std::collections::BTreeMap;

use crate::config::{self, Additions, Config, Entry, ModelKind, ModelRule, did_you_mean, glob_matches};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::{ModelDraft, ModelDrafts, OperationDraft, OperationDrafts};
use crate::plan::{Definition, Extras, ModelId, OperationId, SuccessRule};

/// What is added to each generated type that a rule matches.
pub(in crate::lower) fn models(
    config: &Config,
    drafts: &ModelDrafts,
    diags: &mut Diagnostics,
) -> BTreeMap<ModelId, Extras> {
    let mut out: BTreeMap<ModelId, Extras> = BTreeMap::new();
    for rule in &config.models {
        let mut found = vec![false; rule.matches.len()];
        let mut known = Vec::new();
        for (id, draft) in drafts.entries().filter(|(_, draft)| is_of(rule, draft)) {
            if hits(&rule.matches, &[&draft.name], &mut found) {
                add(out.entry(id).or_default(), &rule.adds);
            }
            known.push(draft.name.clone());
        }
        let what = match (rule.kinds.is_empty(), rule.sent, rule.received) {
            (true, None, None) => "type",
            _ => "type of what `kinds`, `sent` and `received` leave",
        };
        unmatched(&rule.matches, &found, what, &known, config, diags);
    }
    out
}

/// What is added to an operation, and what counts as its success.
#[derive(Default)]
pub(in crate::lower) struct OperationExtras {
    /// Added to the type of its request.
    pub extras: Extras,
    /// Attributes of its method.
    pub method_attributes: Vec<String>,
    pub success_rule: SuccessRule,
}

/// What is added to each operation that a rule matches.
pub(in crate::lower) fn operations(
    config: &Config,
    drafts: &OperationDrafts,
    diags: &mut Diagnostics,
) -> BTreeMap<OperationId, OperationExtras> {
    let mut out: BTreeMap<OperationId, OperationExtras> = BTreeMap::new();
    for rule in &config.operations {
        let mut known = Vec::new();
        let mut found = vec![false; rule.matches.len()];
        for (id, group, OperationDraft { method, type_name, .. }) in drafts.entries() {
            let place = format!("{}.{}", group.name, method.name);
            if hits(&rule.matches, &[type_name, &place], &mut found) {
                let own = out.entry(id).or_default();
                add(&mut own.extras, &rule.adds);
                own.method_attributes.extend(rule.methods.iter().cloned());
                own.success_rule = rule.success.map_or(own.success_rule, success_rule);
            }
            known.extend([place, type_name.clone()]);
        }
        unmatched(&rule.matches, &found, "request type or method", &known, config, diags);
    }
    out
}

fn success_rule(rule: config::SuccessRule) -> SuccessRule {
    match rule {
        config::SuccessRule::Forgiving => SuccessRule::Forgiving,
        config::SuccessRule::Declared => SuccessRule::Declared,
        config::SuccessRule::Any => SuccessRule::Any,
    }
}

/// Whether a model is what the rule is for, whatever its name.
fn is_of(rule: &ModelRule, draft: &ModelDraft) -> bool {
    let kind = match draft.definition {
        Definition::Record(_) => ModelKind::Record,
        Definition::TextEnum(_) => ModelKind::Enum,
        Definition::Union(_) => ModelKind::Union,
    };
    (rule.kinds.is_empty() || rule.kinds.contains(&kind))
        && rule.sent.is_none_or(|sent| sent == draft.sent)
        && rule.received.is_none_or(|received| received == draft.received)
}

/// Whether any glob matches any name; notes which did.
fn hits(globs: &[Entry], names: &[&str], found: &mut [bool]) -> bool {
    let mut any = false;
    for (glob, found) in globs.iter().zip(found) {
        let hit = names.iter().any(|name| glob_matches(&glob.text, name));
        *found |= hit;
        any |= hit;
    }
    any
}

fn add(extras: &mut Extras, adds: &Additions) {
    extras.derive.extend(adds.derive.iter().cloned());
    extras.attributes.extend(adds.attributes.iter().cloned());
}

fn unmatched(globs: &[Entry], found: &[bool], what: &str, known: &[String], config: &Config, diags: &mut Diagnostics) {
    for (glob, _) in globs.iter().zip(found).filter(|(_, found)| !**found) {
        let place = Place::entry(&config.file, &glob.span);
        let message = format!("no {what} matches `{}`", glob.text);
        let error = Diagnostic::new(Code::UnmatchedChoice, place, message);
        diags.push(error.help(did_you_mean(&glob.text, known.iter().map(String::as_str))));
    }
}
