//! Why an enquiry was placed as it was.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What decided. Displayed in plain English; [`Reason::code`] is for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The counsellor's own link.
    PersonalLink,
    /// The link of a counsellor who cannot: their deputy.
    PersonalLinkDeputy,
    /// The link of a counsellor who cannot, and who has no deputy that can: their centre.
    PersonalLinkPool,
    /// The centre's link.
    CentreLink,
    /// No choice to make.
    OnlyCentre,
    /// The narrowest catchment.
    NarrowestCatchment,
    /// Equally narrow, less to do.
    FewestOpenEnquiries,
    /// Equal in everything.
    StableChoice,
    /// Nobody nearer: the topic's white spot.
    WhiteSpot,
    /// Nobody nearer, and the white spot cannot: its fallback.
    WhiteSpotFallback,
    /// There is no such topic.
    UnknownTopic,
    /// Without a usable link the postcode must be known.
    PostcodeMissing,
    /// Nobody nearer, and the topic has no white spot.
    NoWhiteSpot,
    /// Nobody nearer, and neither the white spot nor a fallback can take it.
    WhiteSpotClosed,
}

impl Reason {
    /// A stable machine word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonalLink => "personal_link",
            Self::PersonalLinkDeputy => "personal_link_deputy",
            Self::PersonalLinkPool => "personal_link_pool",
            Self::CentreLink => "centre_link",
            Self::OnlyCentre => "only_centre",
            Self::NarrowestCatchment => "narrowest_catchment",
            Self::FewestOpenEnquiries => "fewest_open_enquiries",
            Self::StableChoice => "stable_choice",
            Self::WhiteSpot => "white_spot",
            Self::WhiteSpotFallback => "white_spot_fallback",
            Self::UnknownTopic => "unknown_topic",
            Self::PostcodeMissing => "postcode_missing",
            Self::NoWhiteSpot => "no_white_spot",
            Self::WhiteSpotClosed => "white_spot_closed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PersonalLink => "the counsellor's personal link decides",
            Self::PersonalLinkDeputy => {
                "the counsellor of the personal link cannot take it now, so their deputy does"
            }
            Self::PersonalLinkPool => {
                "the counsellor of the personal link cannot take it now, so their centre does"
            }
            Self::CentreLink => "the centre's link decides",
            Self::OnlyCentre => "it is the only centre for this postcode that can take enquiries now",
            Self::NarrowestCatchment => "it has the narrowest catchment around this postcode",
            Self::FewestOpenEnquiries => {
                "among equally narrow catchments it has the fewest open enquiries per present counsellor"
            }
            Self::StableChoice => {
                "among equally narrow and equally busy centres a fixed choice per topic and postcode decides"
            }
            Self::WhiteSpot => "no centre for this postcode can take it now, so the topic's white spot does",
            Self::WhiteSpotFallback => {
                "no centre for this postcode can take it now, nor can the white spot, so its fallback does"
            }
            Self::UnknownTopic => "there is no such topic",
            Self::PostcodeMissing => "without a usable link the postcode must be known",
            Self::NoWhiteSpot => {
                "no centre for this postcode can take it now, and the topic has no white spot"
            }
            Self::WhiteSpotClosed => {
                "no centre for this postcode can take it now, and neither can the white spot nor its fallbacks"
            }
        })
    }
}
