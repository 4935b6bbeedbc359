//! Passkeys at the desk: made after a word in the encrypted chat, one touch from then on, needed by whoever is more than a counsellor;
//! in a real browser with an authenticator of software.

use anyhow::{Result, ensure};
use lotse_tests::{Stage, browser::Window, desk::Desk, wait, workbook::Cast};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};

use crate::{asking::LOTSE, desk_roles, identities::with_another_identity};

async fn is_in_order(desk: &Desk, at: &str) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{at}, {width} px")).await?;
    }
    Ok(())
}

/// Their directory opens, or they have no powers there; who is not signed in gets the page for it.
async fn directory(desk: &Desk) -> Result<u64> {
    desk.status("GET", "/verzeichnis", "").await
}

async fn signs_out(desk: &Desk) -> Result<()> {
    desk.comes_again().await?;
    desk.browser.clicks("header button").await?;
    desk.browser.sees("h1:has-text('abgemeldet')").await?;
    desk.comes_again().await?;
    desk.is_signed_out().await
}

async fn touch_is_refused(desk: &Desk) -> Result<()> {
    desk.comes_again().await?;
    desk.is_signed_out().await?;
    desk.touches_passkey().await?;
    desk.browser.sees("[data-no=failed]").await?;
    desk.is_signed_out().await?;
    desk.browser.troubles().await.map(drop)
}

async fn is_in_by_touch(desk: &Desk) -> Result<()> {
    desk.comes_again().await?;
    desk.touches_passkey().await?;
    desk.is_signed_in().await
}

/// Does by hand what the page's script does, and sends the answer twice: the statuses.
const TWICE: &str = "(async () => {
    const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.codePointAt(0));
    const text = (buffer) => btoa(String.fromCodePoint(...new Uint8Array(buffer)))
        .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const post = (to, said) => fetch('/desk/passkey/' + to,
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) });
    const { publicKey } = await (await post('frage', {})).json();
    const { id, rawId, type, response: it } = await navigator.credentials.get(
        { publicKey: { ...publicKey, challenge: bytes(publicKey.challenge) } });
    const response = { authenticatorData: text(it.authenticatorData), clientDataJSON: text(it.clientDataJSON),
        signature: text(it.signature), userHandle: text(it.userHandle) };
    const answer = { id, rawId: text(rawId), type, response, extensions: {} };
    const forged = { ...answer, response: { ...response, signature: text(new Uint8Array(70)) } };
    const found = [];
    for (const said of FIRST) found.push((await post('antwort', said)).status);
    return found;
})()";

