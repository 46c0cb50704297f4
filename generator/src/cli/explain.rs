//! `oasmith explain`.

use super::output::Output;
use crate::alike::nearest;
use crate::diag::Code;
use crate::spec::{Extension, Key, ValueForm, extension, extensions};

/// Prints the page of a code or of an extension, or the list of all of them.
pub(super) fn explain(code: Option<&str>, output: &mut Output<'_>) -> u8 {
    let Some(code) = code else {
        output.print(&list());
        return 0;
    };
    // A code may be pasted as it is printed, `error[unresolved-ref]`.
    let code = code.rsplit('[').next().unwrap_or(code).trim_end_matches(']');
    if let Some(code) = Code::named(code) {
        output.print(code.page());
        return 0;
    }
    if let Some(extension) = extension(code) {
        output.print(&page(extension));
        return 0;
    }
    let known = Code::ALL.iter().map(|code| code.name());
    let help = match nearest(code, known.chain(extensions().map(|extension| extension.name))) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`oasmith explain` lists all codes and extensions".to_owned(),
    };
    output.error(&format!(
        "error: there is no code or extension `{code}`\n  = help: {help}\n"
    ));
    1
}

fn list() -> String {
    let codes = Code::ALL.iter().map(|code| (code.name(), code.title()));
    let extensions = extensions().map(|extension| (extension.name, title(extension.about)));
    format!(
        "Codes of messages:\n\n{}\nExtensions:\n\n{}",
        lines(codes),
        lines(extensions)
    )
}

/// Names with what they are, one a line.
fn lines<'a>(all: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let width = all.clone().map(|(name, _)| name.len()).max().unwrap_or(0);
    all.map(|(name, title)| format!("{name:width$}  {title}\n")).collect()
}

/// The first sentence, or what stands before its colon.
fn title(words: &str) -> &str {
    let end = [". ", ": "].iter().filter_map(|end| words.find(end)).min();
    end.map_or(words.trim_end_matches('.'), |end| &words[..end])
}

/// The reference of an extension, from the table that its readers use.
fn page(extension: &Extension) -> String {
    let Extension {
        name,
        on,
        form,
        about,
        example,
    } = extension;
    let on: Vec<&str> = on.iter().map(|holder| holder.name()).collect();
    let mut out = format!(
        "{name}\n\n{about}\n\nIt stands on {}. Its value is {}.\n",
        on.join(" or "),
        short(*form)
    );
    if !form.keys().is_empty() {
        out += "\nKeys:\n\n";
        out.extend(form.keys().iter().map(|key| line(key, "")));
    }
    out + "\nIn an overlay:\n\n```yaml\n" + example + "```\n"
}

/// A key, and the keys of its own value below it.
fn line(key: &Key, indent: &str) -> String {
    let must = if key.is_needed { ", required" } else { "" };
    let own = format!("{indent}- `{}` ({}{must}): {}\n", key.name, short(key.form), key.about);
    let below = key.form.keys().iter().map(|key| line(key, &format!("{indent}  ")));
    std::iter::once(own).chain(below).collect()
}

/// A form without the keys of its object, which stand below.
fn short(form: ValueForm) -> String {
    match form {
        ValueForm::Object(_) => "an object".to_owned(),
        ValueForm::Named(inner) => format!("an object of names, each with {}", short(*inner)),
        ValueForm::Either(forms) => forms.iter().map(|form| short(*form)).collect::<Vec<_>>().join(" or "),
        form => form.to_string(),
    }
}
