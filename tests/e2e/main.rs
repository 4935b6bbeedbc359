//! The promises made to people, kept by the built binary on a real homeserver.

mod absence;
mod accepting;
mod asking;
mod canaries;
mod closing;
mod cover;
mod custody;
mod devices;
mod doctor;
mod erasure;
mod figures;
mod fuzz;
mod hand_over;
mod kill;
mod links;
mod lost_answers;
mod membership;
mod operating;
mod other_clients;
mod outage;
mod poison;
mod reception;
mod replay;
mod strangers;
mod versions;