async fn answers(desk: &Desk, said: &str) -> Result<Value> {
    desk.browser.evaluates(&TWICE.replace("FIRST", said)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_more_than_a_counsellor_makes_a_passkey_and_from_then_on_touches_it() -> Result<()> {
    let mut stage = desk_roles::stage().await?;
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    is_in_order(&desk, "start").await?;
    desk.signs_in_by_chat(&edda, &chat).await?;
    // Led there right after the chat; until then they are nothing but themselves.
    ensure!(desk.needs_passkey().await?);
    is_in_order(&desk, "to be made").await?;
    for page in ["/verzeichnis", "/leitung", "/lage", "/protokoll", "/zahlen", "/abdeckung", "/karte"] {
        ensure!(desk.status("GET", page, "").await? == 403, "{page}");
    }
    ensure!(desk.status("POST", "/leitung", "act=name&centre=dresden&to=@ben:lotse.example").await? == 403);
    desk.browser.troubles().await?;
    desk.comes_again().await?;
    ensure!(desk.needs_passkey().await?);
    is_in_order(&desk, "without powers").await?;

    // Nobody is verified: no passkey.
    desk.browser.does(json!({ "do": "verifies", "on": false })).await?;
    desk.goes("/passkey").await?;
    desk.browser.clicks("[data-passkey=create] button").await?;
    desk.browser.sees("[data-no=failed]").await?;
    is_in_order(&desk, "not made").await?;
    desk.browser.does(json!({ "do": "verifies", "on": true })).await?;
    desk.makes_passkey().await?;
    ensure!(directory(&desk).await? == 200);
    edda.hears_next(&chat, "wurde am Schreibtisch ein Passkey angelegt").await?;
    desk.goes("/protokoll?stelle=lotse-platform").await?;
    let trail = desk.reads().await?;
    ensure!(trail.contains("Passkey angelegt") && trail.contains("@edda:lotse.example"), "{trail}");
    desk.goes("/passkey").await?;
    is_in_order(&desk, "made").await?;
    // On the same device there is no second one.
    desk.browser.clicks("[data-passkey=create] button").await?;
    desk.browser.sees("[data-no=known]").await?;

    // One touch, also after the power was gone; the chat says nothing to it.
    signs_out(&desk).await?;
    stage.lotse.kill();
    stage.lotse.serve().await?;
    is_in_by_touch(&desk).await?;
    ensure!(directory(&desk).await? == 200);
    signs_out(&desk).await?;
    ensure!(answers(&desk, "[forged, answer]").await? == json!([403, 403]), "each challenge has one answer");
    ensure!(answers(&desk, "[answer, answer]").await? == json!([204, 403]), "a replay");
    ensure!(directory(&desk).await? == 200);
    desk.browser.troubles().await?;

    // The passkey is lost: by the chat there is a new one, and the old one opens nothing.
    let other = Desk::open(&stage, Window::default()).await?;
    other.signs_in_by_chat(&edda, &chat).await?;
    ensure!(other.needs_passkey().await? && directory(&other).await? == 403, "the chat alone has powers");
    ensure!(other.reads().await?.contains("gelten Ihre früheren nicht mehr"), "{}", other.reads().await?);
    other.browser.troubles().await?;
    other.makes_passkey().await?;
    edda.hears_next(&chat, "Ihre früheren Passkeys gelten nicht mehr").await?;
    ensure!(directory(&other).await? == 200);
    touch_is_refused(&desk).await?;

    // A copy shows a counter that was there before.
    let keys = other.browser.does(json!({ "do": "keys" })).await?;
    signs_out(&other).await?;
    is_in_by_touch(&other).await?;
    signs_out(&other).await?;
    other.browser.does(json!({ "do": "keys", "instead": keys })).await?;
    touch_is_refused(&other).await?;
    edda.hears_next(&chat, "zweimal").await?;
    by_words(&stage, &edda, &chat, &other).await?;
    stage.lotse.says(&["audit", "verify"]).await?;
    stage.settles().await
}

/// What can be done in the chat, and what somebody else's keys do.
async fn by_words(stage: &Stage, edda: &lotse_tests::Person, chat: &OwnedRoomId, desk: &Desk) -> Result<()> {
    desk.signs_in(edda, chat).await?;
    edda.hears_next(chat, "Passkey angelegt").await?;
    edda.says(chat, "passkeys").await?;
    let list = edda.hears_next(chat, "einen Passkey").await?;
    ensure!(list.body.contains("1.") && list.body.contains("angelegt"), "{}", list.body);
    edda.says(chat, "passkey entfernen 2").await?;
    edda.hears_next(chat, "Diesen Passkey gibt es nicht").await?;
    edda.says(chat, "passkeys entfernen").await?;
    edda.hears_next(chat, "gilt nicht mehr").await?;
    touch_is_refused(desk).await?;
    desk.signs_in(edda, chat).await?;
    edda.hears_next(chat, "Passkey angelegt").await?;
    signs_out(desk).await?;
    let mallory = with_another_identity(edda).await?;
    mallory.says(chat, "abmelden").await?;
    wait::until("the forged identity to be seen", wait::patience(), async || {
        Ok(stage.lotse.says(&["staff", "list"]).await?.contains("@edda:lotse.example").then_some(()))
    })
    .await?;
    touch_is_refused(desk).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_may_have_one_removes_it_and_loses_it_with_the_directory() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    desk.signs_in(&ben.person, &ben.team).await?;
    ensure!(!desk.needs_passkey().await?, "counsellors need none");
    desk.makes_passkey().await?;
    desk.browser.clicks("details:has([data-passkey-of]) summary").await?;
    is_in_order(&desk, "the list").await?;
    desk.browser.clicks("[data-passkey-of=this] button").await?;
    // Whoever removes the one that they came with is out.
    touch_is_refused(&desk).await?;

    desk.signs_in(&ben.person, &ben.team).await?;
    desk.makes_passkey().await?;
    signs_out(&desk).await?;
    is_in_by_touch(&desk).await?;
    let mut cast = Cast::default();
    cast.dismiss("ben");
    stage.import(&cast).await?;
    touch_is_refused(&desk).await?;
    // Nor when they come back: it is gone for good as soon as it is looked at.
    wait::until("the passkey to be gone", wait::patience(), async || {
        Ok(stage.lotse.says(&["audit", "export", "--csv"]).await?.contains("void").then_some(()))
    })
    .await?;
    stage.import(&Cast::default()).await?;
    touch_is_refused(&desk).await?;
    stage.settles().await
}
