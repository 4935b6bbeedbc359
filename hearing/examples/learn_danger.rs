//! Learns danger from the corpus anew and writes `weights/danger.bin`: `cargo run -p hearing --example learn_danger`.

use std::{fs, io, path::Path};

use hearing::danger::{corpus, train};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sentences = corpus::learnt(&corpus::folder())?;
    let bytes = train::learn(&sentences).write();
    println!("{} sentences, {} bytes", sentences.len(), bytes.len());
    fs::write(here.join("weights/danger.bin"), bytes)
}
