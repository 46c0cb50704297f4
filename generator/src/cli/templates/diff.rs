//! `oasmith templates diff`: the original when it was copied, the original now, and the copy, two at a time.

use similar::TextDiff;

use super::find::chosen;
use crate::cli::output::Output;
use crate::diag::{Code, Diagnostic, Place};
use crate::dress::layers::{Layered, Layers};

/// Prints what has changed on either side.
pub(super) fn diff(layers: &Layers, names: &[String], output: &mut Output<'_>) -> Result<(), Box<Diagnostic>> {
    for file in chosen(layers, names, |file| file.ejected.is_some())? {
        let Some(original) = file.replaces.as_deref() else {
            let message = format!("`{}` has no original to compare it with", file.name);
            let fault = Diagnostic::new(Code::UnknownTemplate, Place::File(file.origin.clone()), message);
            return Err(Box::new(
                fault.help("it is the first of its name in the layers of the API"),
            ));
        };
        output.print(&three(file, original));
    }
    Ok(())
}

/// The three texts of a file, two at a time.
fn three(file: &Layered, original: &Layered) -> String {
    let base = file.ejected.as_ref().and_then(|ejected| ejected.base.as_deref());
    let version = file.ejected.as_ref().and_then(|ejected| ejected.version.as_deref());
    let then = format!(
        "{} when it was ejected by oasmith {}",
        file.name,
        version.unwrap_or("of some version")
    );
    let (now, yours) = (
        format!("{} of {} now", original.name, original.layer),
        file.origin.as_str(),
    );
    match base {
        Some(base) => {
            let theirs = side("the original", base, original.own(), &then, &now);
            theirs + &side("your copy", base, file.own(), &then, yours)
        }
        // Nobody knows what it was copied from.
        None => side("your file", original.own(), file.own(), &now, yours),
    }
}

fn side(what: &str, old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    if old == new {
        return format!("# {what} has not changed: {new_name}\n");
    }
    let diff = TextDiff::from_lines(old, new);
    let text = diff
        .unified_diff()
        .context_radius(3)
        .header(old_name, new_name)
        .to_string();
    format!("# what has changed in {what}\n{text}")
}
