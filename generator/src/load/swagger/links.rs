//! References: each leads to where its target is now.

use serde_json::Value;

use super::pass::Pass;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::references::slot::Slot;
use crate::load::references::target::{Target, parse};
use crate::load::references::walk::references;
use crate::pointer::Pointer;

/// Changes the references of the new tree. One that leads to something that OpenAPI 3 does not have is told and taken out.
pub(super) fn follow(new: &mut Value, pass: &mut Pass<'_>) {
    let (mut texts, mut lost) = (Vec::new(), Vec::new());
    references(new, Slot::Document, &Pointer::root(), &mut |reference| {
        let Target::Place(None, at) = parse(reference.text) else {
            return;
        };
        if reference.mapping && !reference.text.starts_with('#') {
            return;
        }
        let target = match reference.slot {
            Slot::Schema => pass.moves.schema_after(&at),
            _ => pass.moves.after(&at),
        };
        if target.find(new).is_some() {
            texts.push((reference.trail.pointer(), target.to_string()));
        } else if at.find(pass.root).is_some() {
            lost.push((reference.trail.pointer(), at));
        }
    });
    for (at, text) in texts {
        if let Some(old) = at.find_mut(new) {
            *old = Value::String(text);
        }
    }
    for (at, target) in lost {
        let message = format!("`{target}` is not a part of its own once the document is read as OpenAPI 3");
        let said = Diagnostic::at(Code::UnresolvedRef, &pass.moves.before(&at), message).severity(Severity::Gap);
        pass.say(said.help("refer to a definition, a shared parameter or a shared response"));
        if let Some(Value::Object(holder)) = at.parent().and_then(|holder| holder.find_mut(new)) {
            holder.remove("$ref");
        }
    }
}
