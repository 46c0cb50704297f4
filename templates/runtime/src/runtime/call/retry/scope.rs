/// Which attempts a call may repeat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those that are safe for the operation as a whole.
    #[default]
    Safe,
    /// Only those of which the service has done nothing. Whoever asks for this looks at each item by himself.
    Refused,
}
