//! What a document consists of. A leaf.

/// The file that operations are in, whatever it is called.
pub const MAIN: &str = "main.json";

/// The number of a thing.
pub type Id = usize;

/// A document, which may be in several files.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its files, the first document first. Operations are in [`MAIN`].
    pub files: Vec<&'static str>,
    /// What [`MAIN`] is called, if not so.
    pub main: Option<&'static str>,
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
    /// The file that it is in.
    pub file: &'static str,
    /// Its name, of which there is no second in its file.
    pub name: String,
    /// The name that the author chose for its type.
    pub said: Option<String>,
    /// The schema.
    pub schema: Schema,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its number.
    pub id: Id,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a schema is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A string, perhaps of a format.
    Text(Option<&'static str>),
    /// One of these strings.
    Enum(Vec<String>),
    /// An object.
    Record(Record),
    /// A list.
    List(Box<Schema>),
    /// A map.
    Map(Box<Schema>),
    /// One of several schemas.
    Choice(Choice),
    /// All of several objects.
    All(Vec<Schema>),
    /// The component whose schema has this number.
    Reference(Id),
}

/// An object.
#[derive(Clone, Debug)]
pub struct Record {
    /// What no other object has.
    pub own: Own,
    /// Its other properties.
    pub properties: Vec<Property>,
}

/// What only one object has, so that branches can be told from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// A required property, the first one.
    Required,
    /// An optional property, the last one.
    Optional,
    /// The values of the property `kind`, which others have too.
    Values,
}

/// One of several schemas.
#[derive(Clone, Debug)]
pub struct Choice {
    /// `oneOf`
    pub word: &'static str,
    /// Properties that stand next to it.
    pub base: Vec<Property>,
    /// What all branches are like.
    pub style: Style,
    /// The branches.
    pub branches: Vec<Schema>,
}

/// What the branches of a choice are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Objects, with or without names, told apart by a key.
    Keys,
    /// Objects, told apart by the values of a property.
    Values,
    /// Lists of objects.
    Lists,
    /// Maps of objects.
    Maps,
    /// Objects and further choices.
    Nested,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub is_required: bool,
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
    /// The parameter at the end of its path.
    pub id_name: Option<&'static str>,
    /// Its tag.
    pub tag: Option<&'static str>,
    /// Its `operationId`.
    pub name: Option<String>,
    /// The group that the author chose.
    pub group: Option<&'static str>,
    /// The method that the author chose.
    pub said: Option<String>,
    /// The error type that the author chose.
    pub error: Option<&'static str>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Schema>,
    /// What a success holds.
    pub success: Schema,
    /// Whether that is a dialect of JSON.
    pub is_dialect: bool,
    /// What a success may hold as plain JSON beside the dialect.
    pub plain: Option<Schema>,
    /// What failures hold.
    pub failures: Vec<Response>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// `query`
    pub place: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
    /// Its name.
    pub name: String,
    /// Its schema.
    pub schema: Schema,
    /// Whether it is written with the path, if no other operation has that path.
    pub is_shared: bool,
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
    /// Whether a component is a branch of a choice.
    pub(super) fn is_branch(&mut self, component: Id) -> bool {
        let mut found = false;
        self.each_schema(&mut |schema| {
            let Kind::Choice(choice) = &schema.kind else { return };
            let mut branches = choice.branches.iter();
            found |= branches.any(|branch| matches!(branch.kind, Kind::Reference(id) if id == component));
        });
        found
    }

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
            let all = parameters
                .chain(failures)
                .chain(&mut operation.body)
                .chain(&mut operation.plain);
            all.chain([&mut operation.success])
                .for_each(|schema| schema.each(visit));
        }
    }
}

impl Schema {
    /// Visits this schema and those below it, outer ones first.
    pub(super) fn each(&mut self, visit: &mut dyn FnMut(&mut Schema)) {
        visit(self);
        let mut properties = |all: &mut Vec<Property>| {
            all.iter_mut().for_each(|property| property.schema.each(visit));
        };
        match &mut self.kind {
            Kind::Record(record) => properties(&mut record.properties),
            Kind::List(inner) | Kind::Map(inner) => inner.each(visit),
            Kind::Choice(choice) => {
                properties(&mut choice.base);
                choice.branches.iter_mut().for_each(|branch| branch.each(visit));
            }
            Kind::All(members) => members.iter_mut().for_each(|member| member.each(visit)),
            Kind::Text(_) | Kind::Enum(_) | Kind::Reference(_) => {}
        }
    }
}
