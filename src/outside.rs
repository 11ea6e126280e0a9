//! Other programs: the browser that opens an address, the tool that keeps what is copied.
//!
//! Comes in: clean words, and the environment. Goes out: a started program, or why there
//! is none. Never a shell: an address is one argument. May not wait for any of them, nor
//! let them touch the terminal.

use std::env;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Browsers that draw on the terminal, which is ours.
const ON_TERMINAL: &[&str] = &["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "www-browser"];

/// Why an address was not opened.
#[derive(Debug)]
pub enum Unopened {
    /// Neither http, https nor mailto.
    Scheme,
    /// This browser would draw on the terminal.
    OnTerminal(String),
    Failed(String, io::Error),
}

impl std::fmt::Display for Unopened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unopened::Scheme => write!(f, "only http, https and mailto addresses are opened"),
            Unopened::OnTerminal(name) => write!(f, "{name} needs a terminal of its own; y copies the address"),
            Unopened::Failed(name, error) => write!(f, "{name} cannot be started: {error}; y copies the address"),
        }
    }
}

/// Whether an address may be opened.
pub fn is_openable(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

/// Opens an address in the browser that the environment names, else in that of the desktop.
pub fn open(address: &str) -> Result<(), Unopened> {
    if !is_openable(address) {
        return Err(Unopened::Scheme);
    }
    let browser = env::var("BROWSER").ok();
    let mut words = command(browser.as_deref(), address);
    let name = words.remove(0);
    let called = Path::new(&name).file_name().and_then(OsStr::to_str).unwrap_or_default().to_string();
    if ON_TERMINAL.contains(&called.as_str()) {
        if env::var_os("TMUX").is_none() {
            return Err(Unopened::OnTerminal(called));
        }
        words.splice(0..0, ["new-window".to_string(), "--".to_string(), name]);
        return start("tmux", &words).map_err(|error| Unopened::Failed("tmux".to_string(), error));
    }
    start(&name, &words).map_err(|error| Unopened::Failed(called, error))
}

/// The command of the environment's browser: the first of several, `%s` for the address,
/// which else comes last.
fn command(browser: Option<&str>, address: &str) -> Vec<String> {
    let desktop = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let first = browser.and_then(|browser| browser.split(':').find(|name| !name.trim().is_empty()));
    let words = first.and_then(shlex::split).filter(|words| !words.is_empty());
    let mut words = words.unwrap_or_else(|| vec![desktop.to_string()]);
    if words.iter().skip(1).any(|word| word.contains("%s")) {
        words.iter_mut().skip(1).for_each(|word| *word = word.replace("%s", address));
    } else {
        words.push(address.to_string());
    }
    words
}

/// Starts a program that has no part in the terminal, and forgets it.
fn start(name: &str, words: &[String]) -> io::Result<()> {
    let mut command = Command::new(name);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn()?;
    // Reaped whenever it ends.
    std::thread::Builder::new().name("browser".into()).spawn(move || drop(child.wait()))?;
    Ok(())
}

/// A tool that keeps what is copied, where it works: its variable, its name, its arguments.
const CLIPBOARDS: &[(Option<&str>, &str, &[&str])] = &[
    (Some("WAYLAND_DISPLAY"), "wl-copy", &[]),
    (Some("DISPLAY"), "xclip", &["-selection", "clipboard", "-in"]),
    (Some("DISPLAY"), "xsel", &["--clipboard", "--input"]),
    (Some("WSL_DISTRO_NAME"), "clip.exe", &[]),
    (None, "pbcopy", &[]),
];

/// Every pipe has room for so many bytes.
const PIPE: usize = 4096;

/// Hands words to the first tool that can be started, and tells which. Through ssh there is
/// none: what it would keep is on another machine.
pub fn keep(words: &str) -> Option<&'static str> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return None;
    }
    let works = |variable: &Option<&str>| variable.map_or(cfg!(target_os = "macos"), is_set);
    for (_, name, arguments) in CLIPBOARDS.iter().filter(|(variable, ..)| works(variable)) {
        let mut command = Command::new(name);
        command.args(*arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let Ok(mut child) = command.spawn() else { continue };
        // What fits into a pipe is there even if we end now.
        let (at_once, rest) = if words.len() <= PIPE { (words, "") } else { ("", words) };
        let mut pipe = child.stdin.take();
        // A tool that does not take them all has failed, and has no way to say so.
        let _ = pipe.as_mut().map(|pipe| pipe.write_all(at_once.as_bytes()));
        let rest = rest.to_string();
        let feed = move || {
            let _ = pipe.map(|mut pipe| pipe.write_all(rest.as_bytes()));
            drop(child.wait());
        };
        if std::thread::Builder::new().name("clipboard".into()).spawn(feed).is_ok() {
            return Some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_argument_of_the_first_browser() {
        let with = |browser| command(Some(browser), "https://a.example/?q=1;x %s");
        assert_eq!(with("firefox"), ["firefox", "https://a.example/?q=1;x %s"]);
        assert_eq!(with("'my browser' --new %s:lynx"), ["my browser", "--new", "https://a.example/?q=1;x %s"]);
        assert_eq!(with("a --url=%s"), ["a", "--url=https://a.example/?q=1;x %s"]);
        for none in [None, Some(""), Some(":"), Some("'")] {
            assert_eq!(command(none, "mailto:a@b.example").len(), 2, "{none:?}");
        }
    }

    #[test]
    fn only_what_the_web_and_mail_have_is_opened() {
        for yes in ["https://a.example", "HTTP://a.example", "mailto:a@b.example"] {
            assert!(is_openable(yes));
        }
        for no in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-x",
            "--help",
            "",
            "//a.example",
            "a.html",
            " https://a.example",
        ] {
            assert!(!is_openable(no), "{no}");
            assert!(matches!(open(no), Err(Unopened::Scheme)));
        }
    }
}
