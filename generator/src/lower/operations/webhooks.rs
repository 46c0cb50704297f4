//! Webhooks and callbacks: the types of what the service sends by itself.
//!
//! The client does not receive them; whoever runs a server for them decodes their bodies with these types.

use std::collections::BTreeMap;

use super::lost;
use crate::config::Lock;
use crate::diag::Diagnostics;
use crate::lower::content::{Form, contents};
use crate::lower::drafts::Spec;
use crate::lower::names;
use crate::lower::names::members::{Wish, settle};
use crate::lower::types::resolve::Types;
use crate::plan::{Docs, Webhook};
use crate::schemas::{Direction, Graph, NodeId};
use crate::spec::Fault;

/// The group that the types of webhooks belong to.
pub(in crate::lower) const GROUP: &str = "webhooks";

/// A webhook before its types are known.
pub(in crate::lower) struct WebhookDraft {
    spec: Spec,
    pub schema: NodeId,
}

/// The webhooks that have a JSON body.
pub(in crate::lower) fn webhooks(
    graph: &Graph,
    received: Vec<Result<Spec, Fault>>,
    diags: &mut Diagnostics,
) -> Vec<WebhookDraft> {
    let mut out = Vec::new();
    for webhook in received {
        let spec = match webhook {
            Ok(spec) => spec,
            Err(fault) => {
                let lost = fault.diagnostic();
                diags.push(lost.help("there is no type for this webhook; an overlay can correct the document"));
                continue;
            }
        };
        let Some(body) = &spec.body else { continue };
        let mut json = contents(graph, &body.content, Direction::Write, None);
        json.retain(|content| content.form == Form::Json);
        lost::media_types(graph, &body.content, &json, diags);
        if let Some(schema) = json.into_iter().find_map(|content| content.schema) {
            out.push(WebhookDraft { spec, schema });
        }
    }
    out
}

/// The types of the bodies, by name, and where each stands, for the lock.
pub(in crate::lower) fn types(
    types: &Types,
    lock: Option<&Lock>,
    webhooks: &[WebhookDraft],
    diags: &mut Diagnostics,
) -> (Vec<Webhook>, BTreeMap<String, String>) {
    // In the order of their places, and a callback that several operations refer to once: a name does not depend on who comes first.
    let webhooks: BTreeMap<String, &WebhookDraft> = webhooks.iter().map(|one| (one.spec.at.to_string(), one)).collect();
    let none = BTreeMap::new();
    let locked = lock.map_or(&none, |lock| &lock.webhooks);
    let wish = |(at, webhook): (&String, &&WebhookDraft)| {
        let plain = names::type_name(name(&webhook.spec));
        let longer = format!("{plain}Webhook");
        Wish {
            locked: locked.get(at).map(|locked| locked.name.clone()),
            more: Box::new(move || vec![longer.clone()]),
            ..Wish::plain(plain)
        }
    };
    // Those of operations that this run leaves out keep their names.
    let others = locked.iter().filter(|(at, _)| !webhooks.contains_key(*at));
    let others = others.map(|(_, locked)| Wish {
        locked: Some(locked.name.clone()),
        ..Wish::plain(locked.name.clone())
    });
    let wishes: Vec<Wish> = webhooks.iter().map(wish).chain(others).collect();
    let labels = settle(&wishes, &[]);
    let places = webhooks.keys().cloned().zip(labels.iter().cloned()).collect();
    let each = webhooks.values().zip(labels).map(|(webhook, name)| Webhook {
        name,
        ty: types.of(webhook.schema, Direction::Read, diags),
        docs: Docs {
            summary: webhook.spec.summary.clone(),
            description: webhook.spec.description.clone(),
            notes: Vec::new(),
            default: None,
            deprecated: webhook.spec.deprecated,
        },
    });
    let mut out: Vec<Webhook> = each.collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    (out, places)
}

/// The `operationId`, the key of a webhook, or the name of the callback.
fn name(spec: &Spec) -> &str {
    if let Some(id) = &spec.id {
        return id;
    }
    spec.path.as_str()
}
