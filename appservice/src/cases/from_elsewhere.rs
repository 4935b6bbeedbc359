//! Seekers with an account of another homeserver: whether they are welcome, and how many of one server at a time. A server that
//! sends invitations without end closes the door for its own people alone.

use std::{collections::BTreeSet, time::Duration};

use ruma::{OwnedUserId, ServerName, UserId};
use tokio::time::Instant;

use crate::running::throttle::Throttle;

const HOUR: Duration = Duration::from_hours(1);

/// So many cases a platform announces to one centre within an hour; what is more waits in its channel, and keeps nobody else waiting.
const ANNOUNCEMENTS: u32 = 300;

/// Who may come from elsewhere.
pub struct FromElsewhere {
    welcome: bool,
    chats: Throttle,
    /// Invitations that were let in: one that is looked at once more takes no second chance.
    let_in: Throttle,
    announcements: Throttle,
    platforms: BTreeSet<OwnedUserId>,
}

/// Why somebody is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declined {
    /// The operator takes nobody with an account of another homeserver.
    Closed,
    /// Too many have come from their server within an hour.
    Crowd,
}

impl FromElsewhere {
    /// As the settings say.
    pub fn new(federation: &config::Federation) -> Self {
        let most = federation.chats_per_hour.max(1);
        let platforms = federation.platforms.iter().filter_map(|id| id.as_str().try_into().ok()).collect();
        let announcements = Throttle::new(ANNOUNCEMENTS, HOUR / ANNOUNCEMENTS);
        Self {
            welcome: federation.seekers,
            chats: Throttle::new(most, HOUR / most),
            let_in: Throttle::new(1, HOUR),
            announcements,
            platforms,
        }
    }

    /// Whether this user may announce cases to a centre of ours.
    pub(crate) fn is_platform(&self, user: &UserId) -> bool {
        self.platforms.contains(user)
    }

    /// Whether a platform that may announce cases lives on this server.
    pub(crate) fn is_server_of_platform(&self, server: &ServerName) -> bool {
        self.platforms.iter().any(|platform| platform.server_name() == server)
    }

    /// A platform announces a case to a centre of ours; whether it may already.
    pub(crate) fn announces(&self, platform: &str, centre: &str, now: Instant) -> bool {
        self.announcements.take(&format!("{centre} {platform}"), now).is_ok()
    }

    /// Somebody of this server begins a chat in this room. However often that is looked at: an invitation that was let in once is for an
    /// hour, and one that was declined is not by being looked at again, since its server has refused to hear so.
    pub(crate) fn begins(&self, server: &ServerName, room: &str, now: Instant) -> Result<(), Declined> {
        if !self.welcome {
            return Err(Declined::Closed);
        }
        if self.let_in.is_spent(room, now) {
            return Ok(());
        }
        self.chats.take(server.as_str(), now).map_err(|_| Declined::Crowd)?;
        let _ = self.let_in.take(room, now);
        Ok(())
    }
}

impl Declined {
    /// For metrics.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Crowd => "crowd",
        }
    }
}

#[cfg(test)]
mod tests {
    use ruma::server_name;

    use super::*;

    #[tokio::test]
    async fn a_flood_from_one_server_leaves_the_door_open_for_the_others() {
        let door = FromElsewhere::new(&config::Federation {
            seekers: true,
            chats_per_hour: 60,
            platforms: Vec::new(),
        });
        let (one, other, now) = (server_name!("one.example"), server_name!("other.example"), Instant::now());
        let room = |number: u32| format!("!{number}:one.example");
        assert!((0..60).all(|number| door.begins(one, &room(number), now).is_ok()));
        for number in 60..100_000 {
            assert_eq!(door.begins(one, &room(number), now), Err(Declined::Crowd));
        }
        // Looked at once more, since their server did not hear that they are declined, or was slow to let us in.
        assert_eq!(door.begins(one, &room(60), now), Err(Declined::Crowd));
        assert!((0..60).all(|number| door.begins(one, &room(number), now).is_ok()));
        assert_eq!(door.begins(other, "!1:other.example", now), Ok(()));
        assert_eq!(door.begins(one, &room(60), now + Duration::from_mins(1)), Ok(()), "each minute one");
        assert_eq!(door.begins(one, &room(61), now + Duration::from_mins(1)), Err(Declined::Crowd));
        assert!((0..300).all(|_| door.announces("@lotse:one.example", "dresden", now)));
        assert!(!door.announces("@lotse:one.example", "dresden", now), "a flood of announcements waits");
        assert!(door.announces("@lotse:other.example", "dresden", now));
        assert!(door.announces("@lotse:one.example", "leipzig", now));
        assert!(door.announces("@lotse:one.example", "dresden", now + Duration::from_secs(12)));
        let shut = FromElsewhere::new(&config::Federation {
            seekers: false,
            chats_per_hour: 60,
            platforms: Vec::new(),
        });
        let again = [(); 2].map(|()| shut.begins(other, "!1:other.example", now));
        assert_eq!(again, [Err(Declined::Closed); 2], "not by being looked at again either");
    }
}
