//! `oasmith explain`.

use super::output::Output;
use crate::alike::nearest;
use crate::diag::Code;

/// Prints the page of a code, or the list of all codes.
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
    let help = match nearest(code, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`oasmith explain` lists all codes".to_owned(),
    };
    output.error(&format!("error: there is no code `{code}`\n  = help: {help}\n"));
    1
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    Code::ALL
        .iter()
        .map(|code| format!("{code:width$}  {}\n", code.title()))
        .collect()
}
