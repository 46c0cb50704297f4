//! Who asks, and whom: credentials and server of an operation.

use crate::diff::log::Log;
use crate::diff::words::or_none;
use crate::plan::{Api, Operation};

pub(super) fn compare(log: &mut Log, (old_api, old): (&Api, &Operation), (new_api, new): (&Api, &Operation)) {
    let (was, is) = (effective(old_api, old), effective(new_api, new));
    if was != is {
        let (before, after) = (said(was), said(is));
        let words = format!("it needs {after}, needed {before}");
        match allows_all(was, is) {
            true => log.compatible("auth", words),
            false => log.runtime("auth", words),
        }
    }
    if old.server != new.server {
        let url = |operation: &Operation| or_none(operation.server.as_ref().map(|server| server.url.clone()));
        log.runtime("server", format!("its own server is {}, was {}", url(new), url(old)));
    }
}

fn effective<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a Vec<Vec<String>>> {
    operation.security.as_ref().or(api.security.as_ref())
}

/// Whether whoever was let in before still is.
fn allows_all(was: Option<&Vec<Vec<String>>>, is: Option<&Vec<Vec<String>>>) -> bool {
    let (Some(was), Some(is)) = (was, is) else {
        return is.is_none();
    };
    let is_enough =
        |one: &Vec<String>| is.is_empty() || is.iter().any(|other| other.iter().all(|scheme| one.contains(scheme)));
    match was.is_empty() {
        true => is.is_empty() || is.iter().any(Vec::is_empty),
        false => was.iter().all(is_enough),
    }
}

fn said(security: Option<&Vec<Vec<String>>>) -> String {
    let one = |schemes: &Vec<String>| match schemes.is_empty() {
        true => "nothing".to_owned(),
        false => schemes
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(" and "),
    };
    match security {
        None => "what the client has".to_owned(),
        Some(all) if all.is_empty() => "no credentials".to_owned(),
        Some(all) => all.iter().map(one).collect::<Vec<_>>().join(" or "),
    }
}
