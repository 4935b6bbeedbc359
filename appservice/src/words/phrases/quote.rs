//! What a message is that is no text.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What stands where words would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quote {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// Somebody speaks, for so long if that is known.
    Voice {
        /// Rounded.
        seconds: Option<u16>,
    },
    /// Any other sound.
    Audio,
    /// A file.
    File,
    /// A place; never which.
    Location,
    /// A sticker.
    Sticker,
    /// Taken back by whoever wrote it.
    Withdrawn,
    /// Nothing: whoever asks sat before a counsellor when the case was opened.
    OnSite,
    /// Changed, into something that cannot be read yet.
    Changed,
    /// It cannot be read.
    Unreadable,
    /// Something that we have no word for.
    Other,
}

impl Quote {
    /// Of a message's type and content; nothing if it is text.
    #[must_use]
    pub fn of(kind: &str, content: &Value) -> Option<Self> {
        if kind == "m.sticker" {
            return Some(Self::Sticker);
        }
        Some(match content["msgtype"].as_str().unwrap_or_default() {
            "m.text" | "m.notice" | "m.emote" => return None,
            "m.image" => Self::Image,
            "m.video" => Self::Video,
            "m.audio" if is_voice(content) => Self::Voice { seconds: seconds(content) },
            "m.audio" => Self::Audio,
            "m.file" => Self::File,
            "m.location" => Self::Location,
            _ => Self::Other,
        })
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Voice { .. } => "voice",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Location => "location",
            Self::Sticker => "sticker",
            Self::Withdrawn => "withdrawn",
            Self::OnSite => "on-site",
            Self::Changed => "changed",
            Self::Unreadable => "unreadable",
            Self::Other => "other",
        }
    }
}

fn is_voice(content: &Value) -> bool {
    ["org.matrix.msc3245.voice", "m.voice"].iter().any(|mark| content[*mark].is_object())
}

fn seconds(content: &Value) -> Option<u16> {
    let millis = content["info"]["duration"]
        .as_u64()
        .or_else(|| content["org.matrix.msc1767.audio"]["duration"].as_u64())?;
    u16::try_from(millis.saturating_add(500) / 1_000).ok()
}
