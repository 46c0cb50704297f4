// From templates/cdf/src/fake/records/template.rs; edit it there.

//! The templates that streams are made from.

/// Durations are ISO 8601, as the service writes them.
pub(super) struct Template {
    pub(super) name: &'static str,
    pub(super) mutable: bool,
    pub(super) records: u64,
    pub(super) gigabytes: u64,
    pub(super) deleted_after: Option<&'static str>,
    pub(super) retained: &'static str,
    /// The longest interval of `lastUpdatedTime`: as text, and in days.
    pub(super) interval: Option<(&'static str, i64)>,
}

const TEMPLATES: [Template; 3] = [
    Template {
        name: "ImmutableTestStream",
        mutable: false,
        records: 50_000_000,
        gigabytes: 50,
        deleted_after: Some("P7D"),
        retained: "P1D",
        interval: Some(("P7D", 7)),
    },
    Template {
        name: "BasicArchive",
        mutable: false,
        records: 50_000_000,
        gigabytes: 50,
        deleted_after: None,
        retained: "P42D",
        interval: Some(("P365D", 365)),
    },
    Template {
        name: "BasicLiveData",
        mutable: true,
        records: 5_000_000,
        gigabytes: 15,
        deleted_after: None,
        retained: "P42D",
        interval: None,
    },
];

pub(super) fn named(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}
