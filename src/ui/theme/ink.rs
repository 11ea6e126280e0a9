//! Colours: the terminal's own, by number, and those with red, green and blue.
//!
//! Comes in: a colour's name, and how many the terminal has. Goes out: one that it has.
//! May not know what is coloured.

use ratatui::style::Color;

/// A colour as a theme has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// What the terminal writes with, or on, where nothing else is wanted.
    Own,
    /// One of the terminal's 256.
    Numbered(u8),
    Rgb([u8; 3]),
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    Sixteen,
    Indexed,
    True,
}

/// A background: whether dark words are read on it, or light ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Light,
    Dark,
}

/// The sixteen that every terminal has, and what xterm makes of them.
const SIXTEEN: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

pub const MAGENTA: Ink = Ink::Numbered(5);

/// Terminals that have no more than the sixteen.
const FEW: &[&str] = &["linux", "ansi", "screen", "vt100", "vt220", "cons25", "hurd", "xterm-color", "rxvt-color"];

impl Ink {
    /// `magenta`, `default` or `#ff8800`.
    pub fn named(name: &str) -> Option<Ink> {
        if name == "default" {
            return Some(Ink::Own);
        }
        if let Some(hex) = name.strip_prefix('#').filter(|hex| hex.len() == 6) {
            let is_hex = hex.bytes().all(|b| b.is_ascii_hexdigit());
            let [_, r, g, b] = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?.to_be_bytes();
            return Some(Ink::Rgb([r, g, b]));
        }
        let at = SIXTEEN.iter().position(|(own, ..)| *own == name)?;
        u8::try_from(at).ok().map(Ink::Numbered)
    }

    /// Red, green and blue as far as we know; the terminal's own may be any.
    pub fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Ink::Own => None,
            Ink::Numbered(n) => Some(rgb_of(n)),
            Ink::Rgb(rgb) => Some(rgb),
        }
    }

    /// The nearest that a terminal of that depth has.
    pub fn within(self, depth: Depth) -> Ink {
        match (self, depth) {
            (Ink::Rgb(rgb), Depth::Indexed) => Ink::Numbered(nearest(rgb, 16..=255)),
            (Ink::Rgb(rgb), Depth::Sixteen) => Ink::Numbered(nearest(rgb, 0..=15)),
            (Ink::Numbered(n @ 16..), Depth::Sixteen) => Ink::Numbered(nearest(rgb_of(n), 0..=15)),
            (ink, _) => ink,
        }
    }

    pub fn color(self) -> Color {
        match self {
            Ink::Own => Color::Reset,
            Ink::Numbered(n) => SIXTEEN.get(usize::from(n)).map_or(Color::Indexed(n), |(_, color, _)| *color),
            Ink::Rgb([r, g, b]) => Color::Rgb(r, g, b),
        }
    }
}

impl Depth {
    /// What `COLORTERM` and `TERM` tell.
    pub fn told(colorterm: Option<&str>, term: Option<&str>) -> Depth {
        let term = term.unwrap_or_default();
        if matches!(colorterm, Some("truecolor" | "24bit")) {
            Depth::True
        } else if FEW.contains(&term) || term.ends_with("-16color") || term.ends_with("-8color") {
            Depth::Sixteen
        } else {
            Depth::Indexed
        }
    }
}

impl Ground {
    /// What `COLORFGBG` tells, which some terminals set: two numbers or three, the last
    /// one of the background.
    pub fn told(colorfgbg: &str) -> Option<Ground> {
        match colorfgbg.rsplit(';').next()?.parse().ok()? {
            // As vim has it: the dark ones, and the grey that is called bright black.
            0..=6 | 8 => Some(Ground::Dark),
            7 | 9..=15 => Some(Ground::Light),
            _ => None,
        }
    }

    /// Black words are read better than white ones on what is as bright as this.
    pub fn of(rgb: [u8; 3]) -> Ground {
        if luminance(rgb) > 0.179 { Ground::Light } else { Ground::Dark }
    }
}

/// The number of one of the sixteen.
pub fn number(color: Color) -> Option<u8> {
    let at = SIXTEEN.iter().position(|(_, own, _)| *own == color)?;
    u8::try_from(at).ok()
}

/// The relative luminance of WCAG.
pub fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// What xterm makes of its 256: the sixteen, a cube with six steps a side, and greys.
fn rgb_of(n: u8) -> [u8; 3] {
    match n {
        0..=15 => SIXTEEN[usize::from(n)].2,
        16..=231 => {
            [(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6].map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        }
        232.. => [8 + 10 * (n - 232); 3],
    }
}

fn nearest(rgb: [u8; 3], among: std::ops::RangeInclusive<u8>) -> u8 {
    let first = *among.start();
    let distance = |n: &u8| -> u32 {
        let parts = rgb_of(*n).into_iter().zip(rgb);
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    among.min_by_key(distance).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_by_name_and_by_number() {
        assert_eq!(Ink::named("magenta"), Some(MAGENTA));
        assert_eq!(Ink::named("bright-white").map(Ink::color), Some(Color::White));
        assert_eq!(Ink::named("#fF8000"), Some(Ink::Rgb([255, 128, 0])));
        for wrong in ["", "#", "#12345", "#+12345", "#é1234", "pink", "Red"] {
            assert_eq!(Ink::named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_more_colours_than_the_terminal_has() {
        let orange = Ink::Rgb([255, 135, 0]);
        assert_eq!(orange.within(Depth::True), orange);
        assert_eq!(orange.within(Depth::Indexed), Ink::Numbered(208));
        assert_eq!(Ink::Rgb([250, 250, 250]).within(Depth::Sixteen), Ink::Numbered(15));
        assert_eq!(Ink::Numbered(16).within(Depth::Sixteen), Ink::Numbered(0));
        assert_eq!(MAGENTA.within(Depth::Sixteen), MAGENTA);
        assert_eq!(Ink::Own.within(Depth::Sixteen), Ink::Own);
        for n in 16..=255 {
            // Colours of the cube that the greys have, too, may come out as either.
            let again = Ink::Rgb(rgb_of(n)).within(Depth::Indexed);
            assert_eq!(again.rgb(), Ink::Numbered(n).rgb());
        }
    }

    #[test]
    fn how_many_the_terminal_has_is_told_by_the_environment() {
        assert_eq!(Depth::told(Some("truecolor"), Some("linux")), Depth::True);
        assert_eq!(Depth::told(Some("24bit"), None), Depth::True);
        assert_eq!(Depth::told(Some("yes"), Some("xterm-256color")), Depth::Indexed);
        assert_eq!(Depth::told(None, Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::told(None, Some("xterm-16color")), Depth::Sixteen);
        assert_eq!(Depth::told(None, Some("screen-256color")), Depth::Indexed);
    }

    #[test]
    fn light_and_dark_backgrounds() {
        let told = |words| Ground::told(words);
        assert_eq!(
            (told("0;15"), told("15;0"), told("12;8")),
            (Some(Ground::Light), Some(Ground::Dark), Some(Ground::Dark))
        );
        assert_eq!(
            (told("0;default;7"), told("0;default"), told(""), told("1;99")),
            (Some(Ground::Light), None, None, None)
        );
        assert_eq!((Ground::of([255; 3]), Ground::of([0xfd, 0xf6, 0xe3])), (Ground::Light, Ground::Light));
        assert_eq!((Ground::of([0; 3]), Ground::of([0, 0x2b, 0x36])), (Ground::Dark, Ground::Dark));
    }
}
