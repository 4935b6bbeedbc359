use std::path::Path;

use super::{Contact, DatabaseUrl, Locale, LogFormat, MailTls, Settings};

const LEAST: &str = "[homeserver]\nurl = \"https://matrix.example.org\"\nserver_name = \"example.org\"\n";

fn parse(text: &str) -> Result<Settings, Vec<String>> {
    parse_with(text, &[])
}

fn parse_with(text: &str, variables: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::parse(Path::new("/etc/lotse/lotse.toml"), text, variables)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The sentences that the least settings with `more` after them are refused with.
fn refused(more: &str) -> Vec<String> {
    parse(&format!("{LEAST}{more}")).unwrap_err()
}

#[test]
fn two_settings_are_enough() {
    let settings = parse(LEAST).unwrap();
    assert_eq!(settings.homeserver.url.as_str(), "https://matrix.example.org/");
    assert_eq!(settings.homeserver.timeout.as_secs(), 30);
    assert_eq!(settings.listen.homeserver.to_string(), "127.0.0.1:9100");
    assert_eq!(settings.listen.people.to_string(), "127.0.0.1:9180");
    assert_eq!(settings.users.reception, "lotse");
    assert_eq!(settings.people.locale, Locale::De);
    assert_eq!(settings.log.format, LogFormat::Text);
    assert_eq!((settings.live.talks, settings.live.whole_platform), (2, false));
    assert_eq!(settings.intake.max_transaction_bytes, 16 * 1024 * 1024);
    assert_eq!(settings.custody.open_machines, 200);
    assert_eq!(settings.testing.fail_point, None);
    assert!(!settings.staff.accounts);
    assert_eq!(settings.staff.client.as_str(), "https://app.element.io/");
}

#[test]
fn relative_paths_start_beside_the_file() {
    let settings = parse(&format!("{LEAST}[custody]\nescrow_dir = \"/var/escrow\"")).unwrap();
    assert_eq!(settings.custody.key_file, Path::new("/etc/lotse/secrets/lotse.key"));
    assert_eq!(settings.custody.escrow_dir, Path::new("/var/escrow"));
    assert_eq!(settings.homeserver.registration, Path::new("/etc/lotse/registration.yaml"));
    assert_eq!(settings.database.url.expose(), "sqlite:///etc/lotse/data/lotse.db?mode=rwc");
}

#[test]
fn the_environment_wins() {
    let text = format!("{LEAST}[listen]\npeople = \"nonsense\"\n");
    let settings = parse_with(
        &text,
        &[
            ("LOTSE_HOMESERVER__URL", "http://synapse:8008"),
            ("LOTSE_LISTEN__PEOPLE", "127.0.0.1:1234"),
            ("LOTSE_INTAKE__ROOMS_AT_ONCE", "3"),
            ("LOTSE_SETTINGS", "elsewhere.toml"),
            // Kubernetes sets such variables for a service named lotse.
            ("LOTSE_PORT_9100_TCP", "tcp://10.0.0.1:9100"),
            ("HOME", "/root"),
        ],
    )
    .unwrap();
    assert_eq!(settings.homeserver.url.as_str(), "http://synapse:8008/");
    assert_eq!(settings.listen.people.port(), 1234);
    assert_eq!(settings.intake.rooms_at_once, 3);
}

#[test]
fn faults_in_the_environment_name_the_variable() {
    let refused = parse_with(
        LEAST,
        &[
            ("LOTSE_HOMESERVER__COLOUR", "blue"),
            ("LOTSE_SHIP__NAME", "x"),
            ("LOTSE_INTAKE__ROOMS_AT_ONCE", "many"),
            ("LOTSE_HOMESERVER_URL", "http://synapse:8008"),
        ],
    );
    assert_eq!(
        refused.unwrap_err(),
        [
            "the environment variable LOTSE_HOMESERVER__COLOUR: `homeserver.colour` is an unknown key; this \
             section has url, server_name, registration, seekers_registration, timeout_seconds.",
            "the environment variable LOTSE_HOMESERVER_URL: means no setting; write it as \
             LOTSE_HOMESERVER__URL, with two underscores after the section.",
            "the environment variable LOTSE_INTAKE__ROOMS_AT_ONCE: `intake.rooms_at_once` must be a whole \
             number, but is `many`.",
            "the environment variable LOTSE_SHIP__NAME: `ship` is an unknown section; the sections are \
             homeserver, database, listen, custody, erasure, federation, users, people, portal, administration, staff, mail, \
             calls, live, intake, log, portal.theme, portal.pages, testing.",
        ]
    );
}

#[test]
fn all_faults_at_once_each_with_its_line() {
    let text = "name = \"Lotse\"

[homeserver]
url = \"ftp://example.org\"
timeout_seconds = 0
colour = \"blue\"

[log]
format = \"xml\"
filter = 3

[ship]
name = \"x\"
";
    assert_eq!(
        parse(text).unwrap_err(),
        [
            "/etc/lotse/lotse.toml:1: `name` stands outside a section; the sections are homeserver, database, \
             listen, custody, erasure, federation, users, people, portal, administration, staff, mail, calls, live, \
             intake, log, portal.theme, portal.pages, testing.",
            "/etc/lotse/lotse.toml:4: `homeserver.url` must be an address that begins with http:// or https:// \
             and has no user name, query or fragment.",
            "/etc/lotse/lotse.toml:5: `homeserver.timeout_seconds` must be from 1 to 600, but is 0.",
            "/etc/lotse/lotse.toml:6: `homeserver.colour` is an unknown key; this section has url, server_name, \
             registration, seekers_registration, timeout_seconds.",
            "/etc/lotse/lotse.toml:9: `log.format` must be one of `text`, `json`.",
            "/etc/lotse/lotse.toml:10: `log.filter` must be a text, but is a number.",
            "/etc/lotse/lotse.toml:12: `ship` is an unknown section; the sections are homeserver, database, \
             listen, custody, erasure, federation, users, people, portal, administration, staff, mail, calls, live, \
             intake, log, portal.theme, portal.pages, testing.",
            "/etc/lotse/lotse.toml: `homeserver.server_name` is missing.",
        ]
    );
}

#[test]
fn broken_toml_names_its_lines_and_repeats_no_value() {
    let refused =
        parse("[database]\nurl = \"postgres://lotse:sesame@db/lotse\n[log]\nfilter = = 1\n").unwrap_err();
    assert!(refused[0].starts_with("/etc/lotse/lotse.toml:2: is not TOML here: "), "{refused:?}");
    assert!(refused.iter().any(|fault| fault.starts_with("/etc/lotse/lotse.toml:4: ")), "{refused:?}");
    assert!(!refused.concat().contains("sesame"), "{refused:?}");
}

#[test]
fn a_missing_file_is_one_fault() {
    let faults = Settings::load_with(Path::new("/nowhere/lotse.toml"), []).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "/nowhere/lotse.toml: the file cannot be read (No such file or directory (os error 2))."
    );
}

