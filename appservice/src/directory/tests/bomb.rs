use std::{
    io::{Cursor, Read as _, Write as _},
    time::{Duration, Instant},
};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    super::{Fault, Problem},
    book::{Book, lines, read},
};

/// The small book with another table of shared texts: as many bytes of one text as asked for.
fn with_shared_texts(megabytes: usize) -> Vec<u8> {
    let mut book = ZipArchive::new(Cursor::new(Book::small().bytes())).unwrap();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..book.len() {
        let mut part = book.by_index(part).unwrap();
        let name = part.name().unwrap().into_owned();
        bomb.start_file(&name, SimpleFileOptions::default()).unwrap();
        if name == "xl/sharedStrings.xml" {
            bomb.write_all(
                br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>"#,
            )
            .unwrap();
            let letters = vec![b'a'; 1 << 20];
            for _ in 0..megabytes {
                bomb.write_all(&letters).unwrap();
            }
            bomb.write_all(b"</t></si></sst>").unwrap();
        } else {
            let mut contents = Vec::new();
            part.read_to_end(&mut contents).unwrap();
            bomb.write_all(&contents).unwrap();
        }
    }
    bomb.finish().unwrap().into_inner()
}

/// Makes the shared texts say of themselves that they are small, wherever their size is written.
fn belittled(mut book: Vec<u8>) -> Vec<u8> {
    let size = ZipArchive::new(Cursor::new(&book)).unwrap().by_name("xl/sharedStrings.xml").unwrap().size();
    let written = u32::try_from(size).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..book.len() - 4).filter(|at| book[*at..at + 4] == written).collect();
    assert!(!places.is_empty());
    for at in places {
        book[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    book
}

fn refused(book: &[u8]) -> (Vec<Fault>, Duration) {
    let begun = Instant::now();
    (read(book).unwrap_err(), begun.elapsed())
}

#[test]
fn a_workbook_that_unfolds_without_end_is_refused_at_once() {
    let bomb = with_shared_texts(600);
    assert!(bomb.len() < 2 << 20, "{} bytes", bomb.len());
    let (faults, took) = refused(&bomb);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(faults[0].problem, Problem::Unfolds { most: 128 });
    assert!(lines(&faults)[0].starts_with("the file: unpacked, the workbook is larger than 128 MB"));
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn a_workbook_that_hides_how_far_it_unfolds_is_refused_at_once() {
    let (faults, took) = refused(&belittled(with_shared_texts(600)));
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(lines(&faults)[0].contains("larger than its declared uncompressed size"), "{faults:?}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}
