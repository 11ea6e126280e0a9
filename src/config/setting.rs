//! The settings: one table reads them, writes them and tells them.

use toml::de::DeValue;

use super::theme::{AUTO, is_name};
use super::{Config, Images, When, quoted};
use crate::ui::column::{self, WIDTHS};
use crate::ui::keys::PRESETS;

/// One row of the table.
pub struct Setting {
    pub name: &'static str,
    pub about: &'static str,
    /// Takes a value over, or says what it must be.
    pub take: fn(&mut Config, &DeValue<'_>) -> Result<(), String>,
    /// The value as TOML.
    pub show: fn(&Config) -> String,
}

const WHEN: &[(&str, When)] = &[("auto", When::Auto), ("always", When::Always), ("never", When::Never)];

const IMAGES: &[(&str, Images)] = &[
    ("auto", Images::Auto),
    ("off", Images::Off),
    ("blocks", Images::Blocks),
    ("kitty", Images::Kitty),
    ("sixel", Images::Sixel),
    ("iterm2", Images::Iterm2),
];

pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "keys",
        about: "The keys to begin with: default, less, vim or emacs; [bind] changes single ones.",
        take: |config, value| {
            let names: Vec<(&str, &'static str)> = PRESETS.iter().map(|(name, _)| (*name, *name)).collect();
            config.keys = one_of(value, &names)?;
            Ok(())
        },
        show: |config| quoted(config.keys),
    },
    Setting {
        name: "color",
        about: "When to use colours: auto (not with NO_COLOR), always or never; --color goes before.",
        take: |config, value| {
            config.color = one_of(value, WHEN)?;
            Ok(())
        },
        show: |config| quoted(name_of(config.color, WHEN)),
    },
    Setting {
        name: "theme",
        about: "The colours: terminal, any that `pullquote themes` lists, or auto: by the background; --theme goes before.",
        take: |config, value| {
            config.theme = theme(value, true)?;
            Ok(())
        },
        show: |config| quoted(&config.theme),
    },
    Setting {
        name: "theme-light",
        about: "The theme that auto has on a light background.",
        take: |config, value| {
            config.theme_light = theme(value, false)?;
            Ok(())
        },
        show: |config| quoted(&config.theme_light),
    },
    Setting {
        name: "theme-dark",
        about: "The theme that auto has on a dark background.",
        take: |config, value| {
            config.theme_dark = theme(value, false)?;
            Ok(())
        },
        show: |config| quoted(&config.theme_dark),
    },
    Setting {
        name: "ascii",
        about: "When to draw with ASCII only: auto (where the charset is not UTF-8), always or never; --ascii goes before.",
        take: |config, value| {
            config.ascii = one_of(value, WHEN)?;
            Ok(())
        },
        show: |config| quoted(name_of(config.ascii, WHEN)),
    },
    Setting {
        name: "images",
        about: "How to show images: auto (what the terminal can, not over SSH), off, blocks, kitty, sixel or iterm2; --images goes before.",
        take: |config, value| {
            config.images = one_of(value, IMAGES)?;
            Ok(())
        },
        show: |config| quoted(name_of(config.images, IMAGES)),
    },
    Setting {
        name: "mouse",
        about: "Whether the mouse is taken from the terminal from the start.",
        take: |config, value| {
            config.mouse = value.as_bool().ok_or("true or false")?;
            Ok(())
        },
        show: |config| config.mouse.to_string(),
    },
    Setting {
        name: "linear",
        about: "Whether there are lines and numbered choices instead of a screen; with TERM=dumb there always are.",
        take: |config, value| {
            config.linear = value.as_bool().ok_or("true or false")?;
            Ok(())
        },
        show: |config| config.linear.to_string(),
    },
    Setting {
        name: "measure",
        about: "Columns of the text, 30 to 200, until a key changes it; 0 is what MANWIDTH says, else 72.",
        take: |config, value| {
            let wanted = "a number from 30 to 200, or 0";
            let columns =
                value.as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
            config.measure = columns.filter(|columns| *columns > 0);
            match columns {
                Some(columns) if columns == 0 || WIDTHS.contains(&columns) => Ok(()),
                _ => Err(wanted.to_string()),
            }
        },
        show: |config| config.measure.unwrap_or(0).to_string(),
    },
    Setting {
        name: "setting",
        about: "How lines are set until a key changes it: ragged, hyphenated or justified.",
        take: |config, value| {
            config.setting = one_of(value, &column::Setting::ALL.map(|setting| (setting.name(), setting)))?;
            Ok(())
        },
        show: |config| quoted(config.setting.name()),
    },
];

/// The name of a theme. Whether there is one is seen when it is read.
fn theme(value: &DeValue<'_>, may_be_auto: bool) -> Result<String, String> {
    let name = value.as_str().filter(|name| is_name(name) && (may_be_auto || *name != AUTO));
    name.map(str::to_string).ok_or_else(|| "the name of a theme".to_string())
}

/// One of a few words.
fn one_of<T: Copy>(value: &DeValue<'_>, known: &[(&str, T)]) -> Result<T, String> {
    let word = value.as_str().unwrap_or_default();
    let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    let names = || known.iter().map(|(name, _)| quoted(name)).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("one of {}", names()))
}

fn name_of<T: PartialEq>(value: T, known: &[(&'static str, T)]) -> &'static str {
    known.iter().find(|(_, own)| *own == value).map_or("", |(name, _)| name)
}
