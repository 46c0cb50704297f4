//! What successes hold, and which statuses are one.

use super::Type;

/// What a success holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing worth reading.
    Nothing,
    /// JSON.
    Json(Type),
    /// JSON, or nothing.
    OptionalJson(Type),
    /// Text.
    Text,
    /// Bytes, all at once.
    Bytes,
    /// What the document does not describe.
    Raw,
    /// Bytes as they arrive.
    Download,
    /// Server-sent events; text without a type.
    Events(Option<Type>),
    /// JSON values one after the other, as they arrive.
    Lines(Type),
    /// One of several, by status.
    ByStatus(ByStatus),
}

impl Output {
    /// Whether the body is handed over as it arrives.
    pub fn is_streamed(&self) -> bool {
        matches!(self, Self::Download | Self::Events(_) | Self::Lines(_))
    }

    /// The JSON that a success holds, if there is nothing else but that it may not have been modified.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(Type::Boxed(ty)) => Some(ty),
            Self::Json(ty) => Some(ty),
            Self::ByStatus(choice) => choice.value()?.output.json(),
            Self::Nothing | Self::OptionalJson(_) | Self::Text | Self::Bytes | Self::Raw => None,
            Self::Download | Self::Events(_) | Self::Lines(_) => None,
        }
    }
}

/// An enum of what the statuses of success hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByStatus {
    /// Its Rust name.
    pub name: String,
    /// Its variants, in document order.
    pub variants: Vec<OutputVariant>,
    /// The variant that stands for statuses that are not declared, by index.
    pub fallback: usize,
}

impl ByStatus {
    /// The only variant next to that of `304`.
    pub fn value(&self) -> Option<&OutputVariant> {
        let is_value = |variant: &&OutputVariant| variant.statuses != [StatusPattern::Code(304)];
        let mut values = self.variants.iter().filter(is_value);
        values.next().filter(|_| values.next().is_none())
    }
}

/// What one status of success holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputVariant {
    /// Rust name.
    pub name: String,
    /// The statuses.
    pub statuses: Vec<StatusPattern>,
    /// What it holds; never one of several, never a stream.
    pub output: Output,
}

impl OutputVariant {
    /// Whether it stands for redirections.
    pub fn is_redirection(&self) -> bool {
        self.statuses.iter().any(|status| status.is_redirection())
    }
}

/// A success that the document declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredSuccess {
    /// Its status.
    pub status: StatusPattern,
    /// The media types of its body, in lower case and without parameters; none if it has no body.
    pub media_types: Vec<String>,
}

/// Which responses with a status from 200 to 299 are successes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SuccessRule {
    /// Those that are declared, those that can be decoded, and what services often send in their place.
    #[default]
    Forgiving,
    /// Those that are declared.
    Declared,
    /// All.
    Any,
}

/// A status or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// `409`
    Code(u16),
    /// `400..=499`
    Range(u16),
    /// `_`
    Default,
}

impl StatusPattern {
    /// Whether it speaks of redirections only.
    pub fn is_redirection(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Range(3))
    }
}
