//! Proof of work: whoever makes accounts or cases by the thousand pays for each; somebody in need waits for a moment. It rises
//! with what is being done, and never stands before the help lines.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use tokio::time::Instant;

use crate::running::entropy;

/// Zero bits on a quiet day: 16,000 hashes, a tenth of a second on an old phone.
const FEWEST: u32 = 14;

/// Zero bits at most: 131,000 hashes, about a second on an old phone.
const MOST: u32 = 17;

/// So many proofs a minute are a quiet day; with each doubling there is a bit more to do.
const QUIET: usize = 30;

/// For so long after it was given a challenge is taken at the price that it was given for. Afterwards it has to be worth what one
/// costs now: nobody stocks up on a quiet day.
const FRESH: Duration = Duration::from_mins(1);

/// How long a challenge holds.
const HOLDS: Duration = Duration::from_mins(10);

/// So many solved challenges are remembered; more than could be solved within their time.
const REMEMBERED: usize = 200_000;

/// What is to be solved: find a decimal `nonce` so that SHA-256 of `text`, a full stop and the nonce begins with `bits` zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The text.
    pub text: String,
    /// How many zero bits.
    pub bits: u32,
}

/// What a browser has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The text of the challenge.
    pub challenge: String,
    /// The number.
    pub nonce: String,
}

/// Gives challenges out and takes solutions. A challenge is signed, so that nothing is kept of those nobody solves.
pub(super) struct Proofs {
    key: [u8; 32],
    began: Instant,
    /// Solved challenges, and until when they would hold.
    solved: Mutex<HashMap<[u8; 16], Instant>>,
}

impl Proofs {
    pub(super) fn new() -> Self {
        Self { key: entropy::bytes(), began: Instant::now(), solved: Mutex::default() }
    }

    /// A new challenge.
    pub(super) fn challenge(&self, now: Instant) -> Challenge {
        let ends = now.duration_since(self.began) + HOLDS;
        let bits = self.bits(now);
        let mut body = Vec::with_capacity(60);
        body.extend(u64::try_from(ends.as_millis()).unwrap_or(u64::MAX).to_be_bytes());
        body.extend(bits.to_be_bytes());
        body.extend(entropy::bytes::<16>());
        body.extend(self.seal(&body));
        Challenge { text: URL_SAFE_NO_PAD.encode(body), bits }
    }

    /// Whether somebody has done the work. Each challenge counts once.
    pub(super) fn is_done(&self, solution: &Solution, now: Instant) -> bool {
        let Some((ends, bits, id)) = self.read(&solution.challenge) else { return false };
        let ends = self.began + ends;
        let plain = (1..=20).contains(&solution.nonce.len())
            && solution.nonce.bytes().all(|byte| byte.is_ascii_digit());
        if ends <= now || !plain {
            return false;
        }
        let hash = Sha256::new()
            .chain_update(solution.challenge.as_bytes())
            .chain_update(b".")
            .chain_update(solution.nonce.as_bytes())
            .finalize();
        let is_fresh = ends.duration_since(now) + FRESH >= HOLDS;
        let price = if is_fresh { bits } else { bits.max(self.bits(now)) };
        if zeros(&hash) < price {
            return false;
        }
        let mut solved = self.solved.lock().unwrap_or_else(PoisonError::into_inner);
        solved.retain(|_, ends| *ends > now);
        solved.len() < REMEMBERED && solved.insert(id, ends).is_none()
    }

    /// How much there is to do, by how many have done it within the last minute.
    fn bits(&self, now: Instant) -> u32 {
        let solved = self.solved.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = solved.values().filter(|ends| **ends + Duration::from_mins(1) > now + HOLDS).count();
        let doublings = (lately / QUIET).checked_ilog2().map_or(0, |log| log + 1);
        (FEWEST + doublings).min(MOST)
    }

