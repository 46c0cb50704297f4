//! The extensions of schemas.

use super::extension::Extension;
use super::extension::Holder::Schema;
use super::form::ValueForm::{Boolean, Either, Named, Object, Text, TextMap, Texts, Word};
use super::form::{Key, key, needed};

const GROUP: &[Key] = &[
    needed("properties", Texts, "the properties that exclude each other"),
    key("required", Boolean, "whether one of them must be there"),
    key("description", Text, "what the enum is"),
    key("x-client-name", Text, "the name of the enum"),
    key(
        "x-client-open",
        Boolean,
        "whether the enum may have more variants later",
    ),
];

pub(super) const EXTENSIONS: [Extension; 7] = [
    Extension {
        name: "x-client-type",
        on: &[Schema],
        form: Text,
        about: "The path of the Rust type of a schema; `i64` or `u64` for a number in quotes. `[types]` of client.toml says the same, and \
                names the crate.",
        example: "- target: $.components.schemas.Money\n  update: {x-client-type: rust_decimal::Decimal}\n",
    },
    Extension {
        name: "x-client-field",
        on: &[Schema],
        form: Text,
        about: "The name of the field that holds a property.",
        example: "- target: $.components.schemas.Pet.properties.typ\n  update: {x-client-field: kind}\n",
    },
    Extension {
        name: "x-client-open",
        on: &[Schema],
        form: Boolean,
        about: "Whether an enum or a union keeps what it does not know. It does if not given. `[enums]` of client.toml says the same.",
        example: "- target: $.components.schemas.Size\n  update: {x-client-open: false}\n",
    },
    Extension {
        name: "x-client-key",
        on: &[Schema],
        form: Boolean,
        about: "Makes a type one that can be compared, sorted and hashed: it has only texts, integers, booleans, enums, and objects of \
                those.",
        example: "- target: $.components.schemas.PetKey\n  update: {x-client-key: true}\n",
    },
    Extension {
        name: "x-client-aliases",
        on: &[Schema],
        form: TextMap,
        about: "Other words for values of an enum, each with the value that it stands for. They are read and never written.",
        example: "- target: $.components.schemas.Size\n  update: {x-client-aliases: {LARGE: large}}\n",
    },
    Extension {
        name: "x-client-absent",
        on: &[Schema],
        form: Word(&["default"]),
        about: "A property of the object that is missing is its default, so the field is no `Option`. A field that has its default is not sent.",
        example: "- target: $.components.schemas.Settings\n  update: {x-client-absent: default}\n",
    },
    Extension {
        name: "x-client-one-of",
        on: &[Schema],
        form: Named(&Either(&[Texts, Object(GROUP)])),
        about: "Optional properties that exclude each other are one field with an enum, which has the name that is given here.",
        example: "- target: $.components.schemas.Schedule\n  update: {x-client-one-of: {when: [cron, every]}}\n",
    },
];
