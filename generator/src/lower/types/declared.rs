//! Generated types before they are built: who has one, what it is called, and its id.
//!
//! In: the sites and their names. Out: ids in the order of names, so that a type can refer to another that is not built yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::drafts::Halves;
use crate::lower::names::named::Names;
use crate::lower::sites::{Usage, Use};
use crate::plan::{Arena, ModelId};
use crate::schemas::{Direction, NodeId};

/// A generated type to be built.
pub(in crate::lower) struct Declaration {
    pub name: String,
    pub site: NodeId,
    pub direction: Direction,
    pub usage: Use,
    /// Whether the site is two types.
    pub is_half: bool,
}

/// All generated types to be built.
pub(in crate::lower) struct Declarations {
    pub all: Arena<ModelId, Declaration>,
    by_site: BTreeMap<NodeId, Halves>,
    /// Sites whose types cannot be built; what refers to one is a free-form value.
    pub lost: BTreeSet<NodeId>,
}

impl Declarations {
    pub(super) fn new(usage: &Usage, names: &Names, lost: BTreeSet<NodeId>) -> Self {
        let sites = usage.sites.iter().filter(|(site, _)| !lost.contains(*site));
        let mut all: Vec<Declaration> = sites
            .flat_map(|(site, used)| declare(usage, names, *site, used))
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        let all: Arena<ModelId, Declaration> = all.into_iter().collect();
        let mut by_site: BTreeMap<NodeId, Halves> = BTreeMap::new();
        for (id, one) in all.entries() {
            let halves = by_site.entry(one.site).or_insert(Halves { read: id, write: id });
            match one.direction {
                Direction::Read => halves.read = id,
                Direction::Write => halves.write = id,
            }
        }
        Self { all, by_site, lost }
    }

    /// The type of a site in a direction.
    pub(super) fn get(&self, site: NodeId, direction: Direction) -> Option<ModelId> {
        let halves = self.by_site.get(&site)?;
        Some(match direction {
            Direction::Read => halves.read,
            Direction::Write => halves.write,
        })
    }

    /// The types of each site that is split by direction.
    pub(in crate::lower) fn split(&self) -> impl Iterator<Item = Halves> {
        self.by_site
            .values()
            .copied()
            .filter(|halves| halves.read != halves.write)
    }

    /// Every type, by site; the half that is read comes first.
    pub(super) fn by_site(&self) -> impl Iterator<Item = ModelId> {
        let each = |halves: &Halves| {
            let second = (halves.read != halves.write).then_some(halves.write);
            std::iter::once(halves.read).chain(second)
        };
        self.by_site.values().flat_map(each)
    }
}

/// One type, or two for a site that is split. Each of them has a name: `names` has every site and every half.
fn declare(usage: &Usage, names: &Names, site: NodeId, used: &Use) -> impl Iterator<Item = Declaration> {
    let is_half = usage.split.contains(&site);
    let one = |direction: Direction, name: Option<&String>, used: Use| {
        Some(Declaration {
            name: name?.clone(),
            site,
            direction,
            usage: used,
            is_half,
        })
    };
    let (first, second) = if is_half {
        let first = Use {
            write: false,
            ..used.clone()
        };
        let second = Use {
            read: false,
            ..used.clone()
        };
        (
            one(Direction::Read, names.of(site, false), first),
            one(Direction::Write, names.of(site, true), second),
        )
    } else {
        let direction = if used.write { Direction::Write } else { Direction::Read };
        (one(direction, names.of(site, false), used.clone()), None)
    };
    first.into_iter().chain(second)
}