#[test]
fn each_wrong_value_is_refused_in_its_own_words() {
    let cases = [
        ("[database]\nurl = \"mysql://x\"", "must be sqlite:PATH or postgres://…"),
        ("[database]\nurl = \"sqlite::memory:\"", "must be sqlite:PATH or postgres://…"),
        ("[database]\nmax_connections = 0", "must be from 1 to 1000, but is 0"),
        ("[database]\nmax_connections = -1", "must be a whole number, but is `-1`"),
        ("[database]\nmax_connections = 1.5", "must be a whole number, but is a fraction"),
        ("[database]\nmax_connections = \"many\"", "must be a whole number, but is a text"),
        ("[listen]\npeople = \"localhost\"", "must be an IP address with a port"),
        ("[listen]\npeople = \"127.0.0.1:9100\"", "must differ from `listen.homeserver`"),
        ("[custody]\nkey_file = \"\"", "must not be empty"),
        ("[custody]\nopen_machines = 0", "must be from 1 to 10000"),
        ("[users]\nreception = \"Lotse\"", "must be a part of a Matrix user name"),
        ("[users]\nsteward = \"lotse\"", "must differ from `users.reception`"),
        ("[users]\ncustodian_prefix = \"lotse_\"", "must not begin like `users.steward`"),
        ("[users]\nseeker_prefix = \"lotse_se\"", "must not begin like `users.reception with _seekers`"),
        ("[users]\nseeker_prefix = \"lotse_c_s_\"", "must not begin like `users.custodian_prefix`"),
        ("[people]\nlocale = \"fr\"", "must be one of `de`, `en`"),
        ("[people]\nhelp_text_contact = \" \"", "must not be empty"),
        ("[people]\ndata_protection_url = \"datenschutz\"", "begins with http:// or https://"),
        ("[people]\noperator = [\"a\"]", "must be a text, but is a list"),
        ("[live]\nreach = \"all\"", "`live.reach` must be one of `catchment`, `platform`"),
        ("[live]\ntalks = 0", "must be from 1 to 20, but is 0"),
        ("[intake]\nmax_transaction_bytes = 1000", "must be from 1048576 to 268435456, but is 1000"),
        ("[log]\nfilter = \"\"", "must not be empty"),
    ];
    for (more, words) in cases {
        let refused = refused(more);
        assert!(refused.iter().any(|fault| fault.contains(words)), "{more}: {refused:?}");
        assert!(refused[0].starts_with("/etc/lotse/lotse.toml:5: "), "{more}: {refused:?}");
    }
}

