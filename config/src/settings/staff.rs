//! `[staff]`

use url::Url;

use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::settings::Erasure;
use crate::value;

/// How new staff come.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Whether Lotse makes their accounts on the platform's homeserver, with the token that erasure uses.
    pub accounts: bool,
    /// Where they sign in: a Matrix client in the browser.
    pub client: Url,
}

impl Staff {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let accounts = section.or("accounts", "no", value::yes_or_no);
        let client = section.or("client", "https://app.element.io", value::page_url);
        Some(Self { accounts: accounts?, client: client? })
    }

    pub(crate) fn check(
        &self,
        (erasure, mail, portal): (Option<&Erasure>, bool, bool),
        document: &mut Document,
    ) {
        let has_token = erasure.is_none_or(|erasure| erasure.admin_token_file.is_some());
        for (is_there, wanted) in
            [(has_token, "erasure.admin_token_file"), (mail, "mail.host"), (portal, "people.public_url")]
        {
            if self.accounts && !is_there {
                document.fault("staff.accounts", Problem::WantsAlso(wanted));
            }
        }
    }
}
