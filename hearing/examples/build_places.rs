//! Builds `places/germany.txt` from two public tables: `cargo run -p hearing --example build_places zipcodes.de.csv index.json`.
//!
//! The first is `data/DE.zip` of <https://github.com/zauberware/postal-codes-json-xml-csv> (`GeoNames`, CC BY 4.0): every postcode with
//! its places. The second is `index.json` of the npm package `german-postal-codes` (ISC): the postcodes to which letters are
//! delivered, without those of post-office boxes and large customers. NOTICE names both, with their versions.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

/// Words of firms and offices, which have codes of their own and are no places.
const NO_PLACES: [&str; 9] =
    ["GmbH", "AG", "KG", "BMW", "GB", "e.V.", "Lebensversicherung", "Lebensversicherungen", "Verlag"];

fn main() -> Result<(), Box<dyn Error>> {
    let [places, delivered] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "two files, please")?;
    let delivered: Vec<String> = serde_json::from_slice(&fs::read(delivered)?)?;
    let delivered = delivered.iter().map(|code| code.parse()).collect::<Result<BTreeSet<u32>, _>>()?;
    let mut names: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut others = BTreeSet::new();
    let mut table = csv::Reader::from_path(places)?;
    for row in table.records() {
        let row = row?;
        let (code, name) = (row[1].parse::<u32>()?, row[2].trim());
        if !delivered.contains(&code) {
            others.insert(code);
        } else if !name.split([' ', '-']).any(|word| NO_PLACES.contains(&word)) {
            names.entry(name.to_owned()).or_default().insert(code);
        }
    }
    let delivered = delivered.into_iter().collect::<Vec<_>>();
    let mut text = String::from(
        "# Postcodes and places of Germany; GeoNames (CC BY 4.0) and german-postal-codes (ISC), see NOTICE. Made by build_places.\n\
         # The codes to which letters are delivered, each as the distance from the one before; then those of boxes and large\n\
         # customers, in the same way; then the places, with codes to which letters are delivered.\n",
    );
    text.push_str(&distances(&delivered));
    text.push_str(&distances(&others.into_iter().collect::<Vec<_>>()));
    for (name, codes) in &names {
        let codes = runs(&delivered, codes);
        text.extend([name.as_str(), "|", codes.as_str(), "\n"]);
    }
    println!("{} codes, {} places, {} bytes", delivered.len(), names.len(), text.len());
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("places/germany.txt"), text)?;
    Ok(())
}

fn distances(codes: &[u32]) -> String {
    let before = std::iter::once(0).chain(codes.iter().copied());
    let steps = codes.iter().zip(before).map(|(code, before)| (code - before).to_string());
    steps.collect::<Vec<_>>().join(" ") + "\n"
}

/// Neighbours among the delivered codes are drawn together.
fn runs(delivered: &[u32], codes: &BTreeSet<u32>) -> String {
    let places = codes.iter().filter_map(|code| delivered.binary_search(code).ok()).collect::<Vec<_>>();
    let runs = places.chunk_by(|one, next| one + 1 == *next);
    let run = |run: &[usize]| match run {
        [] => String::new(),
        [only] => format!("{:05}", delivered[*only]),
        [first, .., last] => format!("{:05}-{:05}", delivered[*first], delivered[*last]),
    };
    runs.map(run).collect::<Vec<_>>().join(" ")
}
