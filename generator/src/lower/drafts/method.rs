//! A method of the client before its types are known: what is sent, what comes back, where it hangs.

use crate::lower::content::{Content, Form};
use crate::schemas::{Direction, NodeId};
use crate::spec::{OperationSpec, ParameterSpec, Status};

/// An operation of the document, with the nodes of its schemas.
pub(in crate::lower) type Spec = OperationSpec<NodeId>;

/// An operation in one of its forms: all that is known of a method of the client before it has a name.
#[derive(Clone)]
pub(in crate::lower) struct Call {
    pub spec: Spec,
    /// Parameters that can have only one value, with that value.
    pub constants: Vec<(ParameterSpec<NodeId>, String)>,
    /// In what this method differs from the first one of its operation, if it has a name of its own.
    pub form: Option<OtherForm>,
    /// Whether this is the first method of the operation, which the others are made from.
    pub is_first: bool,
    /// What is sent.
    pub body: Option<Content>,
    /// What a success holds, by status; `None` for nothing.
    pub success: Vec<(Status, Option<Content>)>,
    /// Schemas of the error bodies, by status.
    pub failures: Vec<(Status, NodeId)>,
}

/// One method of the client. An operation that can be called in different forms has several.
pub(in crate::lower) struct MethodDraft {
    pub call: Call,
    /// What messages call the operation.
    pub id: String,
    pub group: String,
    pub name: String,
}

/// The form in which a method calls an operation that has a method in another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum OtherForm {
    /// It sends the body in this form.
    Body(Form),
    /// It asks for a response in this form.
    Reply(Form),
}

impl OtherForm {
    /// Reads what `word` writes.
    pub(in crate::lower) fn named(word: &str) -> Option<Self> {
        let (of, form) = word.split_once(':')?;
        match of {
            "body" => Form::named(form).map(Self::Body),
            "reply" => Form::named(form).map(Self::Reply),
            _ => None,
        }
    }

    /// What the lock calls it.
    pub(in crate::lower) fn word(self) -> String {
        let of = match self {
            Self::Body(_) => "body",
            Self::Reply(_) => "reply",
        };
        format!("{of}:{}", self.suffix())
    }

    /// What follows the name of the operation.
    pub(in crate::lower) fn suffix(self) -> &'static str {
        let (Self::Body(form) | Self::Reply(form)) = self;
        form.suffix()
    }
}

impl Call {
    /// The schemas that this operation reaches at first hand.
    pub(in crate::lower) fn roots(&self) -> Vec<(NodeId, Direction)> {
        let typed = |content: &Content| content.schema.filter(|_| content.form.is_typed());
        let parameters = self.spec.parameters.iter().filter_map(|parameter| parameter.schema);
        let write = parameters.chain(self.body.as_ref().and_then(typed));
        let success = self.success.iter().filter_map(|(_, content)| typed(content.as_ref()?));
        let read = success.chain(self.failures.iter().map(|(_, node)| *node));
        write
            .map(|node| (node, Direction::Write))
            .chain(read.map(|node| (node, Direction::Read)))
            .collect()
    }
}
