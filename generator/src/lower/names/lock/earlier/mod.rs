//! Locks of earlier versions. Nothing else reads their keys; a run rewrites them.
//!
//! Version 1 had pointers, in which an element of a list stood with its number (`positions`). Version 2 had labels for elements and did not
//! keep what elements are like (`labels`). Version 3 had merged names for components of further files, which `homes` reads, and version 4
//! marks without tags and titles, which `likeness` reads. None of them said whether the form of a method is that of its body or of its reply (`forms`).

pub(super) mod forms;
pub(super) mod labels;
pub(super) mod positions;