#[test]
fn both_registrations_need_a_file_of_their_own() {
    assert_eq!(
        refused("seekers_registration = \"registration.yaml\""),
        [
            "/etc/lotse/lotse.toml:4: `homeserver.seekers_registration` must differ from `homeserver.registration`."
        ]
    );
}

#[test]
fn the_address_for_the_homeserver_is_only_guessed_when_the_listener_tells() {
    let url = |listener: &str| {
        let settings = parse(&format!("{LEAST}[listen]\nhomeserver = \"{listener}\"")).unwrap();
        settings.listen.homeserver_url().map(|url| url.to_string())
    };
    assert_eq!(url("[::1]:9100").as_deref(), Some("http://[::1]:9100/"));
    assert_eq!(url("0.0.0.0:9100"), None);
    assert_eq!(url("127.0.0.1:0"), None);
}

#[test]
fn server_names_follow_the_grammar() {
    let with = |name: &str| parse(&LEAST.replace("\"example.org\"", &format!("\"{name}\"")));
    for good in ["example.org", "localhost:8448", "10.0.0.1:80", "[::1]:8008", "[2001:db8::1]"] {
        assert!(with(good).is_ok(), "{good}");
    }
    for bad in
        ["", ":80", "https://example.org", "example.org:", "example.org:99999", "ex ample", "[::g]", "a:+1"]
    {
        assert!(with(bad).is_err(), "{bad}");
    }
}

#[test]
fn test_settings_are_refused_where_others_can_reach_us() {
    let testing = "[testing]\nclock_file = \"clock\"\nfail_point = \"after-commit\"\n\
                   desk_at_localhost = \"yes\"\n";
    assert!(parse(&format!("{LEAST}{testing}")).is_ok());
    assert!(parse(&format!("{LEAST}{testing}[listen]\npeople = \"[::1]:9180\"")).is_ok());
    assert_eq!(
        refused(&format!("{testing}[listen]\npeople = \"0.0.0.0:9180\"")),
        [
            "/etc/lotse/lotse.toml:5: `testing.clock_file` is for tests only and is refused, because \
             `listen.people` is not on a loopback address.",
            "/etc/lotse/lotse.toml:6: `testing.fail_point` is for tests only and is refused, because \
             `listen.people` is not on a loopback address.",
            "/etc/lotse/lotse.toml:7: `testing.desk_at_localhost` is for tests only and is refused, because \
             `listen.people` is not on a loopback address.",
        ]
    );
    let by_variable = parse_with(
        &format!("{LEAST}[listen]\nhomeserver = \"192.0.2.1:9100\""),
        &[("LOTSE_TESTING__FAIL_POINT", "after-commit")],
    );
    assert_eq!(by_variable.unwrap_err().len(), 1);
}

