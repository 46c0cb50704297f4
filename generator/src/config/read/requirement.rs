//! Requirements on the version of a crate, as cargo reads them.

use semver::VersionReq;

pub(super) const A_REQUIREMENT: &str = "write a version or a range of versions, `\"0.1\"` or `\">=1.2, <2\"`";

/// Whether cargo reads this as a requirement.
pub(super) fn is_requirement(text: &str) -> bool {
    VersionReq::parse(text).is_ok()
}
