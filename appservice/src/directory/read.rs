//! From sheets to a directory: each row parsed, references followed, the rules of `routing` asked.

use std::collections::{BTreeMap, BTreeSet};

use routing::{
    Carrier, CarrierId, CarrierTopics, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date,
    Directory, Draft, FollowUps, Manner, Responsible, ServerName, Topic, TopicId, live,
};

use super::{
    fault::{Fault, Problem},
    format::{
        ACTIVATED, ALL, CARD, CARRIER, CARRIERS, CATCHMENTS, CENTRE, CENTRES, CONTROLLER, COUNSELLORS,
        CRISIS, EMAIL, FALLBACK, FAMILIAR, FIRST_DATES, FIRST_PART, FOLLOW_UPS, ID, KEYWORDS, LIVE, LOTSE,
        MANNER, MATRIX_ID, NAME, NAME_EN, ONLINE, PEOPLE, POLITE, POSTCODES, PRIVACY_CONTACT, PROMISE,
        RESPONSIBLE, RETENTION, SERVER, SHEETS, SILENCE, Sheet, TEAM, TOPICS, TOPICS_SERVED, TRAINED_ON,
        WHITE_SPOT, folded,
    },
    origins::Origins,
    row::Row,
    signs,
    table::Opened,
};

/// Takes what could be opened; gives the directory, or all faults in the order of sheets, rows and columns.
/// Where the platform is known, by our own server and the centres whose rooms no other server can enter, servers are checked.
pub(super) fn directory(
    opened: Opened,
    today: Date,
    platform: Option<(&str, &BTreeSet<CentreId>)>,
) -> Result<(Draft, Directory), Vec<Fault>> {
    // With a whole sheet gone, every reference to it would be a fault of its own, and hide the real one.
    let complete = SHEETS.into_iter().all(|sheet| opened.is_whole(sheet));
    let mut reading = Reading { opened, complete, ..Reading::default() };
    reading.topics();
    reading.centres(platform);
    reading.catchments();
    reading.counsellors(today);
    reading.carriers();
    let Reading { opened, mut faults, origins, draft, .. } = reading;
    faults.extend(opened.faults.iter().cloned());
    let checked = if complete { checked(&draft, platform.map(|(own, _)| own)) } else { Err(Vec::new()) };
    match checked {
        Ok(directory) if faults.is_empty() => return Ok((draft, directory)),
        Ok(_) => {}
        Err(broken_rules) => {
            let found = broken_rules.into_iter().map(|broken| origins.place(&opened, &broken));
            // A cell that could not be read is empty in the draft: what follows from that is no news.
            let news = found.filter(|rule| !faults.iter().any(|fault| fault.place.is_cell(&rule.place)));
            let news = news.collect::<Vec<_>>();
            faults.extend(news);
        }
    }
    faults.sort_by_key(|fault| fault.place.in_reading_order());
    Err(faults)
}

fn checked(draft: &Draft, own: Option<&str>) -> Result<Directory, Vec<routing::Fault>> {
    let strangers = own.map(|own| routing::strangers(draft, own)).unwrap_or_default();
    match Directory::check(draft.clone()) {
        Ok(directory) if strangers.is_empty() => Ok(directory),
        Ok(_) => Err(strangers),
        Err(mut faults) => {
            faults.extend(strangers);
            Err(faults)
        }
    }
}

fn follow_ups(text: &str) -> Result<FollowUps, Problem> {
    match folded(&signs::plain(text)) {
        word if word == ALL => Ok(FollowUps::All),
        word if word == folded(RESPONSIBLE) => Ok(FollowUps::HolderAndCovers),
        _ => Err(Problem::NotFollowUps),
    }
}

fn manner(text: &str) -> Result<Manner, Problem> {
    match folded(&signs::plain(text)) {
        word if word == folded(POLITE) => Ok(Manner::Polite),
        word if word == FAMILIAR => Ok(Manner::Familiar),
        _ => Err(Problem::NotManner),
    }
}

