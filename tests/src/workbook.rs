//! A small directory as an Excel workbook, written without Lotse's own code: the format is what the README says.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use rust_xlsxwriter::Workbook;

/// A directory of a few centres. Adds what the tests need and writes the four sheets.
#[derive(Clone, Debug)]
pub struct Cast {
    topics: Vec<[String; 3]>,
    centres: Vec<[String; 4]>,
    catchments: Vec<[String; 3]>,
    counsellors: Vec<[String; 5]>,
    addresses: BTreeMap<String, String>,
    follow_ups: BTreeMap<String, String>,
    servers: BTreeMap<String, String>,
    lotses: BTreeMap<String, String>,
    promises: BTreeMap<String, [String; 2]>,
    live: BTreeMap<String, String>,
    carriers: Vec<[String; 4]>,
    run_by: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
    first_dates: BTreeMap<String, String>,
}

impl Default for Cast {
    /// Ben and Cem in a team centre for Schulden in Dresden, Dora and Finn in a centre for Schwangerschaft in Freiburg
    /// that is no team centre; Sucht has a white spot, U25 has nobody.
    fn default() -> Self {
        let mut cast = Self {
            topics: vec![],
            centres: vec![],
            catchments: vec![],
            counsellors: vec![],
            addresses: BTreeMap::new(),
            follow_ups: BTreeMap::new(),
            servers: BTreeMap::new(),
            lotses: BTreeMap::new(),
            promises: BTreeMap::new(),
            live: BTreeMap::new(),
            carriers: vec![],
            run_by: BTreeMap::new(),
            given: BTreeMap::new(),
            first_dates: BTreeMap::new(),
        };
        cast.topic("schulden", "Schulden", "");
        cast.topic("schwangerschaft", "Schwangerschaft", "");
        cast.topic("sucht", "Sucht", "weiter-weg");
        cast.topic("u25", "U25 Suizidprävention", "");
        cast.centre("dresden", "Schuldnerberatung Dresden", true);
        cast.centre("freiburg", "Schwangerschaftsberatung Freiburg", false);
        cast.centre("weiter-weg", "Suchtberatung ohne Grenzen", true);
        cast.serves("dresden", "schulden", "01067-01328");
        cast.serves("freiburg", "schwangerschaft", "79098-79117");
        cast.serves("weiter-weg", "sucht", "");
        cast.counsellor("ben", "dresden");
        cast.counsellor("cem", "dresden");
        cast.counsellor("dora", "freiburg");
        cast.counsellor("finn", "freiburg");
        cast.counsellor("gina", "weiter-weg");
        cast
    }
}

impl Cast {
    /// Adds a topic; `white_spot` may be empty.
    pub fn topic(&mut self, id: &str, name: &str, white_spot: &str) {
        self.topics.push([id, name, white_spot].map(str::to_owned));
    }

    /// Adds a centre that is online.
    pub fn centre(&mut self, id: &str, name: &str, team: bool) {
        let team = if team { "ja" } else { "nein" };
        self.centres.push([id, name, team, "ja"].map(str::to_owned));
    }

    /// Adds a catchment.
    pub fn serves(&mut self, centre: &str, topic: &str, postcodes: &str) {
        self.catchments.push([centre, topic, postcodes].map(str::to_owned));
    }

    /// Adds a trained and activated counsellor of `lotse.example`.
    pub fn counsellor(&mut self, name: &str, centre: &str) {
        let id = format!("@{name}:lotse.example");
        self.counsellors.push([&id, centre, name, "2026-01-15", "ja"].map(str::to_owned));
    }

    /// Names the homeserver of a centre's own.
    pub fn has_server(&mut self, centre: &str, server: &str) {
        self.servers.insert(centre.to_owned(), server.to_owned());
    }

