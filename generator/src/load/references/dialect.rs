//! The two forms of documents: what stands at the root of each, and where it has its components.
//!
//! Everything else about a form is for others to know: what its objects hold is in [`Slot`], and what Swagger 2.0 becomes in
//! [`swagger`](crate::load::swagger).

use serde_json::Value;

use super::slot::{Slot, SwaggerSlot};
use crate::pointer::Pointer;

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Dialect {
    /// OpenAPI 3, with its components in folders of `components`.
    Openapi,
    /// Swagger 2.0, with its components in folders at the root.
    Swagger,
}

impl Dialect {
    /// The form that a document states; without a statement it is OpenAPI.
    pub(in crate::load) fn of(root: &Value) -> Self {
        match (root.get("openapi"), root.get("swagger")) {
            (None, Some(_)) => Self::Swagger,
            _ => Self::Openapi,
        }
    }

    /// What a document is.
    pub(in crate::load) fn root(self) -> Slot {
        match self {
            Self::Openapi => Slot::Document,
            Self::Swagger => Slot::Swagger(SwaggerSlot::Document),
        }
    }

    /// What describes a path.
    pub(in crate::load) fn path_item(self) -> Slot {
        match self {
            Self::Openapi => Slot::PathItem,
            Self::Swagger => Slot::Swagger(SwaggerSlot::PathItem),
        }
    }

    /// The folders of components, each with what it holds.
    fn kinds(self) -> &'static [(&'static str, Slot)] {
        match self {
            Self::Openapi => Slot::KINDS,
            Self::Swagger => SwaggerSlot::FOLDERS,
        }
    }

    /// The folder for objects of a kind; that of schemas where there is none.
    pub(in crate::load) fn folder(self, slot: Slot) -> &'static str {
        let find = |slot| self.kinds().iter().find(|(_, known)| *known == slot);
        let found = find(slot).or_else(|| find(Slot::Schema));
        found.map_or("", |(folder, _)| folder)
    }

    /// The objects that a folder holds.
    pub(in crate::load) fn held(self, folder: &str) -> Option<Slot> {
        let found = self.kinds().iter().find(|(name, _)| *name == folder);
        found.map(|(_, slot)| *slot)
    }

    /// The mapping that has the folders.
    pub(in crate::load) fn folders(self, root: &Value) -> Option<&Value> {
        match self {
            Self::Openapi => root.get("components"),
            Self::Swagger => Some(root),
        }
    }

    /// The folder and the name if a pointer leads to a component, and what follows.
    pub(in crate::load) fn component(self, at: &Pointer) -> Option<(String, String, Pointer)> {
        let mut parts = at.parts().into_iter();
        if self == Self::Openapi && parts.next()? != "components" {
            return None;
        }
        let (folder, name) = (parts.next()?, parts.next()?);
        self.held(&folder)?;
        Some((folder, name, parts.fold(Pointer::root(), |tail, part| tail.key(&part))))
    }

    /// The pointer to a component.
    pub(in crate::load) fn component_pointer(self, folder: &str, name: &str) -> Pointer {
        let all = match self {
            Self::Openapi => Pointer::root().key("components"),
            Self::Swagger => Pointer::root(),
        };
        all.key(folder).key(name)
    }

    /// The pointer to a schema by its name.
    pub(in crate::load) fn schema(self, name: &str) -> Pointer {
        self.component_pointer(self.folder(Slot::Schema), name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(root: Slot, path: &str) -> Slot {
        path.split(' ').fold(root, Slot::enter)
    }

    #[test]
    fn a_place_tells_what_may_stand_there() {
        let table = [
            ("components schemas A", Some("schemas")),
            ("components schemas A properties $ref", Some("schemas")),
            ("components schemas A properties x-y", Some("schemas")),
            ("components schemas A properties parameters items", Some("schemas")),
            ("components schemas A default", None),
            ("components schemas A example properties a", None),
            ("components schemas A x-note allOf", None),
            ("paths /a get parameters", Some("parameters")),
            ("paths /a query parameters", Some("parameters")),
            ("paths /a additionalOperations COPY parameters", Some("parameters")),
            ("paths /a additionalOperations parameters", None),
            ("paths /a get responses 200", Some("responses")),
            ("paths /a get responses 200 headers x-request-id", Some("headers")),
            ("paths /a get responses x-none", None),
            (
                "paths /a post requestBody content application/json schema",
                Some("schemas"),
            ),
            ("paths /a post requestBody content application/json example", None),
            ("paths /a get responses 200 content a/b", Some("mediaTypes")),
            ("components mediaTypes M itemSchema", Some("schemas")),
            ("paths x-note get", None),
            ("x-note components schemas", None),
        ];
        for (path, kind) in table {
            let slot = walk(Slot::Document, path);
            let folder = slot.is_referable().then(|| Dialect::Openapi.folder(slot));
            assert_eq!(folder, kind, "{path}");
        }
    }
    #[test]
    fn a_place_of_swagger_tells_it_as_well() {
        let table = [
            ("definitions A properties b", Some("definitions")),
            ("parameters Limit", Some("parameters")),
            ("parameters Limit items", Some("definitions")),
            ("paths /a parameters", Some("parameters")),
            ("paths /a post parameters schema", Some("definitions")),
            ("paths /a get responses 200", Some("responses")),
            ("paths /a get responses 200 schema", Some("definitions")),
            ("paths /a get responses 200 headers X-A items", Some("definitions")),
            ("paths /a get responses 200 examples application/json", None),
            ("paths /a get responses x-none", None),
            ("securityDefinitions key", Some("securityDefinitions")),
            ("components schemas A", None),
        ];
        for (path, kind) in table {
            let slot = walk(Dialect::Swagger.root(), path);
            let folder = slot.is_referable().then(|| Dialect::Swagger.folder(slot));
            assert_eq!(folder, kind, "{path}");
        }
    }
}
