//! The tags of a union.

use crate::plan::{Constant, Criterion, Union};

/// Whether all tags are texts: then the decoder looks at nothing else.
pub(in crate::emit::models) fn only_texts(union: &Union) -> bool {
    let tags = union.variants.iter().flat_map(|variant| match &variant.criterion {
        Criterion::Tag(values) => values.as_slice(),
        _ => &[],
    });
    tags.into_iter().all(|value| matches!(value, Constant::Text(_)))
}