#[test]
fn debug_shows_no_password() {
    let settings = parse(&format!("{LEAST}[database]\nurl = \"postgres://lotse:sesame@db/lotse\"")).unwrap();
    assert!(!format!("{settings:?}").contains("sesame"));
    assert_eq!(settings.database.url.expose(), "postgres://lotse:sesame@db/lotse");
}

#[test]
fn odd_characters_in_a_database_path_stay_what_they_are() {
    let url = DatabaseUrl::Sqlite("/a b/100%#?.db".into());
    assert_eq!(url.expose(), "sqlite:///a b/100%25%23%3F.db?mode=rwc");
}

#[test]
fn links_lead_to_https_only() {
    let settings = parse(&format!("{LEAST}[people]\npublic_url = \"https://lotse.example/portal\"")).unwrap();
    assert_eq!(settings.people.public_url.unwrap().as_str(), "https://lotse.example/portal");
    for wrong in
        ["http://lotse.example", "lotse.example", "https://a:b@lotse.example", "https://lotse.example/?a"]
    {
        let faults = refused(&format!("[people]\npublic_url = \"{wrong}\""));
        assert!(
            faults[0].contains("`people.public_url` must be an address that begins with https://"),
            "{faults:?}"
        );
    }
}

#[test]
fn mail_goes_by_tls_and_in_clear_to_this_machine_alone() {
    let mail = |more: &str| parse(&format!("{LEAST}[mail]\nfrom = \"lotse@example.org\"\n{more}"));
    assert!(mail("").unwrap().mail.is_none(), "without a host no e-mail is sent");
    let usual = mail("host = \"mail.example.org\"").unwrap().mail.unwrap();
    assert_eq!((usual.tls, usual.port), (MailTls::StartTls, 587));
    let tls = mail("host = \"mail.example.org\"\ntls = \"tls\"").unwrap().mail.unwrap();
    assert_eq!((tls.tls, tls.port), (MailTls::Tls, 465));
    for here in ["localhost", "127.0.0.1", "[::1]"] {
        assert!(mail(&format!("host = \"{here}\"\ntls = \"none\"")).is_ok(), "{here}");
    }
    let words = |refused: Result<Settings, Vec<String>>| refused.unwrap_err().join(" ");
    let refused = words(mail("host = \"mail.example.org\"\ntls = \"none\""));
    assert!(refused.contains("`mail.tls` must be starttls or tls, because"), "{refused}");
    let refused = words(mail("host = \"mail.example.org\"\nuser = \"lotse\""));
    assert!(refused.contains("`mail.password` is missing"), "{refused}");
    let refused = words(mail("password = \"sesame\""));
    assert!(refused.contains("`mail.user` is missing") && !refused.contains("sesame"), "{refused}");
    let refused = words(parse(&format!("{LEAST}[mail]\nhost = \"mail.example.org\"")));
    assert!(refused.contains("`mail.from` is missing"), "{refused}");
    let account = "host = \"mail.example.org\"\nuser = \"lotse\"\npassword = \"sesame\"";
    assert!(!format!("{:?}", mail(account).unwrap()).contains("sesame"));
}

