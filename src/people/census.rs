//! People at hand, to be asked for by kin and by form.
//!
//! Comes in: people. Goes out: those of a kin, and the kins in which a form of a name is
//! found. May not know how people are joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use super::{Names, Person, Register};

#[derive(Debug, Default)]
pub struct Census {
    kins: BTreeMap<String, Vec<Person>>,
    called: HashMap<String, BTreeSet<String>>,
}

impl Census {
    pub fn new(people: Vec<Person>) -> Census {
        let (mut census, mut names) = (Census::default(), Names::default());
        for person in people {
            let name = names.read(&person.name);
            for form in names.forms(&name, &person.aliases).into_keys() {
                census.called.entry(form).or_default().insert(name.kin.clone());
            }
            census.kins.entry(name.kin.clone()).or_default().push(person);
        }
        census
    }

    pub fn kins(&self) -> impl Iterator<Item = String> {
        self.kins.keys().cloned()
    }
}

impl Register for Census {
    type Fault = Infallible;

    fn of_kin(&self, kin: &str) -> Result<Vec<Person>, Infallible> {
        Ok(self.kins.get(kin).cloned().unwrap_or_default())
    }

    fn kins_called(&self, form: &str) -> Result<Vec<String>, Infallible> {
        Ok(self.called.get(form).into_iter().flatten().take(2).cloned().collect())
    }
}
