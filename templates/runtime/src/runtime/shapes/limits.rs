//! The limits that a document states, checked when the caller asks for it: `validate()`.
//!
//! Nothing is checked by itself: a service may have widened a limit since the client was generated, and what it sends
//! is never refused for a limit. Patterns are not checked.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::ops::{Bound, RangeBounds};

use crate::runtime::{Base64, Nullable, Set, SetOrChange, SetOrNull, Upload};

/// A value beyond a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// Its path, in wire names: `items[3].externalId`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The limit and the value's own size.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// All values in a request that violate a documented limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Iterates over the violations, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { "; " };
            write!(f, "{gap}`{}`: {}", violation.path, violation.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Values with limits. The macro `limits!` implements it.
#[doc(hidden)]
pub trait Limits {
    /// Adds what is beyond a limit.
    fn check(&self, checker: &mut Checker);
}

/// Checks a value.
///
/// # Errors
///
/// Something is beyond a limit.
#[doc(hidden)]
pub fn validate<T: Limits>(value: &T) -> Result<(), Violations> {
    let mut checker = Checker::default();
    value.check(&mut checker);
    if checker.found.is_empty() {
        Ok(())
    } else {
        Err(Violations(checker.found))
    }
}

/// The place that a field is in.
#[doc(hidden)]
#[derive(Debug)]
#[must_use]
pub struct Above(usize);

/// Walks a value and collects what is beyond a limit.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Checker {
    path: String,
    found: Vec<Violation>,
}

impl Checker {
    /// Goes into a field, until [`leave`](Self::leave).
    pub fn enter(&mut self, key: &str) -> Above {
        let above = Above(self.path.len());
        // Neither a group of members is a step, whose members are those of the object, nor a branch without a key.
        if !key.is_empty() {
            self.path.push_str(if self.path.is_empty() { "" } else { "." });
            self.path.push_str(key);
        }
        above
    }

    /// Goes back to where the field is.
    pub fn leave(&mut self, above: Above) {
        self.path.truncate(above.0);
    }

    fn field<T: Limits>(&mut self, key: &str, value: &T) {
        let above = self.enter(key);
        value.check(self);
        self.leave(above);
    }

    fn element<T: Limits>(&mut self, index: usize, value: &T) {
        let above = Above(self.path.len());
        self.path.push_str(&format!("[{index}]"));
        value.check(self);
        self.leave(above);
    }

    /// The characters of a string.
    pub fn length<T: Measure>(&mut self, value: &T, limit: impl RangeBounds<usize>) {
        self.measure(value, limit, "characters");
    }

    /// The elements of a list.
    pub fn items<T: Measure>(&mut self, value: &T, limit: impl RangeBounds<usize>) {
        self.measure(value, limit, "items");
    }

    /// The keys of a map.
    pub fn keys<T: Measure>(&mut self, value: &T, limit: impl RangeBounds<usize>) {
        self.measure(value, limit, "keys");
    }

    fn measure<T: Measure>(&mut self, value: &T, limit: impl RangeBounds<usize>, unit: &str) {
        if let Some(size) = value.measure().filter(|size| !limit.contains(size)) {
            self.report(format!("has {size} {unit}, the limit is {}", shown(&limit)));
        }
    }

    /// A number.
    pub fn within<T: PartialOrd + Display, V: Each<T>>(&mut self, value: &V, limit: impl RangeBounds<T>) {
        value.each(&mut |number| {
            if !limit.contains(number) {
                self.report(format!("is {number}, the limit is {}", shown(&limit)));
            }
        });
    }

    /// A number that must be greater than another.
    pub fn above<T: PartialOrd + Display, V: Each<T>>(&mut self, value: &V, least: T) {
        value.each(&mut |number| {
            if number.partial_cmp(&least) != Some(std::cmp::Ordering::Greater) {
                self.report(format!("is {number}, and must be above {least}"));
            }
        });
    }

    /// What a value holds.
    pub fn inside<T: Limits>(&mut self, value: &T) {
        value.check(self);
    }

    /// What a branch of a union holds, below its key if it has one.
    pub fn limits<T: Limits>(&mut self, key: &str, value: &T) {
        self.field(key, value);
    }

    fn report(&mut self, message: String) {
        self.found.push(Violation {
            path: self.path.clone(),
            message,
        });
    }
}