#[derive(Default)]
struct Reading {
    opened: Opened,
    complete: bool,
    faults: Vec<Fault>,
    origins: Origins,
    draft: Draft,
}

impl Reading {
    fn topics(&mut self) {
        self.each(&TOPICS, |row, this| {
            let id = row.parsed(ID, TopicId::parse);
            let name = row.name(NAME);
            let name_en = Some(row.free(NAME_EN)).filter(|text| !text.is_empty());
            let keywords = row.list(KEYWORDS);
            let promise_hours = row.whole(PROMISE, Topic::PROMISE_HOURS);
            let retention_days = row.whole(RETENTION, Topic::RETENTION_DAYS);
            let crisis_hours = row.whole(CRISIS, Topic::CRISIS_HOURS);
            let silence_days = row.whole(SILENCE, Topic::SILENCE_DAYS);
            let white_spot = row.optional(WHITE_SPOT, CentreId::parse);
            let manner = row.optional(MANNER, manner).unwrap_or_default();
            let Some(id) = id else { return };
            this.origins.topics.push(row.number);
            this.draft.topics.push(Topic {
                id,
                name,
                name_en,
                keywords,
                promise_hours,
                crisis_hours,
                retention_days,
                silence_days,
                white_spot,
                manner,
            });
        });
    }

    fn centres(&mut self, platform: Option<(&str, &BTreeSet<CentreId>)>) {
        self.each(&CENTRES, |row, this| {
            let id = row.parsed(ID, CentreId::parse);
            let name = row.name(NAME);
            let carrier = row.name(CARRIER);
            let card = row.card(CARD);
            let (team, online) = (row.flag(TEAM), row.flag(ONLINE));
            let fallback = row.optional(FALLBACK, CentreId::parse);
            // Who names ours names none of their own.
            let server = row.optional(SERVER, ServerName::parse);
            let server = server.filter(|server| platform.is_none_or(|(own, _)| server.as_str() != own));
            let enclosed = platform.zip(id.as_ref()).is_some_and(|((_, enclosed), id)| enclosed.contains(id));
            if server.is_some() && enclosed {
                row.refuse(SERVER, Problem::ServerTooLate);
            }
            let lotse = row.optional(LOTSE, invitable);
            let follow_ups = row.optional(FOLLOW_UPS, follow_ups).unwrap_or_default();
            let live = row.optional(LIVE, live::Offer::parse).unwrap_or_default();
            let responsible =
                Responsible { controller: row.free(CONTROLLER), contact: row.free(PRIVACY_CONTACT) };
            let first_dates = row.flag(FIRST_DATES);
            let Some(id) = id else { return };
            this.origins.centres.push(row.number);
            let services = BTreeMap::new();
            this.draft.centres.push(Centre {
                id,
                name,
                carrier,
                card,
                team,
                online,
                follow_ups,
                server,
                lotse,
                present: None,
                live,
                responsible,
                first_dates,
                fallback,
                services,
            });
        });
    }

    /// Several rows for the same centre and topic add up.
    fn catchments(&mut self) {
        self.each(&CATCHMENTS, |row, this| {
            let centre = row.parsed(CENTRE, CentreId::parse);
            let topics = this.topics_served(row);
            let postcodes = row.postcodes(POSTCODES);
            let Some(id) = centre else { return };
            let Some(centre) = this.draft.centres.iter_mut().find(|centre| centre.id == id) else {
                if this.complete {
                    row.refuse(CENTRE, Problem::UnknownCentre);
                }
                return;
            };
            for topic in topics {
                this.origins.catchments.entry(format!("{id}/{topic}")).or_insert(row.number);
                let service = centre.services.entry(topic).or_insert_with(Catchment::default);
                *service = service.union(&postcodes);
            }
        });
    }

