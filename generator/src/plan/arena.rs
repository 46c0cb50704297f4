//! Things with ids: a list whose places are typed, so that one thing refers to another without its name.
//!
//! Ids come from [`Arena::from_iter`] or [`Arena::map`] alone, and nothing is ever removed, so each id of an arena has its thing.

use std::marker::PhantomData;
use std::ops::Index;

/// An id: a place in an [`Arena`].
pub trait Id: Copy + Ord {
    /// The id of a place.
    fn of(place: usize) -> Self;
    /// The place.
    fn place(self) -> usize;
}

macro_rules! ids {
    ($($(#[$docs:meta])* $name:ident)*) => {$(
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl Id for $name {
            fn of(place: usize) -> Self {
                Self(place)
            }

            fn place(self) -> usize {
                self.0
            }
        }
    )*};
}

ids! {
    /// A generated type; ids are in the order of names.
    ModelId
}

/// A field of a generated struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldId {
    /// The struct.
    pub model: ModelId,
    /// The place of the field in it.
    pub place: usize,
}

/// A parameter of an operation: its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParameterId(pub usize);

/// A list of things with ids.
#[derive(Clone, Debug)]
pub struct Arena<I, T> {
    things: Vec<T>,
    ids: PhantomData<fn() -> I>,
}

impl<I: Id, T> Arena<I, T> {
    /// Every thing with its id.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        let each = self.things.iter().enumerate();
        each.map(|(place, thing)| (I::of(place), thing))
    }

    /// Every thing.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.things.iter()
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// Other things with the same ids.
    pub fn map<U>(self, mut make: impl FnMut(I, T) -> U) -> Arena<I, U> {
        let each = self.things.into_iter().enumerate();
        each.map(|(place, thing)| make(I::of(place), thing)).collect()
    }
}

impl<I, T> FromIterator<T> for Arena<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(things: A) -> Self {
        Self {
            things: things.into_iter().collect(),
            ids: PhantomData,
        }
    }
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<'a, I: Id, T> IntoIterator for &'a Arena<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.things[id.place()]
    }
}

/// An operation: its group, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationId {
    /// The place of the group among all.
    pub group: usize,
    /// The place of the operation in the group.
    pub place: usize,
}
