//! `[database]`

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::fault::Problem;
use crate::section::Section;

/// Where the state lives.
#[derive(Debug, Clone)]
pub struct Database {
    /// Which database.
    pub url: DatabaseUrl,
    /// How many connections may be open at once.
    pub max_connections: u32,
}

/// An SQLite file or a PostgreSQL server.
#[derive(Debug, Clone)]
pub enum DatabaseUrl {
    /// The file, which is made when it is not there.
    Sqlite(PathBuf),
    /// The whole address, which may hold a password.
    Postgres(SecretString),
}

impl DatabaseUrl {
    /// The address as sqlx takes it: `sqlite://PATH?mode=rwc` or `postgres://…`. May hold a password.
    pub fn expose(&self) -> String {
        match self {
            Self::Sqlite(path) => {
                // These three would end the path or be decoded.
                let path =
                    path.display().to_string().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
                format!("sqlite://{path}?mode=rwc")
            }
            Self::Postgres(url) => url.expose_secret().to_owned(),
        }
    }
}

impl Database {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let url = section.or("url", "sqlite:data/lotse.db", database_url);
        let max_connections = section.whole("max_connections", 8, 1..=1000);
        let url = match url? {
            DatabaseUrl::Sqlite(path) => DatabaseUrl::Sqlite(section.beside(path)),
            postgres @ DatabaseUrl::Postgres(_) => postgres,
        };
        Some(Self { url, max_connections: max_connections? })
    }
}

fn database_url(text: &str) -> Result<DatabaseUrl, Problem> {
    if let Some(path) = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")) {
        // A database in memory forgets every case, and options behind `?` are ours to choose.
        if path.is_empty() || path.starts_with(':') || path.contains('?') {
            return Err(Problem::NotDatabase);
        }
        return Ok(DatabaseUrl::Sqlite(PathBuf::from(path)));
    }
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "postgres" | "postgresql") => {
            Ok(DatabaseUrl::Postgres(SecretString::from(text)))
        }
        _ => Err(Problem::NotDatabase),
    }
}
