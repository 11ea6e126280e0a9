//! The configuration: what a reader wants otherwise than it is.
//!
//! Comes in: the text of the configuration file. Goes out: the settings, or every fault
//! with its place; and the settings as a file again, with a comment each. May not know
//! where the file is.

mod setting;
pub mod theme;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use crate::clean;
use crate::content::{self, Fault};
use crate::diagnostic::Finding;
use crate::ui::column::Setting;
use crate::ui::keys::{BINDINGS, Chord, Keymap, Misbound, PRESETS, chord};
use setting::SETTINGS;

/// The table with the keys.
const BIND: &str = "bind";

/// What can be set.
#[derive(Debug, Clone)]
pub struct Config {
    /// The preset, by its name.
    pub keys: &'static str,
    pub keymap: Keymap,
    pub color: When,
    /// The theme, by its name, and those that `auto` has.
    pub theme: String,
    pub theme_light: String,
    pub theme_dark: String,
    pub ascii: When,
    pub images: Images,
    pub mouse: bool,
    pub linear: bool,
    /// Columns of the body; none is what `MANWIDTH` says, else 72.
    pub measure: Option<u16>,
    pub setting: Setting,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            keys: PRESETS[0].0,
            keymap: Keymap::default(),
            color: When::Auto,
            theme: theme::BUILT_IN[0].0.to_string(),
            theme_light: "light".to_string(),
            theme_dark: "dark".to_string(),
            ascii: When::Auto,
            images: Images::Auto,
            mouse: false,
            linear: false,
            measure: None,
            setting: Setting::default(),
        }
    }
}

/// When something is done: as the terminal and the environment have it, or anyhow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

/// How pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Images {
    /// By the best means that the terminal tells of, but not over SSH.
    Auto,
    /// Once a key asks for them.
    Off,
    /// In half blocks.
    Blocks,
    Kitty,
    Sixel,
    Iterm2,
}

/// Reads a configuration, or tells all that is wrong with it, in the order of the file.
pub fn read(source: &str) -> Result<Config, Vec<Finding>> {
    let table = content::parse(source).map_err(|faults| faults.iter().map(Fault::finding).collect::<Vec<_>>())?;
    let (mut config, mut findings) = (Config::default(), Vec::new());
    for (key, value) in table.get_ref().iter().filter(|(key, _)| key.get_ref() != BIND) {
        findings.extend(set(&mut config, key, value).err());
    }
    config.keymap = Keymap::preset(config.keys).unwrap_or_default();
    if let Some(value) = table.get_ref().get(BIND) {
        bind(&mut config.keymap, value, &mut findings);
    }
    findings.sort_by_key(|finding| finding.span.start);
    if findings.is_empty() { Ok(config) } else { Err(findings) }
}

fn set(config: &mut Config, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Result<(), Finding> {
    let name: &str = key.get_ref();
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
        let names = SETTINGS.iter().map(|setting| setting.name).chain([BIND]);
        let help = Some(meant(name, names));
        return Err(Finding { span: key.span(), what: format!("there is no setting `{}`", clean::line(name)), help });
    };
    (setting.take)(config, value.get_ref()).map_err(|wanted| Finding {
        span: value.span(),
        what: format!("`{name}` must be {wanted}"),
        help: Some(setting.about.to_string()),
    })
}

fn bind(keymap: &mut Keymap, value: &Spanned<DeValue<'_>>, findings: &mut Vec<Finding>) {
    let Some(table) = value.get_ref().as_table() else {
        let help = Some("write [bind] on a line of its own, the bindings below".to_string());
        return findings.push(Finding { span: value.span(), what: "`bind` must be a table".to_string(), help });
    };
    // In the order of the file, so that what is bound twice is the later one's.
    let mut rows: Vec<_> = table.iter().collect();
    rows.sort_by_key(|(key, _)| key.span().start);
    for (name, value) in &rows {
        match chords(value) {
            Err(finding) => findings.push(finding),
            Ok(chords) => {
                if let Err(why) = keymap.bind(name.get_ref(), &chords) {
                    let span = if why == Misbound::Unknown { name.span() } else { value.span() };
                    findings.push(misbound(&why, name.get_ref(), span));
                }
            }
        }
    }
    if let Some(why) = keymap.misbound() {
        findings.push(misbound(&why, "", value.span()));
    }
}

/// The keys of a binding: one, or an array of them; none is a way to free a key.
fn chords(value: &Spanned<DeValue<'_>>) -> Result<Vec<Chord>, Finding> {
    let wrong = |span: Range<usize>, what: String| Finding {
        span,
        what,
        help: Some("write \"j\", \"Ctrl-f\", \"PageDown\", \"Alt-Left\", \"F1\", or two keys as \"c s\"".to_string()),
    };
    let one = |value: &Spanned<DeValue<'_>>| {
        let DeValue::String(written) = value.get_ref() else {
            return Err(wrong(value.span(), "a key must be a string".to_string()));
        };
        chord(written).ok_or_else(|| wrong(value.span(), format!("“{}” is no key", clean::line(written))))
    };
    match value.get_ref() {
        DeValue::Array(array) => array.iter().map(one).collect(),
        _ => Ok(vec![one(value)?]),
    }
}

/// What helps where a name is none.
fn meant<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> String {
    match content::closest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take it out; then `pullquote config` prints all names, and what each is for".to_string(),
    }
}

fn misbound(why: &Misbound, name: &str, span: Range<usize>) -> Finding {
    let (what, help) = match why {
        Misbound::Unknown => {
            let what = format!("nothing that a key could do is called `{}`", clean::line(name));
            (what, Some(meant(name, BINDINGS.iter().map(|binding| binding.name))))
        }
        Misbound::Kept => ("Ctrl-C always leaves".to_string(), Some("choose another key".to_string())),
        Misbound::Digit => ("digits are counts".to_string(), Some("choose another key".to_string())),
        Misbound::Begins(chord) => (
            format!("`{}` cannot be reached: its first key does something alone", chord.written()),
            Some("give the other binding that key does another one".to_string()),
        ),
    };
    Finding { span, what, help }
}

/// The settings as a file, with a comment each.
pub fn write(config: &Config) -> String {
    let mut out = String::new();
    for setting in SETTINGS {
        out.push_str(&format!("# {}\n{} = {}\n\n", setting.about, setting.name, (setting.show)(config)));
    }
    out.push_str("# Keys: \"j\", \"Ctrl-f\", \"PageDown\", \"Alt-Left\", \"F1\"; two after each other: \"c s\". [] is none.\n[bind]\n");
    for row in config.keymap.rows() {
        let keys: Vec<String> = row.chords.iter().map(|chord| quoted(&chord.written())).collect();
        let line = format!("{} = [{}]", row.binding.name, keys.join(", "));
        // Ctrl-C cannot be taken away.
        let kept = if row.binding.name == "cancel" { "# " } else { "" };
        out.push_str(&format!("{kept}{line:<48} # {}\n", row.binding.about));
    }
    out
}

/// A string of TOML, in which nothing has to be escaped but these two.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests;
