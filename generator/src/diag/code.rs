//! All codes that a message can have, one row each: name, severity, remedy, and the page that explains it.
//!
//! This table is the only list. `oasmith explain` prints its pages, [`remedy`](crate::remedy) does what its last column states,
//! and a code without a page does not compile.

use std::fmt;

use super::severity::Severity;

/// What an overlay can do about a message; `remedy/` knows how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// No general remedy: no overlay settles it, or the fix is added where the fault is found, or only the author knows one.
    None,
    /// Remove the part that the message is about.
    Remove,
    /// Remove what refers to nothing.
    RemoveReference,
    /// Remove the reference that closes a cycle.
    BreakCycle,
    /// Remove the second of two schemas that exclude each other.
    RemoveSecond,
    /// Skip the operation.
    SkipOperation,
    /// Give the operation an `operationId` of its own.
    RenameOperation,
    /// Declare the path parameter, or correct the name of the one that is meant.
    DeclareParameter,
    /// Correct the name of a type.
    CorrectType,
    /// Write the value in the kind that is expected, or remove it.
    ConvertValue,
}

/// `Variant "name" Severity…, Remedy;` for each code. The first severity is the usual one; the others are for messages that
/// state their severity, because the same fault costs more or less depending on where it stands.
macro_rules! codes {
    ($($variant:ident $name:literal $($severity:ident)+, $remedy:ident;)*) => {
        /// The code of a message: what kind of fault it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`, explained in `explain/", $name, ".md`.")] $variant,)*
        }

        impl Code {
            /// All codes, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name, `unresolved-ref`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The severities that messages with this code can have; the usual one is first.
            pub const fn severities(self) -> &'static [Severity] {
                match self {
                    $(Self::$variant => &[$(Severity::$severity),+],)*
                }
            }

            /// What an overlay can do about it.
            pub const fn remedy(self) -> Remedy {
                match self {
                    $(Self::$variant => Remedy::$remedy,)*
                }
            }

            /// The page that explains it, Markdown.
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("../../explain/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    AlteredChoice "altered-choice" Warning, None;
    AmbiguousUnion "ambiguous-union" Warning, None;
    BadLock "bad-lock" Error, None;
    BadManifest "bad-manifest" Warning, None;
    BadMethod "bad-method" Gap, Remove;
    BadOption "bad-option" Error, None;
    BadStatus "bad-status" Gap, Remove;
    BadValue "bad-value" Gap Warning, Remove;
    ContradictedChoice "contradicted-choice" Error, None;
    ContradictoryEnum "contradictory-enum" Warning Gap, Remove;
    ContradictoryTag "contradictory-tag" Gap, None;
    CyclicAllof "cyclic-allof" Gap, BreakCycle;
    CyclicRef "cyclic-ref" Gap Error, BreakCycle;
    CyclicUnion "cyclic-union" Gap, BreakCycle;
    DocumentDiffers "document-differs" Warning, None;
    DoubtfulLock "doubtful-lock" Warning, None;
    DuplicateOperationId "duplicate-operation-id" Warning, RenameOperation;
    DuplicateOutput "duplicate-output" Error, None;
    DuplicateParameter "duplicate-parameter" Gap Warning, Remove;
    DuplicatePath "duplicate-path" Error, None;
    DynamicRef "dynamic-ref" Gap, Remove;
    IdleChoice "idle-choice" Warning, None;
    IgnoredBody "ignored-body" Warning, None;
    IgnoredChoice "ignored-choice" Gap, Remove;
    IgnoredDiscriminator "ignored-discriminator" Gap, None;
    IgnoredEncoding "ignored-encoding" Gap, Remove;
    ItemSchema "item-schema" Gap Warning, None;
    LongRefChain "long-ref-chain" Gap, None;
    Lossy "lossy" Error, None;
    MissingKey "missing-key" Gap, None;
    MissingPathParameter "missing-path-parameter" Warning, DeclareParameter;
    MissingProperty "missing-property" Gap Warning, None;
    NameClash "name-clash" Warning, None;
    NoSpecs "no-specs" Error, None;
    NotOpenapi "not-openapi" Error, None;
    NotText "not-text" Error, None;
    NotWritten "not-written" Error, None;
    NothingDescribed "nothing-described" Error Warning, None;
    OutsideOutput "outside-output" Error, None;
    OutsideRef "outside-ref" Error, None;
    Overlay "overlay" Error, None;
    OverlayNoChange "overlay-no-change" Warning, None;
    OverlayNoMatch "overlay-no-match" Error, None;
    OverlayPath "overlay-path" Error, None;
    OverlayUnknownKey "overlay-unknown-key" Error, None;
    RemoteRef "remote-ref" Gap Warning, None;
    ReservedHeader "reserved-header" Warning, Remove;
    ServerVariable "server-variable" Warning Gap, None;
    SharedTag "shared-tag" Gap, None;
    StaleLock "stale-lock" Warning, None;
    StaleSkip "stale-skip" Error, None;
    StaleTemplate "stale-template" Warning, None;
    Syntax "syntax" Error, None;
    TemplateError "template-error" Error, None;
    TemplateName "template-name" Error, None;
    TemplateNoRust "template-no-rust" Error, None;
    TooDeep "too-deep" Gap, None;
    TooManyCombinations "too-many-combinations" Gap, None;
    UnfitPackage "unfit-package" Error, None;
    UnknownApi "unknown-api" Error, None;
    UnknownKey "unknown-key" Warning Gap Error, None;
    UnknownLayer "unknown-layer" Error, None;
    UnknownTemplate "unknown-template" Error, None;
    UnknownType "unknown-type" Gap, CorrectType;
    UnlistedFile "unlisted-file" Warning, None;
    UnmappedTag "unmapped-tag" Gap, None;
    UnmatchedChoice "unmatched-choice" Error, None;
    UnmatchedSelect "unmatched-select" Error, None;
    UnreachedFile "unreached-file" Warning, None;
    UnreadableComponent "unreadable-component" Gap, None;
    UnreadableFile "unreadable-file" Error, None;
    UnreadableOperation "unreadable-operation" Gap, SkipOperation;
    UnreadableParameter "unreadable-parameter" Gap, SkipOperation;
    UnreadableRevision "unreadable-revision" Error, None;
    UnreadableServers "unreadable-servers" Gap, None;
    UnreadableTemplate "unreadable-template" Error, None;
    UnresolvedRef "unresolved-ref" Gap Error Warning, RemoveReference;
    UnsatisfiableAllof "unsatisfiable-allof" Gap, RemoveSecond;
    UnsatisfiableEnum "unsatisfiable-enum" Warning, None;
    UnsendableValue "unsendable-value" Gap, None;
    UnsupportedKey "unsupported-key" Gap, Remove;
    UnsupportedRef "unsupported-ref" Gap Warning, None;
    UnsupportedSecurity "unsupported-security" Gap, None;
    UnsupportedVersion "unsupported-version" Error Warning, None;
    UntypedBody "untyped-body" Gap Warning, None;
    UnusableExtension "unusable-extension" Error Warning, None;
    UnusedPathParameter "unused-path-parameter" Warning, Remove;
    WrongType "wrong-type" Gap Warning Error, ConvertValue;
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The severity of a message that does not state another.
    pub const fn severity(self) -> Severity {
        self.severities()[0]
    }

    /// Whether it is about an overlay itself, and not about the document that it changes.
    pub const fn is_about_overlays(self) -> bool {
        matches!(
            self,
            Self::Overlay | Self::OverlayNoChange | Self::OverlayNoMatch | Self::OverlayPath | Self::OverlayUnknownKey
        )
    }

    /// What it means, in a few words: the first line of its page without the code.
    pub fn title(self) -> &'static str {
        let first = self.page().lines().next().unwrap_or_default();
        first.split_once(": ").map_or(first, |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
