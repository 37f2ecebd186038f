//! Where the result goes: standard output or a file, and nothing but the result.
//!
//! `print!` panics when the reader of a pipe has gone; this does not. The last flush is checked,
//! so a full disk is an error and never a short file.

use super::exit::{Failure, quoted};
use super::files::{followed, refuse_read_only};
use atomic_write_file::AtomicWriteFile;
use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// The result on its way out.
#[derive(Debug)]
pub(crate) struct Out {
    sink: Sink,
    /// Whether escape sequences stay in.
    is_coloured: bool,
}

#[derive(Debug)]
enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file that is replaced as a whole when all is written.
    Atomic(Box<BufWriter<AtomicWriteFile>>, PathBuf),
    /// A pipe or device, which cannot be replaced.
    Direct(BufWriter<File>, PathBuf),
}

impl Out {
    /// Opens `path`, or standard output where there is none or it is `-`.
    ///
    /// A regular file keeps its old content until [`Out::finish`]; a symbolic link keeps leading
    /// to it. Escape sequences for colour never reach a file.
    pub(crate) fn open(path: Option<impl AsRef<Path>>, is_coloured: bool) -> Result<Self, Failure> {
        let path = path.filter(|path| !is_standard_output(path.as_ref()));
        let Some(path) = path else {
            return Ok(Self {
                sink: Sink::Stdout(BufWriter::new(io::stdout().lock())),
                is_coloured,
            });
        };
        Ok(Self {
            sink: open_file(path.as_ref())?,
            is_coloured: false,
        })
    }

    /// Writes `text`, without its colours where the stream has none.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = if self.is_coloured || !text.contains('\u{1b}') {
            self.sink.write_all(text.as_bytes())
        } else {
            let plain = anstream::adapter::strip_str(text);
            plain
                .into_iter()
                .try_for_each(|part| self.sink.write_all(part.as_bytes()))
        };
        written.map_err(|error| self.sink.failure(error))
    }

    /// Writes what is held back; only then is the result delivered.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        if let Err(error) = self.sink.flush() {
            return Err(self.sink.failure(error));
        }
        match self.sink {
            Sink::Stdout(_) | Sink::Direct(..) => Ok(()),
            Sink::Atomic(writer, path) => writer
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(AtomicWriteFile::commit)
                .map_err(|error| Failure::io("write", &path, error)),
        }
    }
}

/// Whether a path is a name of something that is open already.
fn is_descriptor(path: &Path) -> bool {
    ["/dev/stderr", "/dev/fd", "/proc/self/fd"]
        .iter()
        .any(|name| path.starts_with(name))
}

/// Whether a path is a name of standard output; to replace what is behind it would lose what others
/// write there.
fn is_standard_output(path: &Path) -> bool {
    let names = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    names.iter().any(|name| path == Path::new(name))
}

fn open_file(path: &Path) -> Result<Sink, Failure> {
    let failed = |error| Failure::io("write", path, error);
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(Failure::usage(format!(
            "cannot write to {}: it is a folder",
            quoted(path)
        ))),
        Ok(metadata) if !metadata.is_file() || is_descriptor(path) => {
            let mut options = File::options();
            let options = options.write(true).append(metadata.is_file());
            let file = options.open(path).map_err(failed)?;
            Ok(Sink::Direct(BufWriter::new(file), path.to_owned()))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
        Ok(_) | Err(_) => {
            let target = followed(path).map_err(failed)?;
            refuse_read_only(&target).map_err(failed)?;
            let file = AtomicWriteFile::open(target).map_err(failed)?;
            Ok(Sink::Atomic(
                Box::new(BufWriter::new(file)),
                path.to_owned(),
            ))
        }
    }
}

impl Sink {
    fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => Failure::stream("write to standard output", error),
            Self::Direct(_, path) if error.kind() != io::ErrorKind::BrokenPipe => {
                Failure::io("write", path, error)
            }
            Self::Direct(..) => Failure::ClosedPipe,
            Self::Atomic(_, path) => Failure::io("write", path, error),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::Atomic(writer, _) => writer.write(bytes),
            Self::Direct(writer, _) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::Atomic(writer, _) => writer.flush(),
            Self::Direct(writer, _) => writer.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_without_colour() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("result.txt");
        let mut out = Out::open(Some(&path), true).expect("opens");
        out.write("\u{1b}[1mready\u{1b}[0m\n").expect("writes");
        assert!(!path.exists());
        out.finish().expect("finishes");
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "ready\n");

        let mut out = Out::open(Some(&path), false).expect("opens");
        out.write("half").expect("writes");
        drop(out);
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "ready\n");
        assert_eq!(folder.path().read_dir().expect("folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_leading_to_its_file_and_the_file_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("folder");
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&path, "old").expect("writes");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("mode");
        std::os::unix::fs::symlink(&path, &link).expect("link");
        let mut out = Out::open(Some(&link), false).expect("opens");
        out.write("new").expect("writes");
        out.finish().expect("finishes");
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "new");
        assert!(link.symlink_metadata().expect("there").is_symlink());
        assert_eq!(
            path.metadata().expect("there").permissions().mode() & 0o777,
            0o640
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_stays_one() {
        let folder = tempfile::tempdir().expect("folder");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("no/file"), &link).expect("link");
        let failure = Out::open(Some(&link), false).expect_err("leads nowhere");
        assert!(
            failure.to_string().ends_with("no such file or directory"),
            "{failure}"
        );
        assert!(link.symlink_metadata().expect("there").is_symlink());
    }

    #[test]
    fn a_folder_is_no_place_to_write() {
        let folder = tempfile::tempdir().expect("folder");
        let failure = Out::open(Some(folder.path()), false).expect_err("a folder");
        assert!(failure.to_string().ends_with("it is a folder"));
        let failure = Out::open(Some(folder.path().join("no/file")), false).expect_err("no folder");
        assert!(
            failure.to_string().ends_with("no such file or directory"),
            "{failure}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_a_failure() {
        let mut out = Out::open(Some("/dev/full"), false).expect("opens");
        out.write("x").expect("is held back");
        let failure = out.finish().expect_err("full");
        assert_eq!(
            failure.to_string(),
            "cannot write `/dev/full`: no space left on device"
        );
    }
}