    /// Says that a centre runs a Lotse of its own, with this custodian; its counsellors are in this directory no longer.
    pub fn has_lotse(&mut self, centre: &str, custodian: &str) {
        if let Some((_, server)) = custodian.split_once(':') {
            self.has_server(centre, server);
        }
        self.lotses.insert(centre.to_owned(), custodian.to_owned());
        self.counsellors.retain(|row| row[1] != centre);
    }

    /// Adds a trained and activated counsellor with a Matrix id of any server, which their centre names as its own.
    pub fn counsellor_elsewhere(&mut self, id: &str, centre: &str) {
        if let Some((_, server)) = id.split_once(':') {
            self.has_server(centre, server);
        }
        self.counsellors.push([id, centre, id, "2026-01-15", "ja"].map(str::to_owned));
    }

    /// A centre counsels on a topic no more.
    pub fn stops_serving(&mut self, centre: &str, topic: &str) {
        self.catchments.retain(|row| row[0] != centre || row[1] != topic);
    }

    /// Takes a centre out of the directory, with its people.
    pub fn leaves(&mut self, centre: &str) {
        self.centres.retain(|row| row[0] != centre);
        self.catchments.retain(|row| row[0] != centre);
        self.counsellors.retain(|row| row[1] != centre);
    }

    /// Takes a topic out of the directory, wherever it is served.
    pub fn topic_leaves(&mut self, topic: &str) {
        self.topics.retain(|row| row[0] != topic);
        self.catchments.retain(|row| row[1] != topic);
    }

    /// Sets whether colleagues of a centre may stand in for one another.
    pub fn is_team(&mut self, centre: &str, team: bool) {
        for row in self.centres.iter_mut().filter(|row| row[0] == centre) {
            if team { "ja" } else { "nein" }.clone_into(&mut row[2]);
        }
    }

    /// Sets within how many hours enquiries on a topic are answered, and after how many days its cases are erased.
    pub fn promises(&mut self, topic: &str, hours: u16, days: u16) {
        self.promises.insert(topic.to_owned(), [hours.to_string(), days.to_string()]);
    }

    /// Gives somebody an e-mail address.
    pub fn address(&mut self, name: &str, address: &str) {
        self.addresses.insert(name.to_owned(), address.to_owned());
    }

    /// Sets whom a centre tells of follow-ups.
    pub fn tells(&mut self, centre: &str, whom: &str) {
        self.follow_ups.insert(centre.to_owned(), whom.to_owned());
    }

    /// Sets when a centre offers live chats, as its cell says it.
    pub fn chats_live(&mut self, centre: &str, hours: &str) {
        self.live.insert(centre.to_owned(), hours.to_owned());
    }

    /// Gives a carrier a row of its own: whom it names, and where its centres' catchments must stay. It runs these centres.
    pub fn carrier(&mut self, id: &str, (people, limits): (&str, &str), centres: &[&str]) {
        let name = format!("Träger {id}");
        self.carriers.push([id, &name, people, limits].map(str::to_owned));
        self.run_by.extend(centres.iter().map(|centre| ((*centre).to_owned(), id.to_owned())));
    }

    /// Says which topics a carrier gives its centres itself, as its cell says it.
    pub fn gives(&mut self, carrier: &str, topics: &str) {
        self.given.insert(carrier.to_owned(), topics.to_owned());
    }

    /// Takes the rows of all carriers out of the directory.
    pub fn carriers_leave(&mut self) {
        self.carriers.clear();
    }

    /// Whether somebody may take an open time of a centre before anything was written.
    pub fn takes_first_dates(&mut self, centre: &str) {
        self.first_dates.insert(centre.to_owned(), "ja".to_owned());
    }

    /// Takes somebody out of the directory.
    pub fn dismiss(&mut self, name: &str) {
        self.counsellors.retain(|row| row[2] != name);
    }

    /// Takes somebody's activation back.
    pub fn suspend(&mut self, name: &str) {
        for row in self.counsellors.iter_mut().filter(|row| row[2] == name) {
            "nein".clone_into(&mut row[4]);
        }
    }