#[test]
fn calls_need_a_relay_and_its_secret() {
    let calls = |more: &str| parse(&format!("{LEAST}[calls]\n{more}"));
    assert!(calls("").unwrap().calls.is_none(), "without an address nobody can be called");
    let there = "turn = [\"turn:turn.example.org\", \"turns:turn.example.org:443\"]\n";
    let secret = "secret = \"a secret of many letters\"\n";
    let whole = calls(&format!("{there}{secret}")).unwrap();
    assert!(!format!("{whole:?}").contains("many letters"));
    assert_eq!(whole.calls.unwrap().turn.len(), 2);
    assert!(calls(&format!("{there}secret_file = \"turn.secret\"")).is_ok());
    for (odd, why) in [
        (there.to_owned(), "`calls.secret` is missing"),
        (secret.to_owned(), "`calls.turn` is missing"),
        (format!("{there}secret = \"short\""), "`calls.secret` must have at least 16 characters"),
        (format!("{there}{secret}secret_file = \"x\""), "`calls.secret_file` is given beside `calls.secret`"),
        (
            format!("turn = [\"turn:a\", \"turn:b\"]\n{secret}"),
            "`calls.turn` must hold one address for each transport",
        ),
        (format!("turn = [\"stun:a\"]\n{secret}"), "`calls.turn` must hold addresses such as turn:"),
    ] {
        let refused = calls(&odd).unwrap_err().join("\n");
        assert!(refused.contains(why) && !refused.contains("many letters"), "{odd}: {refused}");
    }
}

#[test]
fn the_administration_is_reached_by_matrix_and_by_mail() {
    let with = |contacts: &str, more: &str| {
        parse(&format!("{LEAST}[administration]\ncontacts = {contacts}\n{more}"))
    };
    let mail = "[mail]\nhost = \"mail.example.org\"\nfrom = \"lotse@example.org\"";
    let both = with("[\"@edda:example.org\", \"referat@example.org\"]", mail).unwrap();
    let expected = [Contact::Matrix("@edda:example.org".into()), Contact::Mail("referat@example.org".into())];
    assert_eq!(both.administration.contacts, expected);
    let variable = [("LOTSE_ADMINISTRATION__CONTACTS", "@edda:example.org; referat@example.org")];
    assert_eq!(parse_with(&format!("{LEAST}{mail}"), &variable).unwrap().administration.contacts, expected);
    for (contacts, why) in [
        ("[\"referat@example.org\"]", "without `mail.host` no e-mail can be sent"),
        ("\"@edda:example.org\"", "must be a list of texts, but is a text"),
        ("[1]", "a list of other things than texts"),
        ("[\"edda\"]", "must hold Matrix users such as"),
    ] {
        let refused = with(contacts, "").unwrap_err();
        assert!(refused.iter().any(|fault| fault.contains(why)), "{contacts}: {refused:?}");
    }
    let referat = |people: &str| parse(&format!("{LEAST}[administration]\nreferat = {people}\n"));
    assert_eq!(referat("[\"@edda:example.org\"]").unwrap().administration.referat, ["@edda:example.org"]);
    let refused = referat("[\"referat@example.org\"]").unwrap_err();
    assert!(refused.iter().any(|fault| fault.contains("must hold Matrix users such as")), "{refused:?}");
}

#[test]
fn accounts_are_made_only_where_everything_is_there_that_it_takes() {
    assert_eq!(
        refused("[staff]\naccounts = \"yes\"\n"),
        ["erasure.admin_token_file", "mail.host", "people.public_url"].map(|wanted| format!(
            "/etc/lotse/lotse.toml:5: `staff.accounts` cannot be had without `{wanted}`."
        ))
    );
    let all = "[erasure]\nadmin_token_file = \"admin.token\"\n[mail]\nhost = \"localhost\"\nfrom = \"a@example.org\"\n\
               [people]\npublic_url = \"https://lotse.example.org\"\n[staff]\naccounts = \"yes\"\n";
    assert!(parse(&format!("{LEAST}{all}")).unwrap().staff.accounts);
    assert_eq!(refused("[staff]\nclient = \"element\"\n").len(), 1);
}
