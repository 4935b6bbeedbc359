//! The harness of the black-box tests: everything that Lotse meets in the world, for real and on loopback.
//!
//! - [`synapse`]: a Synapse from `PyPI`, its own configuration, ready in about a second
//! - [`federation`]: several that know each other, with real certificates, and the [`cable`] between them
//! - [`postgres`]: a private `PostgreSQL` from the installed binaries
//! - [`lotse`]: the built binary, driven from outside
//! - [`proxy`]: a way between the two on which answers get lost
//! - [`smtp`]: a real mail server
//! - [`people`]: Anna and Yusuf seek, Ben, Cem and Dora counsel, Edda administers — with real Matrix clients
//! - [`portal`]: somebody at the portal, with or without a client behind its door
//! - [`js_client`]: people at another client: matrix-js-sdk on Node, of two versions
//! - [`browser`]: Debian's Chromium, and [`visitor`]: a person at it who seeks help through the portal
//! - [`desk`]: somebody of the staff at the desk, in a browser
//! - [`looks`]: every page before the chat, looked at in a browser
//! - [`nio_client`]: people at a client without cross-signing: matrix-nio
//! - [`stage`]: all of it together, ready to play on; [`workbook`]: who counsels there
//! - [`journey`]: one case from the first word to the first answer, and that everything happened once
//! - [`old_talk`]: a long talk that somebody comes into late, with Lotse and without
//! - [`canary`]: who finds a marked word in files and databases
//! - [`appservice`]: a registration for a homeserver that has to start without Lotse
//!
//! Nothing here imports a crate of ours. Everything cleans up when it is dropped, also on a panic, and any number of
//! instances may run side by side.

pub mod appservice;
pub mod browser;
pub mod cable;
pub mod caller;
pub mod calls;
pub mod canary;
pub mod coturn;
pub mod desk;
pub mod federation;
mod http;
pub mod journey;
pub mod js_client;
mod kept;
pub mod looks;
pub mod lotse;
pub mod nio_client;
mod node;
pub mod old_talk;
pub mod people;
pub mod portal;
pub mod postgres;
mod process;
pub mod proxy;
pub mod smtp;
pub mod stage;
pub mod synapse;
pub mod visitor;
pub mod wait;
pub mod workbook;

pub use cable::Cable;
pub use federation::{ELSEWHERE, Federation, Neighbours, TwoLotse};
pub use lotse::Lotse;
pub use people::Person;
pub use postgres::Postgres;
pub use proxy::Proxy;
pub use stage::Stage;
pub use synapse::Synapse;
