//! An .ods workbook as every program may write it: with blanks and line ends between the tags, which mean nothing.

use std::io::{Cursor, Read as _, Write as _};

use quick_xml::{
    Reader, Writer,
    events::{BytesText, Event},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const CONTENT: &str = "content.xml";

/// The same workbook without these blanks, read up to `most` bytes; `None` if it is not one that could be read so.
pub(super) fn tightened(bytes: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = String::new();
    archive.by_name(CONTENT).ok()?.take(most).read_to_string(&mut content).ok()?;
    let content = without_blanks(&content)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..archive.len() {
        let part = archive.by_index_raw(part).ok()?;
        if part.name().ok()? != CONTENT {
            out.raw_copy_file(part).ok()?;
        }
    }
    out.start_file(CONTENT, SimpleFileOptions::default()).ok()?;
    out.write_all(&content).ok()?;
    Some(out.finish().ok()?.into_inner())
}

/// Within a paragraph blanks in a row are one, as the format has it; elsewhere they are none.
fn without_blanks(content: &str) -> Option<Vec<u8>> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::new());
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        let event = match event {
            Event::Eof => return Some(writer.into_inner()),
            Event::Comment(_) | Event::PI(_) => continue,
            Event::Text(text) => {
                let raw: &str = &text;
                let blank = raw.chars().all(|sign| matches!(sign, ' ' | '\t' | '\n' | '\r'));
                match (depth, blank) {
                    (0, true) => continue,
                    (0, false) => Event::Text(text),
                    _ => Event::Text(BytesText::from_escaped(drawn_together(raw))),
                }
            }
            Event::Start(tag) => {
                depth += usize::from(is_paragraph(tag.name().as_ref()));
                Event::Start(tag)
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(usize::from(is_paragraph(tag.name().as_ref())));
                Event::End(tag)
            }
            event => event,
        };
        writer.write_event(event).ok()?;
    }
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "text:p" | "text:h")
}

fn drawn_together(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            ' ' | '\t' | '\n' | '\r' if drawn.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => drawn.push(' '),
            sign => drawn.push(sign),
        }
    }
    drawn
}
