//! Files of the layers by name.

use crate::alike::nearest;
use crate::diag::{Code, Diagnostic, Place};
use crate::dress::layers::{Layered, Layers};

/// The file of that name, or of that output.
pub(super) fn find<'a>(layers: &'a Layers, name: &str) -> Result<&'a Layered, Box<Diagnostic>> {
    let output = name.strip_suffix(".j2").unwrap_or(name);
    layers.get(output).ok_or_else(|| {
        let near = nearest(name, layers.values().map(|file| file.name.as_str()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`oasmith templates list` has all names".to_owned(),
        };
        Box::new(
            Diagnostic::new(
                Code::UnknownTemplate,
                Place::None,
                format!("there is no template `{name}`"),
            )
            .help(help),
        )
    })
}

/// The files of these names; all that are wanted if there is no name.
pub(super) fn chosen<'a>(
    layers: &'a Layers,
    names: &[String],
    wanted: impl Fn(&Layered) -> bool,
) -> Result<Vec<&'a Layered>, Box<Diagnostic>> {
    match names {
        [] => Ok(layers.values().filter(|file| wanted(file)).collect()),
        names => names.iter().map(|name| find(layers, name)).collect(),
    }
}
