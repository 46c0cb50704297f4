//! The client itself: its server, its builder's setters, and what the service sends by itself.

use super::log::Log;
use super::pairs::pairs;
use super::type_names::TypeNames;
use super::words::spell;
use crate::plan::{Api, ClientWide, Scheme, Variable, Webhook};
use crate::pointer::Pointer;

/// The client comes first.
const RANK: usize = 0;

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Api, new: &Api) {
    // What is not named here is compared elsewhere; credentials with the operations that need them.
    let Api {
        package: _,
        settings: _,
        title: _,
        docs: _,
        server,
        variables: old_variables,
        schemes: old_schemes,
        security: _,
        client_wide: old_client_wide,
        webhooks: old_webhooks,
        models: _,
        failures: _,
        groups: _,
        parts: _,
    } = old;
    log.about(RANK, "Client", &Pointer::root().key("servers"));
    if *server != new.server {
        log.runtime("server", format!("it calls `{}`, called `{server}`", new.server));
    }
    variables(log, old_variables, &new.variables);
    log.about(
        RANK,
        "Client",
        &Pointer::root().key("components").key("securitySchemes"),
    );
    schemes(log, old_schemes, &new.schemes);
    log.about(RANK, "Client", &Pointer::root());
    client_wide(log, old_client_wide, &new.client_wide);
    webhooks(log, names, old_webhooks, &new.webhooks);
}

fn client_wide(log: &mut Log, old: &[ClientWide], new: &[ClientWide]) {
    // What is sent is compared with the operations; here it is only how the value is given.
    let same_setter = |a: &ClientWide, b: &ClientWide| a.name == b.name && a.ty == b.ty;
    let found = pairs(old, new, &[&same_setter]);
    for parameter in found.gone {
        log.compile("setter-removed", format!("the builder's `{}` is gone", parameter.name));
    }
    for parameter in found.fresh {
        log.compatible("setter-added", format!("the builder's `{}` is new", parameter.name));
    }
}

fn variables(log: &mut Log, old: &[Variable], new: &[Variable]) {
    let same_name = |a: &Variable, b: &Variable| a.name == b.name;
    let found = pairs(old, new, &[&same_name]);
    for variable in found.gone {
        log.compile("setter-removed", format!("the builder's `{}` is gone", variable.name));
    }
    for variable in found.fresh {
        log.compatible("setter-added", format!("the builder's `{}` is new", variable.name));
    }
    for (was, is) in found.both {
        let name = &is.name;
        if was.default != is.default {
            let (before, after) = (&was.default, &is.default);
            log.runtime(
                "default",
                format!("without `{name}` the client takes `{after}`, took `{before}`"),
            );
        }
    }
}

fn schemes(log: &mut Log, old: &[Scheme], new: &[Scheme]) {
    let same_setter = |a: &Scheme, b: &Scheme| a.setter == b.setter && (a.setter.is_some() || a.wire == b.wire);
    let found = pairs(old, new, &[&same_setter]);
    for setter in found.gone.iter().filter_map(|scheme| scheme.setter.as_ref()) {
        log.compile("setter-removed", format!("the builder's `{setter}` is gone"));
    }
    for setter in found.fresh.iter().filter_map(|scheme| scheme.setter.as_ref()) {
        log.compatible("setter-added", format!("the builder's `{setter}` is new"));
    }
    for (was, is) in found.both {
        if was.kind != is.kind {
            let (before, after) = (format!("{:?}", was.kind), format!("{:?}", is.kind));
            let words = format!("`{}` travels as {after}, travelled as {before}", is.wire);
            log.runtime("auth", words.replace('"', "`").to_lowercase());
        }
    }
}

fn webhooks(log: &mut Log, names: &TypeNames<'_>, old: &[Webhook], new: &[Webhook]) {
    let same = |a: &Webhook, b: &Webhook| a.name == b.name;
    let found = pairs(old, new, &[&same]);
    for webhook in found.gone {
        log.compile("webhook-removed", format!("`webhooks::{}` is gone", webhook.name));
    }
    for webhook in found.fresh {
        log.compatible("webhook-added", format!("`webhooks::{}` is new", webhook.name));
    }
    for (was, is) in found.both {
        let before = names.ty(&was.ty);
        if before != is.ty {
            let (before, after) = (spell(&before, names), spell(&is.ty, names));
            log.compile(
                "webhook-type",
                format!("`webhooks::{}` was `{before}` and is `{after}`", is.name),
            );
        }
    }
}
