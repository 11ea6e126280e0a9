//! The configuration: read, and printed.
//!
//! Comes in: the file. Goes out: the settings, and the same as a file again.

use super::Desk;
use super::desk::Halt;
use crate::config::{self, Config};
use crate::diagnostic;
use crate::library;

/// More faults are not shown.
const FAULTS: usize = 5;

/// The settings, or what is wrong with the file.
pub fn load() -> Result<Config, Halt> {
    let told = |error: library::Error| Halt::Told(error.to_string());
    let Some(text) = library::read_config().map_err(told)? else { return Ok(Config::default()) };
    config::read(&text.text).map_err(|findings| {
        let shown = &findings[..findings.len().min(FAULTS)];
        Halt::Told(diagnostic::report(&text.file, &text.text, shown))
    })
}

/// Prints the settings as they are, as a file that could be the configuration.
pub fn print(desk: &mut Desk) -> Result<(), Halt> {
    let path = library::config_path().map(|path| library::shown(&path));
    let config = load()?;
    let place = path.map_or_else(
        || "There is no folder for the configuration: neither HOME nor XDG_CONFIG_HOME tells one.".to_string(),
        |path| format!("The settings of pullquote as they are now. What differs from them goes into {path}."),
    );
    desk.write(&format!("# {place}\n\n{}", config::write(&config)))
}
