//! Webhooks and callbacks: the types of what the service sends by itself.
//!
//! The client does not receive them; whoever runs a server for them decodes their bodies with these types.

use super::lost;
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

/// The types of the bodies, by name.
pub(in crate::lower) fn types(types: &Types, methods: &[WebhookDraft], diags: &mut Diagnostics) -> Vec<Webhook> {
    let wish = |method: &WebhookDraft| Wish::plain(names::type_name(name(&method.spec)));
    let labels = settle(&methods.iter().map(wish).collect::<Vec<_>>(), &[]);
    let each = methods.iter().zip(labels).map(|(method, name)| Webhook {
        name,
        ty: types.of(method.schema, Direction::Read, diags),
        docs: Docs {
            summary: method.spec.summary.clone(),
            description: method.spec.description.clone(),
            notes: Vec::new(),
            default: None,
            deprecated: method.spec.deprecated,
        },
    });
    let mut out: Vec<Webhook> = each.collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

/// The `operationId`, the key of a webhook, or the name of the callback.
fn name(spec: &Spec) -> &str {
    if let Some(id) = &spec.id {
        return id;
    }
    spec.path.as_str()
}
