//! Runs the real binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

/// Not the folder of whoever runs the tests.
pub const STATE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/state");

/// The program, not yet run, without anything of the caller's environment that
/// could change it.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(args).stdin(Stdio::null()).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE").env_remove("PULLQUOTE_OPTS");
    command.env("TERM", "xterm-256color");
    // Nobody has a configuration there.
    command.env("XDG_CONFIG_HOME", env!("CARGO_MANIFEST_DIR"));
    command.env("XDG_STATE_HOME", STATE);
    command
}

pub fn finish(output: Output) -> Ran {
    Ran {
        out: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
        err: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        code: output.status.code(),
    }
}

pub fn run(args: &[&str]) -> Ran {
    finish(command(args).output().expect("it runs"))
}

/// With this on its standard input.
pub fn piped(args: &[&str], input: &[u8]) -> Ran {
    let mut child =
        command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // It may end without reading all.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    finish(child.wait_with_output().expect("it ends"))
}

/// A folder with files that is gone after the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_str().expect("UTF-8").to_string()
    }
}

impl Ran {
    /// Exactly this on stdout, nothing on stderr, exit 0.
    #[track_caller]
    pub fn gives(&self, out: &str) {
        assert_eq!((self.out.as_str(), self.err.as_str(), self.code), (out, "", Some(0)));
    }

    /// Exit 0, whatever was said.
    #[track_caller]
    pub fn ends_well(&self) {
        assert_eq!(self.code, Some(0), "{self:?}");
    }

    /// Nothing on stdout, at most one screen on stderr with these words in it, no
    /// trace of a panic, no control character.
    #[track_caller]
    pub fn refuses(&self, code: i32, words: &[&str]) {
        assert_eq!((self.out.as_str(), self.code), ("", Some(code)), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {:?}", self.err);
        }
        assert!(!self.err.is_empty() && self.err.lines().count() <= 24, "{}", self.err);
        assert!(!self.err.contains("panicked") && !self.err.contains("RUST_BACKTRACE"), "{}", self.err);
        self.is_clean();
    }

    /// No control character but line ends and, in tables, tabs.
    #[track_caller]
    pub fn is_clean(&self) {
        let hostile = |c: char| {
            (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!self.out.contains(hostile) && !self.err.contains(hostile), "{self:?}");
    }
}