/// A range in words.
fn shown<T: Display>(range: &impl RangeBounds<T>) -> String {
    match (range.start_bound(), range.end_bound()) {
        (Bound::Included(low), Bound::Included(high)) => format!("{low} to {high}"),
        (Bound::Included(low), Bound::Excluded(high)) => format!("{low} to below {high}"),
        (Bound::Included(low), Bound::Unbounded) => format!("at least {low}"),
        (Bound::Excluded(low), _) => format!("above {low}"),
        (Bound::Unbounded, Bound::Included(high)) => format!("at most {high}"),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("below {high}"),
        (Bound::Unbounded, Bound::Unbounded) => "none".to_owned(),
    }
}

/// Values that have a size; what is absent has none.
#[doc(hidden)]
pub trait Measure {
    /// Characters, elements or keys.
    fn measure(&self) -> Option<usize>;
}

impl Measure for String {
    fn measure(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

/// The document's limit is about the string.
impl Measure for Base64 {
    fn measure(&self) -> Option<usize> {
        Some(self.text_length())
    }
}

/// Its bytes.
impl Measure for Upload {
    fn measure(&self) -> Option<usize> {
        Some(self.content.len())
    }
}

impl<T> Measure for Vec<T> {
    fn measure(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Measure for BTreeMap<String, T> {
    fn measure(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl Measure for serde_json::Map<String, serde_json::Value> {
    fn measure(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T: Measure> Measure for Option<T> {
    fn measure(&self) -> Option<usize> {
        self.as_ref()?.measure()
    }
}

impl<T: Measure> Measure for Nullable<T> {
    fn measure(&self) -> Option<usize> {
        self.value()?.measure()
    }
}

/// Values that are a number, or may be one.
#[doc(hidden)]
pub trait Each<T> {
    /// Calls with the number, if there is one.
    fn each(&self, visit: &mut dyn FnMut(&T));
}

impl<T> Each<T> for T {
    fn each(&self, visit: &mut dyn FnMut(&T)) {
        visit(self);
    }
}

impl<T> Each<T> for Option<T> {
    fn each(&self, visit: &mut dyn FnMut(&T)) {
        self.iter().for_each(visit);
    }
}

impl<T> Each<T> for Nullable<T> {
    fn each(&self, visit: &mut dyn FnMut(&T)) {
        self.value().into_iter().for_each(visit);
    }
}

impl<T: Limits> Limits for Option<T> {
    fn check(&self, checker: &mut Checker) {
        self.iter().for_each(|value| value.check(checker));
    }
}

impl<T: Limits> Limits for Nullable<T> {
    fn check(&self, checker: &mut Checker) {
        self.value().into_iter().for_each(|value| value.check(checker));
    }
}

impl<T: Limits> Limits for Box<T> {
    fn check(&self, checker: &mut Checker) {
        (**self).check(checker);
    }
}

impl<T: Limits> Limits for Vec<T> {
    fn check(&self, checker: &mut Checker) {
        for (index, value) in self.iter().enumerate() {
            checker.element(index, value);
        }
    }
}

impl<T: Limits> Limits for BTreeMap<String, T> {
    fn check(&self, checker: &mut Checker) {
        for (key, value) in self {
            checker.field(key, value);
        }
    }
}

impl<T: Limits> Limits for Set<T> {
    fn check(&self, checker: &mut Checker) {
        checker.field("set", &self.set);
    }
}

impl<T: Limits> Limits for SetOrNull<T> {
    fn check(&self, checker: &mut Checker) {
        if let Self::Set(value) = self {
            checker.field("set", value);
        }
    }
}

impl<T: Limits> Limits for SetOrChange<T> {
    fn check(&self, checker: &mut Checker) {
        match self {
            Self::Set(list) => checker.field("set", list),
            Self::Change { add, remove } => {
                checker.field("add", add);
                checker.field("remove", remove);
            }
        }
    }
}

/// The limits of a struct: `limits!(Name { field: "wire name" => check(limit) check(limit), … })`.
#[doc(hidden)]
#[macro_export]
macro_rules! limits {
    ($name:ident { $($field:ident: $wire:literal => $($check:ident($($limit:expr)?))+),* $(,)? }) => {
        impl $name {
            /// Validates the value against the documented limits, except patterns. Never called automatically.
            ///
            /// # Errors
            ///
            /// Returns every violation with its path.
            #[inline]
            pub fn validate(&self) -> ::std::result::Result<(), $crate::runtime::Violations> {
                $crate::runtime::limits::validate(self)
            }
        }

        impl $crate::runtime::limits::Limits for $name {
            #[inline]
            fn check(&self, checker: &mut $crate::runtime::limits::Checker) {
                $(
                    let above = checker.enter($wire);
                    $(checker.$check(&self.$field $(, $limit)?);)+
                    checker.leave(above);
                )*
            }
        }
    };
}
