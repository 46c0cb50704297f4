//! References that cannot be followed: how they stand in the merged tree until their place there is known.

use serde_json::Value;

use super::slot::Slot;
use super::target::{Target, parse};
use super::walk::references;
use crate::diag::Code;
use crate::pointer::Pointer;

/// The key of the merged tree, which it does not have, below which references lead that cannot be followed.
const UNFOLLOWED: &str = "x-unfollowed";

/// What stands in the merged tree in place of a reference that cannot be followed, until its place there is known.
pub(in crate::load) struct Unfollowed {
    pub(in crate::load) code: Code,
    pub(in crate::load) message: String,
    pub(in crate::load) help: String,
}

impl Unfollowed {
    /// As the text of a reference.
    pub(in crate::load) fn text(code: Code, message: &str, help: &str) -> String {
        let parts = [UNFOLLOWED, code.name(), message, help];
        parts.iter().fold(Pointer::root(), |at, part| at.key(part)).to_string()
    }

    /// Back from that text.
    pub(in crate::load) fn read(target: &Pointer) -> Option<Self> {
        let mut parts = target.parts().into_iter();
        let (_, code) = (parts.next().filter(|part| part == UNFOLLOWED)?, parts.next()?);
        Some(Self {
            code: Code::named(&code)?,
            message: parts.next()?,
            help: parts.next()?,
        })
    }
}

/// Puts the texts of references to the network and to anchors back, for a tree that others are to read.
pub(in crate::load) fn restore(root: &mut Value) {
    references(root, Slot::Document, &Pointer::root(), &mut |reference| {
        let Target::Place(None, at) = parse(reference.text) else {
            return None;
        };
        let Unfollowed { code, message, .. } = Unfollowed::read(&at)?;
        let text = message.split('`').nth(1).filter(|_| code != Code::UnresolvedRef);
        text.map(str::to_owned)
    });
}

/// The words for a place that is not there.
pub(in crate::load) fn absent(target: &str) -> String {
    format!("{target} does not exist")
}
