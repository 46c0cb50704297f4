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
use crate::plan::{Docs, Hook};
use crate::schemas::{Direction, Graph, NodeId};
use crate::spec::Fault;

/// The group that the types of hooks belong to.
pub(in crate::lower) const GROUP: &str = "webhooks";

/// A hook before its types are known.
pub(in crate::lower) struct HookDraft {
    spec: Spec,
    pub schema: NodeId,
}

/// The hooks that have a JSON body.
pub(in crate::lower) fn hooks(
    graph: &Graph,
    received: Vec<Result<Spec, Fault>>,
    diags: &mut Diagnostics,
) -> Vec<HookDraft> {
    let mut out = Vec::new();
    for hook in received {
        let spec = match hook {
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
            out.push(HookDraft { spec, schema });
        }
    }
    out
}

/// The types of the bodies, by name.
pub(in crate::lower) fn types(types: &Types, methods: &[HookDraft], diags: &mut Diagnostics) -> Vec<Hook> {
    let wish = |method: &HookDraft| Wish::plain(names::type_name(name(&method.spec)));
    let labels = settle(&methods.iter().map(wish).collect::<Vec<_>>(), &[]);
    let each = methods.iter().zip(labels).map(|(method, name)| Hook {
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
    let mut out: Vec<Hook> = each.collect();
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
