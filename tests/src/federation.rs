//! Several homeservers that know each other: names without DNS, certificates of a private authority that are really
//! checked, and a [`Cable`] between them.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    Cable, Stage, Synapse,
    process::which,
    stage::{Counsellor, Setting},
    synapse, wait,
    workbook::Cast,
};

/// What servers have in common that know each other; lives as long as the last of them.
#[derive(Clone, Debug)]
pub struct Federation(Arc<Common>);

#[derive(Debug)]
struct Common {
    home: TempDir,
    cable: Cable,
}

impl Federation {
    /// A new one without a server: an authority for certificates, and a cable.
    pub async fn found() -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-federation-").tempdir()?;
        let folder = home.path().to_owned();
        tokio::task::spawn_blocking(move || make_authority(&folder)).await??;
        Ok(Self(Arc::new(Common { home, cable: Cable::default() })))
    }

    /// A homeserver of this name in it, not started. Names have no port: access lists cannot name one.
    pub fn homeserver(&self, name: &str) -> Result<synapse::Builder> {
        Ok(Synapse::builder()?.server_name(name).federated(self))
    }

    /// What connects them.
    pub fn cable(&self) -> &Cable {
        &self.0.cable
    }

    /// What a homeserver needs in its settings to be one of them.
    pub(crate) async fn settings_for(&self, name: &str, client_port: u16) -> Result<Value> {
        let port = wait::free_port()?;
        let proxy = self.0.cable.plug(name, port).await?;
        let (folder, owner) = (self.0.home.path().to_owned(), name.to_owned());
        let certificate = tokio::task::spawn_blocking(move || issue(&folder, &owner)).await??;
        // Two words of 16 letters are as long as the seed of a signing key.
        let seed = format!("{}{}", wait::unique_word(), wait::unique_word());
        let listener = |port: u16, tls: bool, names: &[&str]| {
            json!({
                "type": "http", "port": port, "bind_addresses": ["127.0.0.1"], "tls": tls,
                "resources": [{ "names": names, "compress": false }],
            })
        };
        Ok(json!({
            // The well-known file of the federation port is part of the client resource.
            "listeners": [listener(client_port, false, &["client"]), listener(port, true, &["federation", "client"])],
            "tls_certificate_path": certificate.with_extension("pem"),
            "tls_private_key_path": certificate.with_extension("key"),
            "federation_custom_ca_list": [self.0.home.path().join("ca.pem")],
            // By default nobody on loopback is called.
            "ip_range_blacklist": [],
            "https_proxy": proxy,
            "serve_server_wellknown": true,
            "signing_key": format!("ed25519 a_{} {}", wait::unique_word(), STANDARD_NO_PAD.encode(seed)),
            // Else the other server is asked for profiles meanwhile, which hides how long it is left alone.
            "user_directory": { "enabled": false },
        }))
    }
}

fn make_authority(home: &Path) -> Result<()> {
    openssl(
        home,
        &[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            CURVE,
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Test CA",
            "-addext",
            "basicConstraints=critical,CA:TRUE",
            "-addext",
            "keyUsage=critical,keyCertSign,cRLSign",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
        ],
    )
}

const CURVE: &str = "ec_paramgen_curve:prime256v1";

