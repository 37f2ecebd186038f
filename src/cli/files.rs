//! Reads what the user named and saves what the user asked to be saved; nothing else.

use super::exit::{Failure, quoted};
use super::report::Report;
use super::talk::Talk;
use atomic_write_file::AtomicWriteFile;
use careerpath::json::{Document, MAXIMUM_BYTES, plain};
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// The file as the user named it, or `<stdin>`.
    pub(crate) name: String,
    /// The content; at most one byte more than a document may have.
    pub(crate) bytes: Vec<u8>,
}

impl Input {
    /// Reads the content as JSON.
    ///
    /// # Errors
    /// The problem, with the line it is in.
    pub(crate) fn document(&self) -> Result<Document, Report> {
        Document::parse(&self.name, &self.bytes)
            .map_err(|diagnostic| Report::of_text(diagnostic, &self.bytes))
    }
}

/// Reads every content as JSON.
///
/// # Errors
/// Invalid input, with the problem of each that is no JSON.
pub(crate) fn documents(inputs: &[Input]) -> Result<Vec<Document>, Failure> {
    let mut documents = Vec::new();
    let mut report = Report::default();
    for input in inputs {
        match input.document() {
            Ok(document) => documents.push(document),
            Err(problem) => report.append(problem),
        }
    }
    if report.is_empty() {
        Ok(documents)
    } else {
        Err(Failure::Invalid(Box::new(report)))
    }
}

/// Reads files and, once, standard input.
#[derive(Debug)]
pub(crate) struct Files {
    stdin_is_terminal: bool,
    stdin_was_read: Cell<bool>,
    /// The files that were read, of pipes and devices none.
    were_read: RefCell<Vec<PathBuf>>,
    /// Where rules were read from.
    rules: RefCell<Vec<PathBuf>>,
    talk: Talk,
}

impl Files {
    /// Returns a reader that tells the user when it waits for input from a terminal.
    pub(crate) fn new(stdin_is_terminal: bool, talk: Talk) -> Self {
        Self {
            stdin_is_terminal,
            stdin_was_read: Cell::new(false),
            were_read: RefCell::default(),
            rules: RefCell::default(),
            talk,
        }
    }

    /// Reads a file, or standard input for `-`. Pipes and devices can be read as well.
    ///
    /// # Limits
    /// Of a longer input only a byte more than a document may have is read; the parser refuses it.
    pub(crate) fn read(&self, path: &Path) -> Result<Input, Failure> {
        if path == Path::new("-") {
            return self.read_stdin();
        }
        let failed = |error| Failure::io("read", path, error);
        let found = path.metadata().map_err(failed)?;
        if found.is_dir() {
            let error = io::Error::new(io::ErrorKind::IsADirectory, "it is a folder");
            return Err(failed(error));
        }
        let file = File::open(path).map_err(failed)?;
        if found.is_file() {
            self.were_read.borrow_mut().push(path.to_owned());
        }
        Ok(Input {
            name: plain(&path.to_string_lossy()).into_owned(),
            bytes: read_limited(file).map_err(failed)?,
        })
    }

    /// Whether a path leads to a file that was read.
    pub(crate) fn has_read(&self, path: &Path) -> bool {
        let were_read = self.were_read.borrow();
        were_read.iter().any(|other| is_same(other, path))
    }

    /// Refuses to save a profile over a file that rules were read from.
    ///
    /// # Errors
    /// Wrong usage, with a way out.
    pub(crate) fn refuse_over_rules(&self, profile: Option<&Path>) -> Result<(), Failure> {
        let rules = self.rules.borrow();
        match profile.filter(|path| rules.iter().any(|other| is_same(other, path))) {
            None => Ok(()),
            Some(path) => Err(Failure::usage_with_help(
                format!(
                    "`--save-profile` names {}, which the rules were read from",
                    quoted(path)
                ),
                "name another file for the profile",
            )),
        }
    }

    /// Reads the files of a pack: the file itself, or the `*.json` of a folder, sorted by name.
    ///
    /// Folders inside it, such as `cases/`, and hidden files are left aside.
    pub(crate) fn read_pack(&self, path: &Path) -> Result<Vec<Input>, Failure> {
        let paths = if path == Path::new("-") || !path.is_dir() {
            vec![path.to_owned()]
        } else {
            json_files(path)?
        };
        if paths.is_empty() {
            return Err(no_json(path));
        }
        let inputs = paths.iter().map(|path| self.read(path)).collect();
        self.rules.borrow_mut().extend(paths);
        inputs
    }

