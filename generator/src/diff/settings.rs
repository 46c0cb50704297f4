//! How the client behaves where its users say nothing else.

use super::log::Log;
use crate::contract;
use crate::plan::{FreshConnectionAfter, Settings};
use crate::pointer::Pointer;

/// The client comes first.
const RANK: usize = 0;

pub(super) fn compare(log: &mut Log, old: &Settings, new: &Settings) {
    let Settings {
        request_id_header,
        auto_retry_header,
        error_message_headers,
        fresh_connection_after,
        upload_hosts,
        gzip_above,
        servers_of_operations,
        env_prefix,
    } = old;
    log.about(RANK, "Client", &Pointer::root());
    let name = |header: &Option<String>| header.iter().map(|name| format!("`{name}`")).collect();
    let names = |all: &[String]| {
        all.iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut setting = |what: &str, was: String, is: String| {
        let shown = |value: String| if value.is_empty() { "nothing".to_owned() } else { value };
        if was != is {
            log.runtime("setting", format!("{what}: {}, was {}", shown(is), shown(was)));
        }
    };
    setting(
        "the header of the request id",
        name(request_id_header),
        name(&new.request_id_header),
    );
    setting(
        "the header that allows a retry",
        name(auto_retry_header),
        name(&new.auto_retry_header),
    );
    setting(
        "the headers of error messages",
        names(error_message_headers),
        names(&new.error_message_headers),
    );
    setting(
        "responses after which a connection is not used again",
        responses(fresh_connection_after.as_ref()),
        responses(new.fresh_connection_after.as_ref()),
    );
    setting(
        "hosts that take uploads, besides those of the API",
        names(upload_hosts),
        names(&new.upload_hosts),
    );
    setting(
        "request bodies are compressed above",
        size(*gzip_above),
        size(new.gzip_above),
    );
    setting(
        "the prefix of environment variables",
        format!("`{env_prefix}`"),
        format!("`{}`", new.env_prefix),
    );
    let setters = [
        (
            contract::REDIRECT_SERVER,
            *servers_of_operations,
            new.servers_of_operations,
        ),
        (
            contract::UPLOAD_HOST,
            !upload_hosts.is_empty(),
            !new.upload_hosts.is_empty(),
        ),
    ];
    for (setter, was, is) in setters {
        match (was, is) {
            (true, false) => log.compile("setter-removed", format!("the builder's `{setter}` is gone")),
            (false, true) => log.compatible("setter-added", format!("the builder's `{setter}` is new")),
            (true, true) | (false, false) => {}
        }
    }
}

fn responses(after: Option<&FreshConnectionAfter>) -> String {
    let Some(FreshConnectionAfter { statuses, content_type }) = after else {
        return String::new();
    };
    let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
    let of_type = content_type.iter().map(|media| format!(" of `{media}`"));
    format!("{}{}", statuses.join(", "), of_type.collect::<String>())
}

fn size(above: Option<u64>) -> String {
    above.map(|bytes| format!("{bytes} bytes")).unwrap_or_default()
}
