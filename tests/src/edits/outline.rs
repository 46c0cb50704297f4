//! What a document consists of. A leaf.

/// The number of a thing.
pub type Id = usize;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its schemas with names.
    pub components: Vec<Component>,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// How many things there have been.
    pub count: Id,
}

/// A schema with a name.
#[derive(Clone, Debug)]
pub struct Component {
    /// Its name, of which there is no second.
    pub name: String,
    /// The schema.
    pub schema: Schema,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its number.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
}

/// What a schema is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A string.
    Text,
    /// One of some strings.
    Enum,
    /// An object; it also has a required property of its own, by which it can be told from others.
    Record(Vec<Property>),
    /// A list.
    List(Box<Schema>),
    /// One of several objects.
    Choice(Vec<Schema>),
    /// The component whose schema has this number.
    Reference(Id),
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its schema.
    pub schema: Schema,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its number.
    pub id: Id,
    /// `get`
    pub method: &'static str,
    /// `/users/list`
    pub path: String,
    /// Its tag.
    pub tag: Option<&'static str>,
    /// Its `operationId`.
    pub name: Option<String>,
    /// The error type that the author chose.
    pub error: Option<&'static str>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Schema>,
    /// What a success holds.
    pub success: Schema,
    /// What failures hold.
    pub failures: Vec<Response>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// `query`
    pub place: &'static str,
    /// Its name.
    pub name: String,
    /// Its schema.
    pub schema: Schema,
}

/// A failure.
#[derive(Clone, Debug)]
pub struct Response {
    /// `404`
    pub status: &'static str,
    /// Its body.
    pub schema: Schema,
}

impl Outline {
    /// The number of a new thing.
    pub fn new_id(&mut self) -> Id {
        self.count += 1;
        self.count
    }

    /// Visits every schema, outer ones first.
    pub fn each_schema(&mut self, visit: &mut dyn FnMut(&mut Schema)) {
        for component in &mut self.components {
            component.schema.each(visit);
        }
        for operation in &mut self.operations {
            let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.schema);
            let failures = operation.failures.iter_mut().map(|failure| &mut failure.schema);
            let all = parameters.chain(failures).chain(&mut operation.body);
            all.chain([&mut operation.success])
                .for_each(|schema| schema.each(visit));
        }
    }
}

impl Schema {
    fn each(&mut self, visit: &mut dyn FnMut(&mut Schema)) {
        visit(self);
        match &mut self.kind {
            Kind::Record(properties) => properties.iter_mut().for_each(|property| property.schema.each(visit)),
            Kind::List(items) => items.each(visit),
            Kind::Choice(branches) => branches.iter_mut().for_each(|branch| branch.each(visit)),
            Kind::Text | Kind::Enum | Kind::Reference(_) => {}
        }
    }
}