    fn read(&self, text: &str) -> Option<(Duration, u32, [u8; 16])> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (body, mac) = bytes.split_at_checked(28)?;
        if !bool::from(self.seal(body).ct_eq(mac)) {
            return None;
        }
        let (ends, rest) = body.split_first_chunk::<8>()?;
        let (bits, id) = rest.split_first_chunk::<4>()?;
        let ends = Duration::from_millis(u64::from_be_bytes(*ends));
        Some((ends, u32::from_be_bytes(*bits), id.try_into().ok()?))
    }

    fn seal(&self, body: &[u8]) -> [u8; 32] {
        *blake3::keyed_hash(&self.key, body).as_bytes()
    }
}

fn zeros(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(u32::MAX / 8) * 8 + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(challenge: &Challenge) -> Solution {
        let hashed = |nonce: &u64| Sha256::digest(format!("{}.{nonce}", challenge.text));
        let nonce = (0..u64::MAX).find(|nonce| zeros(&hashed(nonce)) >= challenge.bits).unwrap();
        Solution { challenge: challenge.text.clone(), nonce: nonce.to_string() }
    }

    #[test]
    fn work_counts_once_and_for_ten_minutes() {
        let (proofs, now) = (Proofs::new(), Instant::now());
        let (first, second) = (solve(&proofs.challenge(now)), solve(&proofs.challenge(now)));
        assert!(proofs.is_done(&first, now));
        assert!(!proofs.is_done(&first, now), "it counts once");
        assert!(!proofs.is_done(&second, now + HOLDS + Duration::from_secs(1)), "it is too old");
        assert!(proofs.is_done(&second, now));
        let third = solve(&proofs.challenge(now));
        assert!(!Proofs::new().is_done(&third, now), "it is another's");
        for nonce in ["", "1x", "-1", "000000000000000000000"] {
            assert!(!proofs.is_done(&Solution { nonce: nonce.to_owned(), ..third.clone() }, now), "{nonce}");
        }
        let mut forged = URL_SAFE_NO_PAD.decode(&third.challenge).unwrap();
        forged[11] = 0;
        let forged = Challenge { text: URL_SAFE_NO_PAD.encode(forged), bits: 0 };
        assert!(!proofs.is_done(&solve(&forged), now), "an easier one of one's own");
    }

    #[test]
    fn what_was_stocked_up_cheaply_is_worth_no_more_than_what_it_costs_now() {
        let (proofs, now) = (Proofs::new(), Instant::now());
        let cheap = |count: usize| -> Vec<Solution> {
            let solved = std::iter::repeat_with(|| solve(&proofs.challenge(now)));
            solved.filter(|solution| worth(solution) < MOST).take(count).collect()
        };
        let (first, stock) = (cheap(1).remove(0), cheap(3));
        for _ in 0..100 * QUIET {
            proofs.solved.lock().unwrap().insert(entropy::bytes(), now + 2 * HOLDS);
        }
        assert!(proofs.is_done(&first, now + FRESH / 2), "whoever was just given it is not asked for more");
        let later = now + FRESH + Duration::from_secs(1);
        assert!(stock.iter().all(|solution| !proofs.is_done(solution, later)));
        let dear = solve(&proofs.challenge(later));
        assert!(proofs.is_done(&dear, later + 2 * FRESH), "the price of now");
    }

    fn worth(solution: &Solution) -> u32 {
        zeros(&Sha256::digest(format!("{}.{}", solution.challenge, solution.nonce)))
    }

    #[test]
    fn it_rises_with_what_is_done_and_not_for_ever() {
        let (proofs, now) = (Proofs::new(), Instant::now());
        let fill = |count: usize| {
            let mut solved = proofs.solved.lock().unwrap();
            for _ in 0..count {
                solved.insert(entropy::bytes(), now + HOLDS);
            }
        };
        assert_eq!(proofs.challenge(now).bits, FEWEST);
        fill(QUIET);
        assert_eq!(proofs.challenge(now).bits, FEWEST + 1);
        fill(QUIET);
        assert_eq!(proofs.challenge(now).bits, FEWEST + 2);
        fill(100 * QUIET);
        assert_eq!(proofs.challenge(now).bits, MOST);
        assert_eq!(proofs.challenge(now + Duration::from_mins(2)).bits, FEWEST);
    }
}
