//! Times, as feeds write them.
//!
//! Comes in: a time in any of the forms that feeds have. Goes out: the day and time that
//! stand there, as if they were Greenwich's: an article was published on the day that
//! was written, not on the one that it was elsewhere.

use chrono::{DateTime, NaiveDate, Utc};

use crate::import::facts;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub fn parse(raw: &str) -> Option<DateTime<Utc>> {
    let day = match facts::date(raw) {
        Some(date) => NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok()?,
        None => day_of(raw)?,
    };
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}

/// The day of `Mon, 16 Sep 2024 06:30:00 +0100`, with or without the day of the week.
fn day_of(raw: &str) -> Option<NaiveDate> {
    let mut parts = raw.split(|c: char| c.is_whitespace() || c == ',' || c == '-').filter(|part| !part.is_empty());
    let day = parts.by_ref().find_map(|part| part.parse::<u32>().ok())?;
    let name = parts.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? as u32 + 1;
    let year = parts.next()?.parse::<i32>().ok()?;
    // Years were written with two digits.
    let year = match year {
        0..50 => year + 2000,
        50..100 => year + 1900,
        year => year,
    };
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1000..10_000).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_is_written_counts() {
        for (raw, expected) in [
            ("Mon, 16 Sep 2024 00:30:00 +0100", Some("2024-09-16")),
            ("16 September 2024", Some("2024-09-16")),
            ("Mon, 16-Sep-24 00:30:00 GMT", Some("2024-09-16")),
            ("2022-11-19T00:40:00+01:00", Some("2022-11-19")),
            ("2022-11-19", Some("2022-11-19")),
            ("31 Feb 2024", None),
            ("1 Jan 99999", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(parse(raw).map(|t| t.format("%Y-%m-%d").to_string()).as_deref(), expected, "{raw:?}");
        }
    }
}
