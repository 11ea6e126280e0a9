//! The column that a reader wants: how wide, and how its lines are set.
//!
//! Comes in: what was kept, and changes. Goes out: a value for all articles. It is
//! what is wanted, not what there is room for: a window that is made smaller for a
//! while changes nothing. May not know the screen.

use super::geometry::MEASURE;

/// Columns that can be asked for.
const LEAST: u16 = 30;
const MOST: u16 = 200;
pub const WIDTHS: std::ops::RangeInclusive<u16> = LEAST..=MOST;
/// By so many columns a key changes it.
const STEP: u16 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Columns of the words, where there is room for them.
    pub measure: u16,
    pub setting: Setting,
    /// The measure of those who asked for none.
    usual: u16,
}

/// How the lines of a paragraph are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Setting {
    #[default]
    Ragged,
    /// Ragged, and long words may be parted.
    Hyphenated,
    /// The same, with lines of one length.
    Justified,
}

impl Default for Column {
    fn default() -> Column {
        Column { measure: MEASURE, setting: Setting::default(), usual: MEASURE }
    }
}

impl Column {
    /// The column of somebody whose manual pages are so wide, if that is a width:
    /// what `MANWIDTH` says.
    pub fn like_manual(width: Option<&str>) -> Column {
        let width = width.and_then(|width| width.parse().ok()).filter(|width| WIDTHS.contains(width));
        Column::usually(width.unwrap_or(MEASURE), Setting::default())
    }

    /// A column that is so wide as long as no key changes it.
    pub fn usually(usual: u16, setting: Setting) -> Column {
        Column { measure: usual, usual, setting }
    }

    /// The same with what was wanted before, if it can be.
    pub fn wanted(self, measure: Option<u16>, setting: Option<Setting>) -> Column {
        let measure = measure.filter(|measure| *measure > 0).map_or(self.measure, |measure| measure.clamp(LEAST, MOST));
        Column { measure, setting: setting.unwrap_or(self.setting), ..self }
    }

    /// The measure, if it is not the usual one.
    pub fn own(&self) -> Option<u16> {
        (self.measure != self.usual).then_some(self.measure)
    }

    pub fn wider(&mut self, steps: usize) {
        self.measure = self.measure.saturating_add(columns(steps)).min(MOST);
    }

    pub fn narrower(&mut self, steps: usize) {
        self.measure = self.measure.saturating_sub(columns(steps)).max(LEAST);
    }

    pub fn usual(&mut self) {
        self.measure = self.usual;
    }
}

fn columns(steps: usize) -> u16 {
    u16::try_from(steps).unwrap_or(u16::MAX).saturating_mul(STEP)
}

impl Setting {
    pub const ALL: [Setting; 3] = [Setting::Ragged, Setting::Hyphenated, Setting::Justified];

    pub fn name(self) -> &'static str {
        match self {
            Setting::Ragged => "ragged",
            Setting::Hyphenated => "hyphenated",
            Setting::Justified => "justified",
        }
    }

    pub fn named(name: &str) -> Option<Setting> {
        Setting::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// The next one, in a circle.
    pub fn next(self) -> Setting {
        match self {
            Setting::Ragged => Setting::Hyphenated,
            Setting::Hyphenated => Setting::Justified,
            Setting::Justified => Setting::Ragged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_within_bounds() {
        for (width, expected) in [
            (None, 72),
            (Some("80"), 80),
            (Some("30"), 30),
            (Some("29"), 72),
            (Some("201"), 72),
            (Some("-1"), 72),
            (Some("wide"), 72),
            (Some(""), 72),
            (Some("99999999999"), 72),
        ] {
            assert_eq!(Column::like_manual(width).measure, expected, "{width:?}");
        }
        let mut column = Column::like_manual(Some("80")).wanted(Some(5), None);
        assert_eq!(column.measure, 30);
        column.narrower(1);
        assert_eq!(column.measure, 30);
        column.wider(usize::MAX);
        assert_eq!(column.measure, 200);
        column.usual();
        assert_eq!(column.measure, 80);
    }
}
