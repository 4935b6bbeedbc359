//! `lotse directory explain`: one placement with its reason and every candidate.

use std::fmt::Write as _;

use routing::{
    Centre, CentreId, Counsellor, Directory, Enquiry, Load, Placement, Postcode, Timestamp, Topic, place,
};
use serde_json::json;

use super::columns::align;

/// One enquiry to be explained.
pub(super) struct Explanation<'a> {
    pub(super) topic: &'a Topic,
    pub(super) postcode: Postcode,
    pub(super) directory: &'a Directory,
    pub(super) load: &'a Load,
    pub(super) now: Timestamp,
}

impl Explanation<'_> {
    /// `outcome` is `centre`, `white_spot` or `unserved`; `centre` is null when nobody takes it.
    pub(super) fn json(&self) -> String {
        let placement = self.placement();
        let answer = json!({
            "outcome": placement.outcome.code(),
            "centre": placement.outcome.centre(),
            "reason": placement.reason.code(),
            "candidates": placement.candidates(),
        });
        format!("{answer:#}\n")
    }

    pub(super) fn text(&self) -> String {
        let placement = self.placement();
        let mut text = format!("{} ({}), {}\n\n", self.topic.name, self.topic.id, self.postcode);
        let taker = placement.outcome.centre().map_or("nobody".to_owned(), |id| self.named(id));
        let _ = writeln!(text, "goes to  {taker}");
        let _ = writeln!(text, "outcome  {}", placement.outcome.code());
        let _ = writeln!(text, "reason   {}\n", placement.reason);
        let candidates = placement.candidates();
        if candidates.is_empty() {
            let _ = writeln!(text, "No centre covers this postcode and can take enquiries now.");
            return text;
        }
        let rows = candidates.iter().zip(1..).map(|(id, number)| self.row(id, number)).collect::<Vec<_>>();
        let _ = writeln!(text, "Candidates, best first:");
        text.push_str(&align(&[">#", "CENTRE", "NAME", ">CODES", ">OPEN", ">PRESENT", "TEAM"], &rows));
        text
    }

    fn placement(&self) -> Placement<'_> {
        let enquiry = Enquiry { topic: self.topic.id.clone(), postcode: Some(self.postcode), target: None };
        place(&enquiry, self.directory, self.load, self.now)
    }

    fn row(&self, id: &CentreId, number: usize) -> Vec<String> {
        let centre = self.directory.centre(id);
        let service = centre.and_then(|centre| centre.services.get(&self.topic.id));
        let counsels = |counsellor: &&Counsellor| counsellor.counsels(self.now);
        vec![
            number.to_string(),
            id.to_string(),
            centre.map(|centre| centre.name.clone()).unwrap_or_default(),
            service.map_or(0, routing::Catchment::width).to_string(),
            self.load.open(id).to_string(),
            self.directory.counsellors_of(id).iter().filter(counsels).count().to_string(),
            if centre.is_some_and(|centre| centre.team) { "yes" } else { "no" }.to_owned(),
        ]
    }

    fn named(&self, id: &CentreId) -> String {
        let centre: Option<&Centre> = self.directory.centre(id);
        centre.map_or(id.to_string(), |centre| {
            format!("{id}: {} ({})", centre.name, self.directory.runs(centre))
        })
    }
}
