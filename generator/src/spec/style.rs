//! How values become texts of parameters and of forms.

use openapiv3 as oas;

/// How a list or an object becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleSpec {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;p=a,b`
    Matrix,
    /// `p=a&p=b`
    Form,
    /// `p=a%20b`
    SpaceDelimited,
    /// `p=a|b`
    PipeDelimited,
    /// `p[k]=v`
    DeepObject,
    /// `p=a; p=b`, without any encoding
    Cookie,
    /// The value as JSON text (`content` instead of `schema`).
    Json,
}

/// The style of a query parameter, or of a member of a form.
pub(super) fn query_style(style: oas::QueryStyle) -> StyleSpec {
    match style {
        oas::QueryStyle::Form => StyleSpec::Form,
        oas::QueryStyle::SpaceDelimited => StyleSpec::SpaceDelimited,
        oas::QueryStyle::PipeDelimited => StyleSpec::PipeDelimited,
        oas::QueryStyle::DeepObject => StyleSpec::DeepObject,
    }
}
