use std::sync::Arc;

use resvg::{
    tiny_skia::{Color as Paint, Pixmap, Transform},
    usvg,
};
use rqrr::{MetaData, PreparedImage};
use ruma::user_id;
use url::Url;

use super::*;

fn addresses(portal: &str) -> Addresses {
    let url = Url::parse(portal).unwrap();
    Addresses::new(Some(&url), user_id!("@lotse:lotse.example"))
}

fn printed(portal: &str, token: &Token) -> Result<String, CardError> {
    card(&Catalogue::load().unwrap(), Locale::De, &addresses(portal), token)
}

/// The same in each run: whether a picture can be read must not be a matter of luck.
fn token(number: u8) -> Token {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    Token::parse(&URL_SAFE_NO_PAD.encode(&blake3::hash(&[number]).as_bytes()[..16])).unwrap()
}

/// The card as a scanner sees it: `dots` per inch, the QR code `side` millimetres wide.
fn scanned(svg: &str, side: f32, dots: f32) -> (MetaData, String) {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    // The size of a tree is in points of 1/96 inch.
    let scale = dots / 96.0 * side / 40.0;
    let size = tree.size().to_int_size().scale_by(scale).unwrap();
    let mut pixels = Pixmap::new(size.width(), size.height()).unwrap();
    pixels.fill(Paint::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let pixels = Arc::new(pixels);
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let pixel = pixels.pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).unwrap();
        pixel.red()
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one QR code at {side} mm and {dots} dpi");
    grids[0].decode().unwrap()
}

#[test]
fn the_qr_code_is_read_back_at_twenty_millimetres() {
    // A longer address makes a finer pattern, for which a bad camera (150 dpi) does not do.
    for (portal, least) in [
        ("https://lotse.example", 150.0),
        ("https://schreiben.kreisverband-musterstadt.example.org/portal/", 300.0),
    ] {
        for token in (0..16).map(token) {
            let svg = printed(portal, &token).unwrap();
            for (side, dots) in [(20.0, 300.0), (20.0, least), (40.0, least / 2.0)] {
                let (meta, content) = scanned(&svg, side, dots);
                assert_eq!(content, addresses(portal).page(&token).unwrap());
                // The two bits of level Q (ISO/IEC 18004, table 12).
                assert_eq!(meta.ecc_level, 3, "level Q");
            }
        }
    }
}

#[test]
fn the_card_says_what_to_type_and_nothing_about_a_topic() {
    let token = Token::draw();
    let svg = printed("https://lotse.example", &token).unwrap();
    let code = token.code().text();
    assert!(code.len() <= 20 && svg.contains(code.as_str()) && svg.contains(">lotse.example/k<"), "{svg}");
    assert!(!svg.contains(token.text().as_str()), "the address is in the QR code alone");
    let words = svg.to_lowercase();
    for telling in ["berat", "schuld", "sucht", "hilfe", "krise", "caritas", "counsel", "advice"] {
        assert!(!words.contains(telling), "{telling}: {svg}");
    }
    let english = card(&Catalogue::load().unwrap(), Locale::En, &addresses("https://lotse.example"), &token);
    assert!(!english.unwrap().to_lowercase().contains("counsel"));
}

#[test]
fn where_no_card_can_be_printed_it_says_why() {
    let token = Token::draw();
    let nowhere = Addresses::new(None, user_id!("@lotse:lotse.example"));
    let refused = card(&Catalogue::load().unwrap(), Locale::De, &nowhere, &token);
    assert_eq!(refused, Err(CardError::NoPortal));
    let long = format!("https://{}.example", "lange-namen-".repeat(12));
    assert_eq!(printed(&long, &token), Err(CardError::TooLong));
}

#[test]
fn an_address_cannot_break_out_of_the_card() {
    let svg = printed("https://lotse.example/\"<b>&", &Token::draw()).unwrap();
    assert!(!svg.contains("<b>") && usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
}
