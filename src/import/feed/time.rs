//! Times, as feeds write them.
//!
//! Comes in: a time in any of the forms that feeds have. Goes out: the day that stands
//! there, as if it were Greenwich's: an article was published on the day that was
//! written, not on the one that it was elsewhere.

use chrono::{DateTime, NaiveDate, Utc};

use crate::import::date;

pub fn parse(raw: &str) -> Option<DateTime<Utc>> {
    let day = NaiveDate::parse_from_str(&date::day(raw)?, FORM).ok()?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}

/// The day of a time that was parsed.
pub fn day(time: DateTime<Utc>) -> String {
    time.format(FORM).to_string()
}

const FORM: &str = "%Y-%m-%d";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_is_written_counts() {
        for (raw, expected) in [
            ("Mon, 16 Sep 2024 00:30:00 +0100", Some("2024-09-16")),
            ("16 September 2024", Some("2024-09-16")),
            ("2022-11-19T00:40:00+01:00", Some("2022-11-19")),
            ("2022-11-19", Some("2022-11-19")),
            ("31 Feb 2024", None),
            ("1 Jan 99999", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(parse(raw).map(day).as_deref(), expected, "{raw:?}");
        }
    }
}
