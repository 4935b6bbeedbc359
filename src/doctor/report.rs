//! What the checks found: one line each for people, one object for machines.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use serde_json::json;

/// How one check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// As it should be.
    Ok,
    /// Lotse works, but somebody should look.
    Warn,
    /// Lotse does not work, or owes somebody something.
    Fail,
}

/// How a check went, and one sentence about it; unless it is ok, with what to do.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) status: Status,
    pub(super) detail: String,
}

impl Finding {
    pub(super) fn ok(detail: impl Into<String>) -> Self {
        Self { status: Status::Ok, detail: detail.into() }
    }

    pub(super) fn warn(detail: impl Into<String>) -> Self {
        Self { status: Status::Warn, detail: detail.into() }
    }

    pub(super) fn fail(detail: impl Into<String>) -> Self {
        Self { status: Status::Fail, detail: detail.into() }
    }

    pub(super) fn is_fine(&self) -> bool {
        self.status != Status::Fail
    }
}

/// Everything that was found, in the order of asking.
#[derive(Debug, Default)]
pub(super) struct Report {
    checks: Vec<Check>,
}

#[derive(Debug)]
struct Check {
    name: &'static str,
    finding: Finding,
    ms: u128,
}

impl Report {
    /// Notes what a check that takes no time has found.
    pub(super) fn note(&mut self, name: &'static str, finding: Finding) {
        self.checks.push(Check { name, finding, ms: 0 });
    }

    /// Notes what a check has found that took so long.
    pub(super) fn took(&mut self, name: &'static str, finding: Finding, took: Duration) {
        self.checks.push(Check { name, finding, ms: took.as_millis() });
    }

    /// Runs a check, and says whether it did not fail.
    pub(super) async fn check(&mut self, name: &'static str, check: impl Future<Output = Finding>) -> bool {
        let started = Instant::now();
        let finding = check.await;
        let fine = finding.is_fine();
        self.checks.push(Check { name, finding, ms: started.elapsed().as_millis() });
        fine
    }

    pub(super) fn has_failed(&self) -> bool {
        self.count(Status::Fail) > 0
    }

    fn count(&self, status: Status) -> usize {
        self.checks.iter().filter(|check| check.finding.status == status).count()
    }

    /// One line per check, and one about all of them.
    pub(super) fn text(&self) -> String {
        let width = self.checks.iter().map(|check| check.name.len()).max().unwrap_or_default();
        let lines = self.checks.iter().map(|check| {
            let status = match check.finding.status {
                Status::Ok => "ok  ",
                Status::Warn => "warn",
                Status::Fail => "FAIL",
            };
            format!("{status}  {:width$}  {}\n", check.name, check.finding.detail)
        });
        let all = match (self.count(Status::Fail), self.count(Status::Warn)) {
            (0, 0) => "All is well.".to_owned(),
            (0, warnings) => format!("Lotse can work; to be looked at: {warnings}."),
            (failures, warnings) => format!("Failed: {failures}; to be looked at besides: {warnings}."),
        };
        lines.chain([all, "\n".to_owned()]).collect()
    }

    /// The same as one JSON object.
    pub(super) fn json(&self) -> String {
        let checks = self.checks.iter().map(|check| {
            let status = match check.finding.status {
                Status::Ok => "ok",
                Status::Warn => "warn",
                Status::Fail => "fail",
            };
            let ms = u64::try_from(check.ms).unwrap_or(u64::MAX);
            json!({ "name": check.name, "status": status, "detail": check.finding.detail, "ms": ms })
        });
        let object = json!({ "ok": !self.has_failed(), "checks": checks.collect::<Vec<_>>() });
        format!("{object}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Report};

    #[test]
    fn a_failure_decides_and_every_check_has_its_line() {
        let mut report = Report::default();
        report.note("one", Finding::ok("fine."));
        report.note("another", Finding::warn("look."));
        assert!(!report.has_failed());
        assert!(report.text().ends_with("to be looked at: 1.\n"), "{}", report.text());
        report.note("third", Finding::fail("act."));
        assert!(report.has_failed());
        assert!(report.text().contains("FAIL  third    act.\n"), "{}", report.text());
        let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
        assert_eq!(json["ok"], false);
        assert_eq!(json["checks"][1]["status"], "warn");
    }
}
