//! How far one must look to tell who somebody is.
//!
//! Comes in: kins, and where people are kept. Goes out: the individuals of these kins, as
//! they would be if everybody were looked at: a kin is followed to another only where a name
//! fits that one alone, and what nothing leads to makes no difference. May not decide who
//! is joined.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::settle::{Elsewhere, settle};
use super::{Individual, Names, Register};

/// The individuals of some kins, and of those that may be joined with them.
pub fn join<R: Register>(register: &R, kins: impl IntoIterator<Item = String>) -> Result<Vec<Individual>, R::Fault> {
    let (mut seen, mut names, mut out) = (HashSet::new(), Names::default(), Vec::new());
    for kin in kins {
        if !seen.contains(&kin) {
            out.extend(reach(register, kin, (&mut seen, &mut names))?);
        }
    }
    Ok(out)
}

/// Those of one kin and of all it leads to.
fn reach<R: Register>(
    register: &R,
    kin: String,
    (seen, names): (&mut HashSet<String>, &mut Names),
) -> Result<Vec<Individual>, R::Fault> {
    let (mut people, mut elsewhere, mut open) = (Vec::new(), BTreeMap::new(), vec![kin]);
    while let Some(kin) = open.pop() {
        if !seen.insert(kin.clone()) {
            continue;
        }
        let own = register.of_kin(&kin)?;
        let (mut keys, mut called) = (BTreeSet::new(), BTreeMap::new());
        let written: HashSet<(&str, &[String])> = own.iter().map(|p| (p.name.as_str(), p.aliases.as_slice())).collect();
        for (name, aliases) in written {
            let name = names.read(name);
            called.extend(names.forms(&name, aliases));
            keys.insert(name.key.clone());
        }
        // Whom its names may mean.
        for key in keys {
            let place = match register.kins_called(&key)?.as_slice() {
                [] => continue,
                [other] => Elsewhere::In(other.clone()),
                _ => Elsewhere::Several,
            };
            open.extend(place.kin().map(str::to_string));
            elsewhere.insert(key, place);
        }
        // Whose names may mean it.
        for (form, other) in called {
            if !seen.contains(&other) && *register.kins_called(&form)? == [kin.as_str()] {
                open.push(other);
            }
        }
        people.extend(own);
    }
    Ok(settle(people, &elsewhere, names))
}