    fn read_stdin(&self) -> Result<Input, Failure> {
        if self.stdin_was_read.replace(true) {
            return Err(Failure::usage("`-` can be read only once"));
        }
        if self.stdin_is_terminal {
            self.talk
                .hint("reading from the terminal; end with Ctrl-D on a line of its own");
        }
        let bytes = read_limited(io::stdin().lock())
            .map_err(|error| Failure::stream("read standard input", error))?;
        Ok(Input {
            name: "<stdin>".to_owned(),
            bytes,
        })
    }
}

/// Returns the paths of the `*.json` files of a folder, sorted by name.
pub(crate) fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::io("read", folder, error);
    let mut paths = Vec::new();
    for entry in folder.read_dir().map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if !is_json || is_hidden {
            continue;
        }
        match path.metadata() {
            Ok(found) if found.is_dir() => {}
            // A pipe might be waited for without end.
            Ok(found) if !found.is_file() => {
                let error = io::Error::other("it is neither a file nor a folder");
                return Err(Failure::io("read", &path, error));
            }
            // What cannot be looked at is not left aside: to read it says why.
            Ok(_) | Err(_) => paths.push(path),
        }
    }
    paths.sort();
    Ok(paths)
}

fn no_json(folder: &Path) -> Failure {
    Failure::usage_with_help(
        format!("the folder {} has no *.json file", quoted(folder)),
        "name a file or a folder of a rules pack",
    )
}

/// Returns the paths of the `*.json` files of a folder and of the cases in it; a file by itself.
pub(crate) fn with_cases(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut paths = json_files(path)?;
    let cases = path.join("cases");
    if cases.is_dir() {
        paths.extend(json_files(&cases)?);
    }
    match paths.is_empty() {
        true => Err(no_json(path)),
        false => Ok(paths),
    }
}

fn read_limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(MAXIMUM_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes a file, and the folders it is in, where none is.
pub(crate) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure::io("save", path, error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

/// Replaces the content of a file; whoever reads it sees all of the old or all of the new.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure::io("save", path, error);
    let target = followed(path).map_err(failed)?;
    refuse_read_only(&target).map_err(failed)?;
    let mut file = AtomicWriteFile::open(target).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.commit().map_err(failed)
}

/// Refuses to replace a file that nobody may write: to do so would need its folder only.
pub(crate) fn refuse_read_only(path: &Path) -> io::Result<()> {
    match path.metadata() {
        Ok(found) if found.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only",
        )),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Returns the file that is written where `path` is said, so that a link stays one.
///
/// # Errors
/// A link that leads nowhere.
pub(crate) fn followed(path: &Path) -> io::Result<PathBuf> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        _ => path.canonicalize(),
    }
}

