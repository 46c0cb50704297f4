//! The contract as a JSON Schema: of the context, and what templates of single items see beside it.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::failures::FailureContext;
use super::groups::{GroupContext, MethodContext};
use super::models::ModelContext;
use super::operations::OperationContext;
use super::root::Context;

/// The key of the schema that tells what single templates see beside the context: for the path of a decorator, or for a hole
/// in the path of a template (`[group]`), names with their schemas.
pub const BESIDES: &str = "x-besides";

/// The schema of the context.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let (group, operation) = (
        of::<GroupContext>(&mut generator),
        of::<OperationContext>(&mut generator),
    );
    let (model, error) = (of::<ModelContext>(&mut generator), of::<FailureContext>(&mut generator));
    let method = of::<MethodContext>(&mut generator);
    let item =
        json!({"type": "string", "description": "The finished Rust of the item, without the end of its last line."});
    let schema = generator.into_root_schema_for::<Context>();
    let mut schema = schema.to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), json!("The context of oasmith's templates"));
        let besides = json!({
            "items/model.rs.j2": {"item": item, "model": model},
            "items/operation.rs.j2": {"item": item, "operation": operation, "group": group},
            "items/method.rs.j2": {"item": item, "operation": operation, "group": group, "method": method},
            "items/error.rs.j2": {"item": item, "error": error},
            "[group]": {"group": group},
            "[operation]": {"operation": operation, "group": group},
            "[model]": {"model": model},
        });
        schema.insert(BESIDES.to_owned(), besides);
        sort_definitions(schema);
    }
    schema
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

/// Definitions by name, whatever asked for them first.
fn sort_definitions(schema: &mut Map<String, Value>) {
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.sort_keys();
    }
}
