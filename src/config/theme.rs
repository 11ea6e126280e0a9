//! Themes: files that say how each face looks.
//!
//! Comes in: the text of such a file. Goes out: the theme, or every fault with its place.
//! May not know where the file is.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::clean;
use crate::content::{self, Fault};
use crate::diagnostic::Finding;
use crate::ui::theme::{Ink, Look, PAGE, Theme, attribute, attribute_names, names};

/// The name that lets the background choose.
pub const AUTO: &str = "auto";

/// Themes that come with the program, and their files. The first one says what is so
/// without any.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("terminal", include_str!("../themes/terminal.toml")),
    ("light", include_str!("../themes/light.toml")),
    ("dark", include_str!("../themes/dark.toml")),
    ("high-contrast-light", include_str!("../themes/high-contrast-light.toml")),
    ("high-contrast-dark", include_str!("../themes/high-contrast-dark.toml")),
    ("solarized-light", include_str!("../themes/solarized-light.toml")),
    ("solarized-dark", include_str!("../themes/solarized-dark.toml")),
    ("gruvbox-light", include_str!("../themes/gruvbox-light.toml")),
    ("gruvbox-dark", include_str!("../themes/gruvbox-dark.toml")),
    ("nord", include_str!("../themes/nord.toml")),
    ("dracula", include_str!("../themes/dracula.toml")),
];

const COLOR: &str = "write \"magenta\", \"bright-blue\" or another of the terminal's sixteen, \"default\", a number from 0 to 255, \
                     or \"#rrggbb\"";

/// Whether a theme can be called so: its file is, with `.toml` behind it.
pub fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.len() <= 64 && name.chars().all(is_plain)
}

/// Reads a theme, or tells all that is wrong with it, in the order of the file. What it
/// does not name is as the terminal has it.
pub fn read(source: &str) -> Result<Theme, Vec<Finding>> {
    let table = content::parse(source).map_err(|faults| faults.iter().map(Fault::finding).collect::<Vec<_>>())?;
    let (mut theme, mut findings) = (Theme::terminal(true), Vec::new());
    for (key, value) in table.get_ref() {
        let name: &str = key.get_ref();
        match (theme.look_mut(name), value.get_ref().as_table()) {
            (None, _) => findings.push(unknown(key, "look", names())),
            (Some(_), None) => findings.push(Finding {
                span: value.span(),
                what: format!("`{name}` must be a table"),
                help: Some(format!("write {name} = {{ fg = \"magenta\", attributes = [\"bold\"] }}")),
            }),
            (Some(look), Some(table)) => take(look, name, table, &mut findings),
        }
    }
    findings.sort_by_key(|finding| finding.span.start);
    if findings.is_empty() { Ok(theme) } else { Err(findings) }
}

fn take(look: &mut Look, name: &str, table: &DeTable<'_>, findings: &mut Vec<Finding>) {
    for (key, value) in table {
        let own: &str = key.get_ref();
        let mut must_be = |what: &str, help: String| {
            let what = format!("`{own}` must be {what}");
            findings.push(Finding { span: value.span(), what, help: Some(help) });
        };
        match own {
            "fg" | "bg" => match ink(value.get_ref()) {
                Some(ink) if own == "fg" => look.fg = Some(ink),
                Some(ink) => look.bg = Some(ink),
                None => must_be("a colour", COLOR.to_string()),
            },
            "attributes" if name != PAGE => {
                let words = value.get_ref().as_array().map(|array| array.iter().map(|word| word.get_ref().as_str()));
                let found: Option<Vec<_>> = words.and_then(|words| words.map(|word| attribute(word?)).collect());
                match found {
                    Some(found) => look.attributes = found.into_iter().collect(),
                    None => {
                        let all: Vec<_> = attribute_names().map(|name| format!("\"{name}\"")).collect();
                        must_be("an array of attributes", format!("there are {}", all.join(", ")));
                    }
                }
            }
            _ if name == PAGE => findings.push(unknown(key, "part of a page", ["fg", "bg"].into_iter())),
            _ => findings.push(unknown(key, "part of a look", ["fg", "bg", "attributes"].into_iter())),
        }
    }
}

fn ink(value: &DeValue<'_>) -> Option<Ink> {
    match value {
        DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok().map(Ink::Numbered),
        value => Ink::named(value.as_str()?),
    }
}

fn unknown<'n>(key: &Spanned<DeString<'_>>, what: &str, names: impl Iterator<Item = &'n str>) -> Finding {
    let name: &str = key.get_ref();
    let names: Vec<&str> = names.collect();
    let help = content::closest(name, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    let all = || format!("there are {}", names.join(", "));
    Finding {
        span: key.span(),
        what: format!("there is no {what} called `{}`", clean::line(name)),
        help: Some(help.unwrap_or_else(all)),
    }
}

#[cfg(test)]
mod tests;
