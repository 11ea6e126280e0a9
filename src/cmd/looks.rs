//! The looks of the interface: which theme, with which colours, with which signs.
//!
//! Comes in: the command line, the settings, the environment. Goes out: the themes of the
//! run; or the list of all themes, or one as a file.

use super::Desk;
use super::desk::Halt;
use crate::clean;
use crate::cli::Read;
use crate::config::theme::{self, AUTO, BUILT_IN};
use crate::config::{Config, When};
use crate::diagnostic;
use crate::library::{self, Text};
use crate::ui::theme::{Depth, Ground, Looks, Theme};

/// More faults are not shown.
const FAULTS: usize = 5;

/// Where a theme is, and its text.
enum File {
    BuiltIn(&'static str),
    Own(Text),
}

/// How the interface is to look. No theme is read where no colour is wanted.
pub fn looks(args: &Read, config: &Config) -> Result<Looks, Halt> {
    chosen(args.ascii, args.color, args.theme.as_deref(), config)
}

/// The same where no flag says anything.
pub fn reading_looks(config: &Config) -> Result<Looks, Halt> {
    chosen(None, None, None, config)
}

fn chosen(ascii: Option<When>, color: Option<When>, theme: Option<&str>, config: &Config) -> Result<Looks, Halt> {
    let told = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let ascii = wants_ascii(ascii.unwrap_or(config.ascii));
    let name = theme.unwrap_or(&config.theme);
    if !has_color(color.unwrap_or(config.color)) {
        return Ok(Looks { ascii, ..Looks::default() });
    }
    let depth = Depth::told(told("COLORTERM").as_deref(), told("TERM").as_deref());
    let read = |name: &str| Ok::<Theme, Halt>(named(name)?.within(depth));
    let own = Looks { theme: Theme::terminal(true), pair: None, ascii };
    if name != AUTO {
        return Ok(Looks { theme: read(name)?, ..own });
    }
    let pair = [read(&config.theme_light)?, read(&config.theme_dark)?];
    Ok(match told("COLORFGBG").and_then(|told| Ground::told(&told)) {
        Some(Ground::Light) => Looks { theme: pair[0], ..own },
        Some(Ground::Dark) => Looks { theme: pair[1], ..own },
        None => Looks { pair: Some(pair), ..own },
    })
}

/// Whether only ASCII is to be drawn, as it is asked for or by the locale.
pub fn wants_ascii(ascii: When) -> bool {
    is_ascii(ascii, &["LC_ALL", "LC_CTYPE", "LANG"].map(told))
}

/// A variable of the environment that is set.
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A theme by its name. That without a file of one's own needs no reading.
fn named(name: &str) -> Result<Theme, Halt> {
    match file(name)? {
        File::BuiltIn(_) if name == BUILT_IN[0].0 => Ok(Theme::terminal(true)),
        File::BuiltIn(text) => parsed(name, text),
        File::Own(text) => parsed(&text.file, &text.text),
    }
}

fn parsed(file: &str, text: &str) -> Result<Theme, Halt> {
    theme::read(text).map_err(|findings| {
        let shown = &findings[..findings.len().min(FAULTS)];
        Halt::Told(diagnostic::report(file, text, shown))
    })
}

/// A theme's file: the reader's own one goes before. The one that is used without any
/// being asked for cannot be replaced: nothing is opened for it.
fn file(name: &str) -> Result<File, Halt> {
    let built_in = BUILT_IN.iter().find(|(own, _)| *own == name).map(|(_, text)| File::BuiltIn(text));
    if name == BUILT_IN[0].0 {
        return built_in.ok_or_else(|| unknown(name));
    }
    let own = if theme::is_name(name) { library::read_theme(name) } else { Ok(None) };
    match own.map_err(|error| Halt::Told(error.to_string()))? {
        Some(text) => Ok(File::Own(text)),
        None => built_in.ok_or_else(|| unknown(name)),
    }
}

fn unknown(name: &str) -> Halt {
    Halt::Told(format!("pullquote: no theme is called “{}”; `pullquote themes` lists them", clean::line(name)))
}

/// Lists the themes, or prints one as a file to begin with.
pub fn themes(desk: &mut Desk, name: Option<&str>) -> Result<(), Halt> {
    if let Some(name) = name {
        return match file(name)? {
            File::BuiltIn(text) => desk.write(text),
            File::Own(text) => desk.write(&clean::text(&text.text)),
        };
    }
    let (folder, own) = library::themes();
    let place = folder.map_or_else(String::new, |folder| library::shown(&folder));
    let is_own = |name: &str| own.iter().any(|own| own == name);
    let built_in = BUILT_IN.iter().map(|(name, _)| *name);
    for name in built_in.filter(|name| *name == BUILT_IN[0].0 || !is_own(name)) {
        desk.write(&format!("{name}\tcomes with pullquote\n"))?;
    }
    own.iter()
        .filter(|name| theme::is_name(name) && *name != AUTO)
        .try_for_each(|name| desk.write(&format!("{name}\t{place}\n")))
}

/// Whether colours are wanted: the flag first, then the environment.
pub fn has_color(color: When) -> bool {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    match color {
        When::Always => true,
        When::Never => false,
        When::Auto => set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb"),
    }
}

/// Whether only ASCII is to be drawn. Of itself it is where the first of these variables
/// that is set names a charset that is not UTF-8. `C`, `POSIX` and `de_DE` name none:
/// containers have them on terminals that know UTF-8 well.
fn is_ascii(ascii: When, [all, kind, lang]: &[Option<String>; 3]) -> bool {
    match ascii {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let locale = all.as_ref().or(kind.as_ref()).or(lang.as_ref());
            let charset = locale.and_then(|locale| locale.split_once('.')).map(|(_, rest)| rest);
            let charset = charset.and_then(|rest| rest.split('@').next()).filter(|charset| !charset.is_empty());
            charset.is_some_and(|charset| !["utf-8", "utf8"].iter().any(|utf| charset.eq_ignore_ascii_case(utf)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_charset_that_is_named_and_is_not_utf8_means_ascii() {
        let auto = |all: &str, kind: &str, lang: &str| {
            let told = |value: &str| Some(value.to_string()).filter(|value| !value.is_empty());
            is_ascii(When::Auto, &[told(all), told(kind), told(lang)])
        };
        for utf in ["C.UTF-8", "en_US.utf8", "de_DE.UTF-8@euro", "C", "POSIX", "en_US", "", "x."] {
            assert!(!auto("", "", utf), "{utf}");
        }
        for other in ["en_US.ISO-8859-1", "ru_RU.KOI8-R", "de_DE.ISO-8859-15@euro", "C.ANSI_X3.4-1968"] {
            assert!(auto(other, "", "C.UTF-8") && auto("", other, "") && auto("", "", other), "{other}");
        }
        assert!(!auto("C", "", "en_US.ISO-8859-1"), "the first one that is set decides");
        assert!(is_ascii(When::Always, &[None, None, None]));
        assert!(!is_ascii(When::Never, &[Some("C.latin1".to_string()), None, None]));
    }
}
