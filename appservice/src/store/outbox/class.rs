//! The kinds of work that an effect can be.

/// What kind of work an effect is. Each kind has places of its own, so that none of them shuts the door for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Somebody is spoken to who has just said something.
    Talk,
    /// A step of a case that somebody has just taken.
    Case,
    /// Somebody is invited because of what was just said; their server may be silent.
    Invitation,
    /// A transcript that was asked for: long.
    Transcript,
    /// E-mail.
    Post,
    /// A counsellor is let in because the directory says so; their server may be silent.
    LetIn,
    /// The rooms of a centre.
    Centre,
    /// What nobody waits for.
    Leisure,
}

impl Class {
    /// All of them, those first for which somebody waits.
    pub const ALL: [Self; 8] = [
        Self::Talk,
        Self::Case,
        Self::Invitation,
        Self::Transcript,
        Self::Post,
        Self::LetIn,
        Self::Centre,
        Self::Leisure,
    ];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Case => "case",
            Self::Invitation => "invitation",
            Self::Transcript => "transcript",
            Self::Post => "post",
            Self::LetIn => "let_in",
            Self::Centre => "centre",
            Self::Leisure => "leisure",
        }
    }

    /// Whether somebody waits for it.
    pub const fn is_waited_for(self) -> bool {
        matches!(self, Self::Talk | Self::Case | Self::Invitation | Self::Transcript)
    }

    /// What it is when nobody has just said or done anything that it follows from.
    #[must_use]
    pub const fn at_leisure(self) -> Self {
        match self {
            Self::Talk | Self::Case | Self::Transcript => Self::Leisure,
            Self::Invitation => Self::LetIn,
            other => other,
        }
    }
}