    /// Writes the workbook.
    pub fn write(&self, file: &Path) -> Result<()> {
        let mut book = Workbook::new();
        let empty = String::new();
        let headings = [
            "Kürzel",
            "Name",
            "Name englisch",
            "Stichwörter",
            "Antwortzeit in Stunden",
            "Aufbewahrung in Tagen",
            "Weißer Fleck",
        ];
        let usual = [String::new(), String::new()];
        let rows = self.topics.iter().map(|[id, name, spot]| {
            let [hours, days] = self.promises.get(id).unwrap_or(&usual);
            vec![id, name, &empty, &empty, hours, days, spot]
        });
        sheet(&mut book, "Fachbereiche", &headings, rows.collect())?;
        let card = "Wir beraten kostenlos.\nWir schweigen.".to_owned();
        let carrier = "Hilfe e. V.".to_owned();
        let rows = self.centres.iter().map(|[id, name, team, online]| {
            let whom = self.follow_ups.get(id).unwrap_or(&empty);
            let server = self.servers.get(id).unwrap_or(&empty);
            let lotse = self.lotses.get(id).unwrap_or(&empty);
            let live = self.live.get(id).unwrap_or(&empty);
            let carrier = self.run_by.get(id).unwrap_or(&carrier);
            let first = self.first_dates.get(id).unwrap_or(&empty);
            vec![id, name, carrier, &card, team, online, &empty, whom, server, lotse, live, first]
        });
        let headings = [
            "Kürzel",
            "Name",
            "Träger",
            "Visitenkarte",
            "Team",
            "Online",
            "Ersatz",
            "Folgenachrichten",
            "Server",
            "Lotse",
            "Livechat",
            "Ersttermine",
        ];
        // Without a setting, the workbook is one from before that column.
        let columns = match (self.follow_ups.is_empty(), self.servers.is_empty()) {
            _ if !self.first_dates.is_empty() => headings.len(),
            _ if !self.live.is_empty() => headings.len() - 1,
            (_, false) if !self.lotses.is_empty() => headings.len() - 2,
            (_, false) => headings.len() - 3,
            (false, true) => headings.len() - 4,
            (true, true) => headings.len() - 5,
        };
        let rows = rows.map(|row: Vec<&String>| row[..columns].to_vec()).collect();
        sheet(&mut book, "Beratungsstellen", &headings[..columns], rows)?;
        let rows = self.catchments.iter().map(|[centre, topic, codes]| vec![centre, topic, codes]).collect();
        sheet(&mut book, "Einzugsgebiete", &["Beratungsstelle", "Fachbereiche", "Postleitzahlen"], rows)?;
        let headings =
            ["Matrix-Kennung", "Beratungsstelle", "Name", "E-Mail", "Schulung am", "Freigeschaltet"];
        let rows = self.counsellors.iter().map(|[id, centre, name, trained, on]| {
            let address = self.addresses.get(name).unwrap_or(&empty);
            vec![id, centre, name, address, trained, on]
        });
        sheet(&mut book, "Berater·innen", &headings, rows.collect())?;
        // A workbook from before carriers had rows has no sheet for them.
        if !self.carriers.is_empty() {
            let headings = ["Kürzel", "Name", "Personen", "Postleitzahlen", "Fachbereiche"];
            // Without a topic, it is one from before that column.
            let columns = headings.len() - usize::from(self.given.is_empty());
            let rows = self.carriers.iter().map(|row| {
                let given = self.given.get(&row[0]).unwrap_or(&empty);
                row.iter().chain([given]).take(columns).collect()
            });
            sheet(&mut book, "Träger", &headings[..columns], rows.collect())?;
        }
        book.save(file)?;
        Ok(())
    }
}

fn sheet(book: &mut Workbook, name: &str, headings: &[&str], rows: Vec<Vec<&String>>) -> Result<()> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string(0, column, *heading)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}
