//! `[portal.pages]`

use std::path::PathBuf;

use url::Url;

use crate::section::Section;
use crate::value;

/// The portal's pages that the operator fills, each a Markdown file.
#[derive(Debug, Clone)]
pub struct Pages {
    /// Who is responsible for it (Impressum).
    pub imprint: Option<PathBuf>,
    /// The long data-protection notice.
    pub privacy: Option<PathBuf>,
    /// The accessibility statement.
    pub accessibility: Option<PathBuf>,
    /// How it works.
    pub how: Option<PathBuf>,
    /// Something harmless that whoever must leave quickly is led to.
    pub exit_url: Url,
}

impl Pages {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let imprint = section.optional_path("imprint");
        let privacy = section.optional_path("privacy");
        let accessibility = section.optional_path("accessibility");
        let how = section.optional_path("how");
        let exit_url = section.or("exit_url", "https://www.dwd.de/", value::page_url);
        Some(Self {
            imprint: imprint?,
            privacy: privacy?,
            accessibility: accessibility?,
            how: how?,
            exit_url: exit_url?,
        })
    }
}
