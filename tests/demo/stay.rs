//! After the play: how to join.

use anyhow::Result;
use lotse_tests::{Person, Stage};

use crate::{LOTSE, cast::password, transcript::Transcript};

/// Everybody, still at their clients, and who they are.
pub(crate) type Company = Vec<(Person, &'static str)>;

/// Prints everything that one needs to join; Lotse and Synapse go on running.
pub(crate) async fn up(stage: &Stage, company: &[(Person, &'static str)]) -> Result<()> {
    Transcript::scene("Join in");
    let settings = stage.lotse.settings_file();
    let lotse = format!("{LOTSE} --settings {}", settings.display());
    let mut lines = vec![
        "Any Matrix client on this machine will do, for example Element Web or Desktop.".to_owned(),
        format!(
            "homeserver     {}   (choose “other homeserver”; the name lotse.example is not in the DNS)",
            stage.synapse.url()
        ),
        format!("reception      {}   start a chat with it, as Anna did", Stage::RECEPTION),
        String::new(),
        "account            password             who".to_owned(),
    ];
    for (name, who) in [("gast", "a seeker, not signed in anywhere")] {
        let password = password(name);
        stage.synapse.register(name, &password, false).await?;
        lines.push(format!("{name:<18} {password:<20} {who}"));
    }
    for (person, who) in company {
        lines.push(format!("{:<18} {:<20} {who}", person.name(), person.password()));
    }
    lines.extend([
        String::new(),
        format!("health         {}/health", stage.lotse.people_url()),
        format!("metrics        {}/metrics", stage.lotse.people_url()),
        format!("settings       {}", settings.display()),
        format!("log            {}", stage.lotse.log_file().display()),
        format!("Synapse's log  {}", stage.synapse.log_file().display()),
        String::new(),
        "Ask Lotse itself:".to_owned(),
        format!("{lotse} doctor --json"),
        format!("{lotse} directory coverage"),
        format!("{lotse} directory explain Schulden 01067"),
        String::new(),
        "Ctrl-C ends the demo and removes everything.".to_owned(),
    ]);
    Transcript::lists(&lines);
    Ok(())
}