/// Whether two paths lead to the same file, which may be yet to be made.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        path.canonicalize().or_else(|_| {
            let folder = path.parent().filter(|own| !own.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
            Ok::<_, io::Error>(folder.join(path.file_name().unwrap_or_default()))
        })
    };
    match (whole(one), whole(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// Saves `text` so that only the user can read it; whoever reads the file sees all of it or none.
///
/// # Errors
/// `Failure::Exists` where the file is there and `may_overwrite` is not set. `-` is refused: what
/// is saved is not the result.
pub(crate) fn save_private(path: &Path, text: &str, may_overwrite: bool) -> Result<(), Failure> {
    let failed = |error| Failure::io("save", path, error);
    if path == Path::new("-") {
        return Err(Failure::usage_with_help(
            "a profile is saved to a file, not to a stream",
            "name a file; `careerpath profile show` writes the profile to standard output",
        ));
    }
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {
            return Err(Failure::usage(format!(
                "cannot save to {}: it is a folder",
                quoted(path)
            )));
        }
        Ok(_) if !may_overwrite => {
            return Err(Failure::Exists { file: quoted(path) });
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return save_new(path, text).map_err(failed);
        }
        Err(error) => return Err(failed(error)),
    }
    let target = followed(path).map_err(failed)?;
    if !target.is_file() {
        let mut file = File::options().write(true).open(path).map_err(failed)?;
        return file.write_all(text.as_bytes()).map_err(failed);
    }
    refuse_read_only(&target).map_err(failed)?;
    let mut options = AtomicWriteFile::options();
    #[cfg(unix)]
    {
        use atomic_write_file::unix::OpenOptionsExt as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.preserve_mode(false).mode(0o600);
    }
    let mut file = options.open(target).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.commit().map_err(failed)
}

/// Makes a file that is not there; fails if somebody else has made it meanwhile.
fn save_new(path: &Path, text: &str) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // A half-written profile is worse than none; the first error is the one that counts.
        let _ = std::fs::remove_file(path);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::exit::Exit;
    use crate::cli::scan::Scan;
    use crate::cli::surroundings::Surroundings;

    fn files() -> Files {
        let talk = Talk::new(false, &Scan::default(), &Surroundings::default());
        Files::new(false, talk)
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_stays_one() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("real"), "old").expect("writes");
        symlink("real", path("link.json")).expect("link");
        replace(&path("link.json"), "new").expect("replaces");
        let is_link = |name: &str| path(name).symlink_metadata().expect("there").is_symlink();
        assert!(is_link("link.json"));
        assert_eq!(std::fs::read_to_string(path("real")).expect("there"), "new");

        symlink("nowhere", path("dangling.json")).expect("link");
        replace(&path("dangling.json"), "new").expect_err("leads nowhere");
        assert!(is_link("dangling.json"));
        // A pack is not read without it.
        let listed = json_files(folder.path()).expect("lists");
        assert_eq!(listed, [path("dangling.json"), path("link.json")]);
        // Nor does it wait for what is no file.
        symlink("/dev/zero", path("endless.json")).expect("link");
        let failure = json_files(folder.path()).expect_err("no file");
        assert!(failure.to_string().contains("neither a file"), "{failure}");
    }

    #[test]
    fn a_pack_folder_is_its_json_files_by_name() {
        let folder = tempfile::tempdir().expect("folder");
        for name in ["sources.json", "degrees.json", "README.md", ".hidden.json"] {
            std::fs::write(folder.path().join(name), name).expect("writes");
        }
        std::fs::create_dir(folder.path().join("cases")).expect("folder");
        std::fs::write(folder.path().join("cases/case.json"), "").expect("writes");
        std::fs::create_dir(folder.path().join("x.json")).expect("folder");
        let inputs = files().read_pack(folder.path()).expect("reads");
        let contents: Vec<_> = inputs.iter().map(|input| input.bytes.as_slice()).collect();
        assert_eq!(contents, [&b"degrees.json"[..], b"sources.json"]);
        let one = folder.path().join("degrees.json");
        assert_eq!(files().read_pack(&one).expect("reads").len(), 1);
        let failure = files()
            .read_pack(&folder.path().join("cases/none"))
            .expect_err("absent");
        assert!(failure.to_string().contains("no such file"), "{failure}");
        std::fs::remove_file(folder.path().join("cases/case.json")).expect("removes");
        let failure = files()
            .read_pack(&folder.path().join("cases"))
            .expect_err("empty");
        assert!(
            failure.to_string().contains("has no *.json file"),
            "{failure}"
        );
    }

    #[test]
    fn every_broken_file_is_reported() {
        let input = |name: &str, text: &str| Input {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let good = [input("a", "{}"), input("b", "[]")];
        assert_eq!(documents(&good).expect("reads").len(), 2);
        let bad = [
            input("a", "{"),
            input("b", "[]"),
            input("c", "{\"x\": 1, \"x\": 2}"),
        ];
        let failure = documents(&bad).expect_err("refused");
        assert_eq!(failure.exit(), Exit::Invalid);
        let Failure::Invalid(report) = failure else {
            panic!("another failure");
        };
        assert_eq!(report.records().len(), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_endless_input_is_read_only_so_far() {
        let input = files().read(Path::new("/dev/zero")).expect("reads");
        assert_eq!(input.bytes.len(), MAXIMUM_BYTES + 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_saved_profile_is_private_and_not_overwritten() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("me.json");
        let mode = || path.metadata().expect("there").permissions().mode() & 0o777;
        save_private(&path, "{}", false).expect("saves");
        assert_eq!(mode(), 0o600);
        let failure = save_private(&path, "[]", false).expect_err("exists");
        assert_eq!(
            failure.help().as_deref(),
            Some("give `--force` to overwrite it")
        );
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).expect("mode");
        save_private(&path, "[1]", true).expect("overwrites");
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "[1]");
        assert_eq!(mode(), 0o600);
        let failure = save_private(folder.path(), "", true).expect_err("a folder");
        assert!(failure.to_string().ends_with("it is a folder"));
        assert_eq!(folder.path().read_dir().expect("folder").count(), 1);
    }
}