/// A certificate for this server name; its path without an ending.
fn issue(home: &Path, name: &str) -> Result<PathBuf> {
    let file = |end: &str| format!("{name}.{end}");
    let (key, request, certificate, extensions) = (file("key"), file("csr"), file("pem"), file("ext"));
    let wanted =
        format!("subjectAltName=DNS:{name}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
    std::fs::write(home.join(&extensions), wanted)?;
    openssl(
        home,
        &[
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            CURVE,
            "-nodes",
            "-subj",
            "/CN=homeserver",
            "-keyout",
            &key,
            "-out",
            &request,
        ],
    )?;
    openssl(
        home,
        &[
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-out",
            &certificate,
            "-extfile",
            &extensions,
        ],
    )?;
    Ok(home.join(format!("{name}.pem")))
}

fn openssl(home: &Path, arguments: &[&str]) -> Result<()> {
    let program = which("openssl").context("no openssl on the path: install Debian's package `openssl`")?;
    let output = Command::new(program).args(arguments).current_dir(home).output()?;
    ensure!(output.status.success(), "openssl: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// A stage whose homeserver knows another one, where counsellors work.
#[derive(Debug)]
pub struct Neighbours {
    /// Lotse with its own homeserver.
    pub stage: Stage,
    /// The other homeserver, called [`ELSEWHERE`]: with Synapse's own limits, but for invitations and joins, as
    /// `docs/operations.md` asks of a centre's server. By default nobody there could be let into more than five rooms at a time.
    pub zentrum: Synapse,
    /// What connects them.
    pub federation: Federation,
}

/// The name of the other homeserver.
pub const ELSEWHERE: &str = "zentrum.example";

impl Neighbours {
    /// Both servers, with Lotse serving; `setting` is that of its stage.
    pub async fn open(binary: impl Into<PathBuf>, setting: Setting) -> Result<Self> {
        Self::open_with(binary, setting, None).await
    }

    /// The same; the other homeserver keeps its data in `database` of PostgreSQL, if there is one.
    pub async fn open_with(
        binary: impl Into<PathBuf>,
        setting: Setting,
        database: Option<&str>,
    ) -> Result<Self> {
        let federation = Federation::found().await?;
        let invitations = json!({ "per_user": { "per_second": 1, "burst_count": 100 } });
        let joins = json!({ "remote": { "per_second": 1, "burst_count": 100 } });
        let zentrum = federation
            .homeserver(ELSEWHERE)?
            .with_its_own_limits()
            .setting("rc_invites", invitations)
            .setting("rc_joins", joins);
        let zentrum = match database {
            Some(url) => zentrum.postgres(url),
            None => zentrum,
        }
        .start();
        let stage = Stage::open_with(binary, setting.federated(&federation));
        let (zentrum, stage) = tokio::try_join!(zentrum, stage)?;
        Ok(Self { stage, zentrum, federation })
    }

    /// A counsellor of the other homeserver arrives there and comes into the rooms of their centre.
    pub async fn counsellor_elsewhere(&self, name: &str) -> Result<Counsellor> {
        self.stage.counsellor_at(&self.zentrum, name).await
    }

    /// The other server is cut off.
    pub fn cut(&self) {
        self.federation.cable().cut(ELSEWHERE);
    }

    /// The other server answers nothing, and nothing says so.
    pub fn hang(&self) {
        self.federation.cable().hang(ELSEWHERE);
    }

    /// The other server is there again.
    pub fn heal(&self) {
        self.federation.cable().heal(ELSEWHERE);
    }
}

/// A platform, and a centre that runs a Lotse of its own on the other homeserver.
#[derive(Debug)]
pub struct TwoLotse {
    /// The platform: Lotse with the homeserver where the seekers are.
    pub platform: Stage,
    /// The centre: Lotse with the homeserver [`ELSEWHERE`].
    pub centre: Stage,
    /// What connects them.
    pub federation: Federation,
}

impl TwoLotse {
    /// The custodian of the centre `dresden` at its own Lotse.
    pub const CUSTODIAN: &str = "@lotse_c_dresden:zentrum.example";

    /// Both with their servers and directories, serving: the platform places debts in Dresden with the centre's Lotse, where Dora and
    /// Emil counsel.
    pub async fn open(binary: impl Into<PathBuf>, platform: Setting, centre: Setting) -> Result<Self> {
        let mut two = Self::set(binary, platform, centre).await?;
        tokio::try_join!(two.platform.lotse.serve(), two.centre.lotse.serve())?;
        Ok(two)
    }

    /// The same, with nobody serving yet.
    pub async fn set(binary: impl Into<PathBuf>, platform: Setting, centre: Setting) -> Result<Self> {
        let (binary, federation) = (binary.into(), Federation::found().await?);
        let listed = format!("[federation]\nplatforms = [\"{}\"]\n", Stage::RECEPTION);
        let centre = centre.server_name(ELSEWHERE).federated(&federation).cast(Self::centres_cast());
        let centre = centre.settings(&listed).set(&binary);
        let platform = platform.federated(&federation).cast(Self::platforms_cast());
        let platform = platform.set(&binary);
        let (platform, centre) = tokio::try_join!(platform, centre)?;
        Ok(Self { platform, centre, federation })
    }

    /// The usual directory, without anybody in Dresden: that centre has a Lotse of its own.
    #[must_use]
    pub fn platforms_cast() -> Cast {
        let mut cast = Cast::default();
        cast.has_lotse("dresden", Self::CUSTODIAN);
        cast
    }

    /// The centre's own directory.
    #[must_use]
    pub fn centres_cast() -> Cast {
        let mut cast = Cast::default();
        for elsewhere in ["freiburg", "weiter-weg"] {
            cast.leaves(elsewhere);
        }
        for topic in ["schwangerschaft", "sucht", "u25"] {
            cast.topic_leaves(topic);
        }
        for stranger in ["ben", "cem"] {
            cast.dismiss(stranger);
        }
        for own in ["@dora:zentrum.example", "@emil:zentrum.example"] {
            cast.counsellor_elsewhere(own, "dresden");
        }
        cast
    }

    /// Waits until the platform may place cases with the centre: that has said who is there.
    pub async fn is_known(&self) -> Result<()> {
        let there = "select coalesce(max(people), 0) from far_presence";
        wait::until("the centre to say who is there", 2 * wait::patience(), async || {
            Ok((self.platform.counts(there).await? > 0).then_some(()))
        })
        .await
    }

    /// Waits until both have nothing more to do.
    pub async fn settle(&self) -> Result<()> {
        self.centre.settles().await?;
        self.platform.settles().await?;
        self.centre.settles().await
    }
}
