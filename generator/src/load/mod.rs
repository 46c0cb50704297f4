//! VERB: files into one [`Document`].
//!
//! In: the paths of the documents of one API, and of the overlays for it. Out: one OpenAPI tree with local references
//! only, and where each part of it came from. On the way: YAML and JSON, references to other files, overlays. A reference may only lead
//! below the folders of the documents and those that the user allows ([`Fence`](crate::fence::Fence)).
//! It must not judge anything below the head of a document but references: what a keyword means is for later passes.

mod check;
mod describe;
mod files;
mod header;
mod kinds;
mod merge;
mod overlay;
mod references;
mod removal;
mod suggest;
mod swagger;
mod syntax;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use syntax::Places;
pub(crate) use syntax::is_json;

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::remedy;
use crate::spec::{Document, Moves};
use crate::stack::deep;
use files::Files;
use references::dialect::Dialect;
use references::unfollowed::Unfollowables;

/// What is read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// OpenAPI documents; the first gives the head of the merged one.
    pub documents: Vec<PathBuf>,
    /// OpenAPI overlays, applied in this order to the merged document.
    pub overlays: Vec<PathBuf>,
    /// Folders that references may lead to, besides the folders of the documents.
    pub allow_outside: Vec<PathBuf>,
}

/// Reads, merges, overlays and checks. A document may come back although there are errors, so that they can be shown:
/// ask [`Diagnostics::has_errors`] before going on.
pub fn load(inputs: &Inputs, diags: &mut Diagnostics) -> Option<Document> {
    deep(|| load_here(inputs, diags))
}

/// The document as the overlays leave it, before anything in it is judged: what is at fault is still there. `None` if there
/// are errors.
pub fn effective(inputs: &Inputs, diags: &mut Diagnostics) -> Option<Document> {
    deep(|| {
        let merged = read_all(inputs, diags)?;
        let mut document = merged.document.clone();
        merged.unfollowed.restore(&mut document.root);
        merged.judged(diags);
        (!diags.has_errors()).then_some(document)
    })
}

fn load_here(inputs: &Inputs, diags: &mut Diagnostics) -> Option<Document> {
    let mut merged = read_all(inputs, diags)?;
    references::dynamic::settle(&mut merged.document.root);
    Some(merged.judged(diags))
}

/// What is read, merged and changed by overlays.
struct Effective {
    document: Document,
    /// References that lead nowhere.
    unfollowed: Unfollowables,
    /// The first source that is an overlay.
    first_overlay: usize,
    /// Whether merging met no error: else there is nothing to judge.
    is_whole: bool,
}

fn read_all(inputs: &Inputs, diags: &mut Diagnostics) -> Option<Effective> {
    let mut files = Files::default();
    inputs.allow_outside.iter().for_each(|folder| files.fence.allow(folder));
    let documents = read_documents(inputs, &mut files, diags);
    if diags.has_errors() || documents.is_empty() {
        return None;
    }
    let merge::Merged {
        root,
        origins,
        components,
        homes,
        unfollowed,
    } = merge::merge(&mut files, &unique(&documents), diags);
    let mut document = Document {
        root,
        sources: Vec::new(),
        origins,
        components,
        documents,
        homes,
        moves: Moves::default(),
        left: BTreeMap::new(),
    };
    let (first_overlay, is_whole) = (files.sources.len(), !diags.has_errors());
    if is_whole && !inputs.overlays.is_empty() {
        let mut growth = overlay::Growth::of(&document.root);
        for path in &inputs.overlays {
            overlay::apply(path, &mut files, &mut document, &mut growth, diags);
        }
    }
    document.sources = files.sources;
    Some(Effective {
        document,
        unfollowed,
        first_overlay,
        is_whole,
    })
}

impl Effective {
    /// Says what is at fault, and takes it out. What is left is an OpenAPI document.
    fn judged(self, diags: &mut Diagnostics) -> Document {
        if !self.is_whole {
            return self.document;
        }
        if let Some(error) = self.refusal() {
            diags.push(error);
            return self.document;
        }
        let (first_overlay, mut document) = (self.first_overlay, self.document);
        let mut said = Diagnostics::default();
        said.extend(header::newer(&document.root));
        let mut dangling = references::check::check(&document.root, &self.unfollowed, &mut said);
        let converted = (Dialect::of(&document.root) == Dialect::Swagger).then(|| {
            let mut root = document.root.clone();
            removal::remove(&mut root, std::mem::take(&mut dangling));
            swagger::convert(&root, &mut said)
        });
        // Before anything changes, because a remedy looks at what is at fault.
        remedy::add(&document, &mut said);
        if let Some(converted) = converted {
            converted.replace(&mut document);
        }
        let mut found = Diagnostics::default();
        let mut corrections = check::check(&document, &mut found);
        corrections.gone.extend(dangling);
        remedy::add(&document, &mut found);
        said.extend(found.into_iter().map(|one| document.told(one)));
        refuse_overlays(first_overlay, &document, &mut said);
        diags.extend(said);
        corrections.apply(&mut document);
        document
    }

    /// Why the document is not read at all.
    fn refusal(&self) -> Option<Diagnostic> {
        let document = &self.document;
        let is_as_written = |at| {
            let origin = document.origin(at);
            origin.is_some_and(|origin| origin.source < self.first_overlay)
        };
        let refusal = match header::check_form(&document.root) {
            // It was good before the overlays.
            Err(refusal) => refusal.after_overlays(),
            Ok(()) => match header::check_version(&document.root).err()? {
                refusal if is_as_written(&refusal.at) => refusal,
                refusal => refusal.after_overlays(),
            },
        };
        Some(refusal.diagnostic(Place::At(refusal.at.clone())))
    }
}

/// A document may have faults that cost only a part of it; an overlay is written to correct them, and has none.
fn refuse_overlays(first: usize, document: &Document, diags: &mut Diagnostics) {
    for item in diags.iter_mut() {
        let Place::At(at) = &item.place else { continue };
        if document.origin(at).is_some_and(|origin| origin.source >= first) {
            item.refuse();
        }
    }
}

/// Each document once.
fn unique(documents: &[usize]) -> Vec<usize> {
    let is_first = |(index, file): &(usize, &usize)| !documents[..*index].contains(file);
    let first = documents.iter().enumerate().filter(is_first);
    first.map(|(_, file)| *file).collect()
}

/// The documents in the order of the inputs; one that is asked for twice is there twice.
fn read_documents(inputs: &Inputs, files: &mut Files, diags: &mut Diagnostics) -> Vec<usize> {
    let mut documents = Vec::new();
    for path in &inputs.documents {
        match files.read(path) {
            Ok(file) if documents.contains(&file) => documents.push(file),
            Ok(file) => {
                let folder = files.folder(file).to_owned();
                files.fence.allow(&folder);
                // The first document gives the version of all, and an overlay may correct it.
                let check = if documents.is_empty() {
                    header::check_form
                } else {
                    header::check
                };
                let first = documents.first().map(|&first| files.value(first));
                let value = files.value(file);
                let refusal = check(&value).err();
                let refusal = refusal.or_else(|| header::of_another_form(first.as_deref()?, &value));
                if let Some(refusal) = refusal {
                    diags.push(refusal.diagnostic(files.place(&(file, refusal.at.clone()))));
                }
                documents.push(file);
            }
            Err(unread) => diags.push(unread.diagnostic()),
        }
    }
    documents
}
