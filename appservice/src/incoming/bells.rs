//! Bells of letter-boxes: however often one rings, it is being emptied once and waits to be emptied once more.
//!
//! A busy room rings for every message of everybody; without this, each bell would be a task that waits for the same
//! lock, and a homeserver that answers slowly would pile them up.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ruma::OwnedUserId;

/// Whose bells ring, and whether they rang again meanwhile.
#[derive(Clone, Default)]
pub(super) struct Bells(Arc<Mutex<HashMap<OwnedUserId, bool>>>);

/// The duty to empty one letter-box. Dropped, the next bell is a first one again.
pub(super) struct Ringing {
    bells: Bells,
    user: OwnedUserId,
    heard: bool,
}

impl Bells {
    /// A bell rings. The first one is a duty; those during it are remembered as one.
    pub(super) fn ring(&self, user: OwnedUserId) -> Option<Ringing> {
        match self.all().entry(user.clone()) {
            Entry::Occupied(mut again) => {
                again.insert(true);
                None
            }
            Entry::Vacant(first) => {
                first.insert(false);
                Some(Ringing { bells: self.clone(), user, heard: false })
            }
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<OwnedUserId, bool>> {
        // A panic elsewhere leaves at worst one bell that is heard once too often.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ringing {
    /// After emptying: whether the bell rang meanwhile, so that it has to be done once more. Otherwise it is silent.
    pub(super) fn again(&mut self) -> bool {
        let mut all = self.bells.all();
        if let Some(again) = all.get_mut(&self.user)
            && *again
        {
            *again = false;
            return true;
        }
        all.remove(&self.user);
        self.heard = true;
        false
    }
}

impl Drop for Ringing {
    fn drop(&mut self) {
        // Cut off before its end; afterwards the entry may be another's.
        if !self.heard {
            self.bells.all().remove(&self.user);
        }
    }
}

#[cfg(test)]
mod tests {
    use ruma::user_id;

    use super::Bells;

    #[test]
    fn a_thousand_bells_empty_it_twice() {
        let bells = Bells::default();
        let user = user_id!("@lotse_reception:example.org");
        let mut ringing = bells.ring(user.to_owned()).expect("the first is a duty");
        assert!((1..1000).all(|_| bells.ring(user.to_owned()).is_none()));
        assert!(
            bells.ring(user_id!("@lotse_other:example.org").to_owned()).is_some(),
            "others ring for themselves"
        );
        assert!(ringing.again());
        assert!(!ringing.again());
        let next = bells.ring(user.to_owned());
        assert!(next.is_some());
        drop(ringing);
        assert!(bells.ring(user.to_owned()).is_none(), "who is done silences no later bell");
    }

    #[test]
    fn a_bell_that_was_cut_off_rings_anew() {
        let bells = Bells::default();
        let user = user_id!("@lotse_reception:example.org");
        drop(bells.ring(user.to_owned()));
        assert!(bells.ring(user.to_owned()).is_some());
    }
}
