//! Every refusal of this crate, worded for the operator.

use std::fmt;
use std::path::PathBuf;

/// One thing that is wrong, where it is, and in which setting. `Display` is one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Where the operator has to look.
    pub place: Place,
    /// The setting as `section.key`, if the fault is about one.
    pub key: Option<String>,
    /// What is wrong there.
    pub problem: Problem,
}

impl Fault {
    pub(crate) fn at(place: Place, problem: Problem) -> Self {
        Self { place, key: None, problem }
    }

    pub(crate) fn of(place: Place, key: impl Into<String>, problem: Problem) -> Self {
        Self { place, key: Some(key.into()), problem }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if let Some(key) = &self.key {
            write!(f, "`{key}` ")?;
        }
        write!(f, "{}.", self.problem)
    }
}

/// Where a fault stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A whole file.
    File(PathBuf),
    /// A line of a file; lines count from 1.
    Line(PathBuf, usize),
    /// An environment variable.
    Variable(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Line(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => write!(f, "the environment variable {name}"),
        }
    }
}

/// What is wrong. The sentence begins with the place and, where there is one, the key.
///
/// Values that may be secret (database URLs, tokens, keys) are never repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file could not be opened or read; the operating system's reason.
    #[error("the file cannot be read ({0})")]
    Unreadable(String),
    /// The file could not be written; the operating system's reason.
    #[error("the file cannot be written ({0})")]
    Unwritable(String),
    /// `create_new` found a file.
    #[error("a file with this name is there already and is left alone")]
    Exists,
    /// The file is no TOML.
    #[error("is not TOML here: {0}")]
    NotToml(String),
    /// The file is no registration.
    #[error("is not a registration: {0}")]
    NotRegistration(String),
    /// Something other than a `[section]` on the top level.
    #[error("stands outside a section; the sections are {0}")]
    OutsideSection(String),
    /// A section that does not exist; the ones that do.
    #[error("is an unknown section; the sections are {0}")]
    UnknownSection(String),
    /// A key that does not exist; the ones that do.
    #[error("is an unknown key; this section has {0}")]
    UnknownKey(String),
    /// A variable with one underscore where two are needed.
    #[error("means no setting; write it as {0}, with two underscores after the section")]
    OneUnderscore(String),
    /// A key without a default is not given.
    #[error("is missing")]
    Missing,
    /// A text was needed.
    #[error("must be a text, but is {0}")]
    NotText(&'static str),
    /// A whole number was needed.
    #[error("must be a whole number, but is {0}")]
    NotNumber(String),
    /// A number outside its range.
    #[error("must be from {from} to {to}, but is {found}")]
    OutOfRange {
        /// Smallest allowed value.
        from: u64,
        /// Largest allowed value.
        to: u64,
        /// What was given.
        found: u64,
    },
    /// An empty text.
    #[error("must not be empty")]
    Empty,
    /// No HTTP address.
    #[error(
        "must be an address that begins with http:// or https:// and has no user name, query or fragment"
    )]
    NotHttp,
    /// No HTTPS address.
    #[error("must be an address that begins with https:// and has no user name, query or fragment")]
    NotHttps,
    /// No Matrix server name.
    #[error("must be a Matrix server name such as example.org or example.org:8448")]
    NotServerName,
    /// No Matrix localpart.
    #[error("must be a part of a Matrix user name: a-z, 0-9 and . _ = / + -, at most 100 characters")]
    NotLocalpart,
    /// No database address.
    #[error("must be sqlite:PATH or postgres://…")]
    NotDatabase,
    /// No name or address of a machine.
    #[error("must be the name or the IP address of a mail server")]
    NotHost,
    /// No e-mail address.
    #[error("must be an e-mail address such as lotse@example.org")]
    NotMailAddress,
    /// Neither a Matrix user nor an e-mail address.
    #[error("must hold Matrix users such as @edda:example.org and e-mail addresses")]
    NotContact,
    /// No Matrix users.
    #[error("must hold Matrix users such as @edda:example.org")]
    NotPerson,
    /// E-mail addresses, but nothing that sends e-mails.
    #[error("holds an e-mail address, but without `mail.host` no e-mail can be sent")]
    NoMail,
    /// What cannot be had without another setting.
    #[error("cannot be had without `{0}`")]
    WantsAlso(&'static str),
    /// E-mails would be sent for everybody on the way to read.
    #[error("must be starttls or tls, because the mail server is not on this machine (a loopback address)")]
    PlainMail,
    /// No address of a TURN server.
    #[error(
        "must hold addresses such as turn:turn.example.org:3478?transport=udp and turns:turn.example.org:443?transport=tcp"
    )]
    NotTurn,
    /// Two addresses for the same way.
    #[error("must hold one address for each transport, because browsers take ports of the relay for each")]
    TurnTwice,
    /// A secret that could be guessed.
    #[error("must have at least 16 characters")]
    WeakSecret,
    /// Two settings for the same thing.
    #[error("is given beside {0}; leave one of them out")]
    Twice(&'static str),
    /// A list was needed.
    #[error("must be a list of texts, but is {0}")]
    NotList(&'static str),
    /// No address with a port.
    #[error("must be an IP address with a port such as 127.0.0.1:9100")]
    NotSocket,
    /// No colour.
    #[error("must be a colour such as #00507d")]
    NotColour,
    /// A colour on which, or in which, words could not be read.
    #[error("can hardly be read on {ground}: the contrast is {contrast} to 1, and must be at least 4.5 to 1")]
    LowContrast {
        /// On what.
        ground: &'static str,
        /// How much there is.
        contrast: String,
    },
    /// A picture of a kind that browsers do not all show.
    #[error("must be a picture that ends in .svg, .png, .jpg or .webp")]
    NotPicture,
    /// None of the words that are allowed here.
    #[error("must be one of {0}")]
    NotOneOf(&'static str),
    /// Two settings that must differ do not.
    #[error("must differ from {0}")]
    Same(&'static str),
    /// A user name would also belong to another kind of user.
    #[error("must not begin like `{0}`, or the homeserver cannot tell them apart")]
    Overlap(&'static str),
    /// A setting for tests on a server that others can reach.
    #[error("is for tests only and is refused, because `{0}` is not on a loopback address")]
    NotLoopback(&'static str),
    /// A key file others can read.
    #[error("is open to others than its owner (mode {0:04o}); run chmod 600 on it")]
    OpenToOthers(u32),
    /// A key file with something else in it.
    #[error("must hold exactly one key of 32 bytes in base64")]
    NotKey,
    /// A token file with something else in it.
    #[error("must hold exactly one access token")]
    NotToken,
    /// Not a regular file.
    #[error("is not a regular file")]
    NotFile,
    /// A namespace pattern that cannot be understood.
    #[error("holds a pattern that cannot be understood: {0}")]
    NotPattern(String),
    /// A user of ours stands in no exclusive namespace of its registration.
    #[error("does not cover {0} in an exclusive namespace; write the registration anew")]
    NotCovered(String),
    /// A user stands in the namespaces of the other registration, too.
    #[error("also covers {0}, which belongs to the other registration; write both anew")]
    CoversOther(String),
    /// A token that is empty or the sample's.
    #[error("must be a secret of at least 32 characters, not the sample's placeholder")]
    WeakToken,
    /// Two tokens are equal.
    #[error("must differ from every other token")]
    SameToken,
    /// The registration that must push has no address.
    #[error("is missing, so the homeserver would push nothing to Lotse")]
    NoPush,
    /// The registration that must not push has an address.
    #[error("must be null, because nothing is pushed for seekers")]
    Push,
    /// A flag that must be on or off.
    #[error("must be {0}")]
    MustBe(&'static str),
    /// A registration's sender is not the one in the settings.
    #[error("must be `{0}` as in the settings; write the registration anew")]
    OtherSender(String),
}
