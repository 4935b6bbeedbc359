//! E-mail, and who is told when a promise is broken.

use appservice::servers::post::Post;

use super::report::{Finding, Report};
use crate::check::Ready;

/// Whether letters would get out, and whether anybody of the administration would be told.
pub(super) async fn examine(ready: &Ready, report: &mut Report) {
    let settings = &ready.settings;
    let mail = async {
        let Some(mail) = &settings.mail else {
            return Finding::ok("No e-mail is sent: `mail.host` is not set.");
        };
        match Post::new(mail) {
            Ok(post) => match post.check().await {
                Ok(()) => Finding::ok("The mail server takes our greeting and login."),
                Err(error) => Finding::fail(format!(
                    "{error}. Look after `mail.host`, `mail.port`, `mail.tls` and the login."
                )),
            },
            Err(error) => Finding::fail(format!("{error}.")),
        }
    };
    report.check("mail", mail).await;
    let contacts = settings.administration.contacts.len();
    let finding = if contacts == 0 {
        Finding::warn(
            "Nobody is told when a centre does not answer in the promised time: set `administration.contacts`.",
        )
    } else {
        let are = if contacts == 1 { "contact is" } else { "contacts are" };
        Finding::ok(format!("{contacts} {are} told when a centre does not answer in the promised time."))
    };
    report.note("administration", finding);
}
