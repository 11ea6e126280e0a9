//! Other programs: the browser that opens an address, the tool that keeps what is copied.
//!
//! Comes in: clean words, and the environment. Goes out: a started program, or why there
//! is none. Never a shell: an address is one argument. May not wait for any of them, a
//! moment for the clipboard apart where that is asked for, nor let them touch the terminal.

use std::env;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

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
            Unopened::OnTerminal(name) => write!(f, "{name} needs a terminal of its own"),
            Unopened::Failed(name, error) => write!(f, "{name} cannot be started: {error}"),
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

/// Becomes the editor that the environment names, at a line of a file; without one the
/// reader, at some words of it. Returns why it could not.
pub fn edit(file: &str, line: usize, words: &str) -> String {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let editor = named.and_then(|editor| shlex::split(&editor)).filter(|words| !words.is_empty());
    let mut command = match editor {
        Some(editor) => {
            let mut command = Command::new(&editor[0]);
            command.args(&editor[1..]).arg(format!("+{line}"));
            command
        }
        None => {
            let mut command = Command::new(env::current_exe().unwrap_or_else(|_| "pullquote".into()));
            command.args(["-q", words]);
            command
        }
    };
    let name = command.get_program().to_string_lossy().into_owned();
    let error = command.arg(file).exec();
    format!("{name} cannot be started: {error}")
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

/// How long what came of it is waited for, where it is: these tools leave another process
/// behind for the words, and end.
const ANSWER: Duration = Duration::from_secs(1);

/// Every pipe has room for so many bytes.
const PIPE: usize = 4096;

/// The tools that work here, the best first. Through ssh there is none: what it would keep
/// is on another machine.
fn clipboards() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_far = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    let works = move |variable: Option<&str>| !is_far && variable.map_or(cfg!(target_os = "macos"), is_set);
    CLIPBOARDS.iter().filter(move |(variable, ..)| works(*variable)).map(|(_, name, arguments)| (*name, *arguments))
}

/// Hands words to the first tool that can be started.
pub fn keep(words: &str) {
    let _ = clipboards().find_map(|(name, arguments)| hand(name, arguments, words));
}

/// The same, and waits for what comes of it: the first tool that says that it has them.
pub fn keep_surely(words: &str) -> Option<&'static str> {
    let end = Instant::now() + ANSWER;
    for (name, arguments) in clipboards() {
        let Some(done) = hand(name, arguments, words) else { continue };
        match done.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(true) => return Some(name),
            Err(RecvTimeoutError::Timeout) => return None,
            Ok(false) | Err(RecvTimeoutError::Disconnected) => {}
        }
    }
    None
}

/// Hands words to a tool. None if it cannot be started; whether it has taken them is told
/// when it ends.
fn hand(name: &str, arguments: &[&str], words: &str) -> Option<Receiver<bool>> {
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn().ok()?;
    // What fits into a pipe is there even if we end now.
    let (at_once, rest) = if words.len() <= PIPE { (words, "") } else { ("", words) };
    let mut pipe = child.stdin.take();
    // A tool that does not take them all has failed, and its exit status says so.
    let _ = pipe.as_mut().map(|pipe| pipe.write_all(at_once.as_bytes()));
    let rest = rest.to_string();
    let (done, told) = channel();
    let feed = move || {
        let _ = pipe.map(|mut pipe| pipe.write_all(rest.as_bytes()));
        let _ = done.send(child.wait().is_ok_and(|status| status.success()));
    };
    std::thread::Builder::new().name("clipboard".into()).spawn(feed).ok()?;
    Some(told)
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
