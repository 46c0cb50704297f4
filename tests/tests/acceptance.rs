//! The checklist of CDF: `tests/acceptance/cdf.tsv` has a row for each thing that the service's SDKs and documents name,
//! with the items of `cdf-client` that cover it and the tests that prove it. A row with `-` is not needed, and says why.
//!
//! Items are paths in `cdf_client`: `models::Record::space` (a field, a variant or a method), `models::RecordId+From`
//! (a trait that the type has). Tests are `file#name`; files are below `tests/tests`, those of `runtime/` below
//! `templates/runtime/tests`.

mod acceptance {
    mod client;
    mod proofs;
    mod table;
    mod words;
}