    /// What a carrier gives its centres: nothing, where nothing is said.
    fn topics_given(&self, row: &mut Row<'_>) -> CarrierTopics {
        let words = row.text(TOPICS_SERVED);
        if signs::plain(&words).to_lowercase() == ALL {
            return CarrierTopics::All;
        }
        CarrierTopics::These(self.topics_named(row, &words).into_iter().collect())
    }

    fn topics_served(&self, row: &mut Row<'_>) -> Vec<TopicId> {
        let words = row.required(TOPICS_SERVED);
        if signs::plain(&words).to_lowercase() == ALL {
            return self.draft.topics.iter().map(|topic| topic.id.clone()).collect();
        }
        self.topics_named(row, &words)
    }

    fn topics_named(&self, row: &mut Row<'_>, words: &str) -> Vec<TopicId> {
        let mut served = Vec::new();
        for word in words.split([';', ',', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
            match TopicId::parse(word) {
                Ok(id) if !self.complete || self.draft.topics.iter().any(|topic| topic.id == id) => {
                    served.push(id);
                }
                Ok(_) => row.refuse(TOPICS_SERVED, Problem::UnknownTopic),
                Err(error) => row.refuse(TOPICS_SERVED, error.into()),
            }
        }
        served
    }

    fn counsellors(&mut self, today: Date) {
        self.each(&COUNSELLORS, |row, this| {
            let id = row.parsed(MATRIX_ID, invitable);
            let centre = row.parsed(CENTRE, CentreId::parse);
            let name = row.name(NAME);
            let email = row.email(EMAIL);
            let first_part_on = row.date(FIRST_PART);
            let trained_on = row.date(TRAINED_ON);
            if first_part_on.zip(trained_on).is_some_and(|(first, last)| first > last) {
                row.refuse(FIRST_PART, Problem::PartsBackwards);
            }
            let activated = row.flag(ACTIVATED);
            if activated && trained_on.is_some_and(|day| day > today) {
                row.refuse(TRAINED_ON, Problem::TrainedLater);
            }
            let (Some(id), Some(centre)) = (id, centre) else { return };
            this.origins.counsellors.push(row.number);
            this.draft.counsellors.push(Counsellor {
                id,
                centre,
                name,
                email,
                first_part_on,
                trained_on,
                activated,
                away_until: None,
                deputy: None,
            });
        });
    }

    fn carriers(&mut self) {
        self.each(&CARRIERS, |row, this| {
            let id = row.parsed(ID, CarrierId::parse);
            let name = row.name(NAME);
            let mut people = Vec::new();
            for text in row.list(PEOPLE) {
                match invitable(&text) {
                    Ok(person) if !people.contains(&person) => people.push(person),
                    Ok(_) => {}
                    Err(problem) => row.refuse(PEOPLE, problem),
                }
            }
            let limits = row.postcodes(POSTCODES);
            let topics = this.topics_given(row);
            let Some(id) = id else { return };
            this.origins.carriers.push(row.number);
            this.draft.carriers.push(Carrier { id, name, people, limits, topics });
        });
    }

    fn each(&mut self, sheet: &Sheet, mut read: impl FnMut(&mut Row<'_>, &mut Self)) {
        // Lent out, so that rows may be read while the draft grows.
        let opened = std::mem::take(&mut self.opened);
        let mut faults = std::mem::take(&mut self.faults);
        if let Some(table) = opened.table(sheet) {
            for &number in table.rows.keys() {
                read(&mut Row { table, number, faults: &mut faults }, self);
            }
        }
        (self.opened, self.faults) = (opened, faults);
    }
}

/// A Matrix id as accounts have it today. Ids beyond that grammar are refused by homeservers, or name nobody.
fn invitable(text: &str) -> Result<CounsellorId, Problem> {
    let id = CounsellorId::parse(text)?;
    if super::can_be_invited(&id) { Ok(id) } else { Err(Problem::NotInvitable) }
}
