//! Dates, as files of all kinds write them.
//!
//! Comes in: a date, with or without a time. Goes out: the day as `2020-09-10`, or
//! nothing if it is not sure. May not know where the date stood.

/// The first letters of the months, in English.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of a date in ISO 8601 (`2020-09-10T…`, `20200910`), RFC 2822 (`Thu, 10 Sep
/// 2020 …`) or English words (`September 10, 2020`). The time is passed over: the day is
/// the author's, wherever the reader is.
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| in_words(text))
}

/// Whether a word is the English name of a month, in full or its beginning.
pub fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    word.len() >= 3 && word.len() <= 9 && MONTHS.iter().any(|month| word.starts_with(month))
}

fn iso(text: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let year = digits(0..4)?;
    let mark = text.as_bytes().get(4)?;
    let (month, day, end) = match mark {
        b'-' | b'/' | b'.' => {
            let same = text.as_bytes().get(7) == Some(mark);
            (digits(5..7).filter(|_| same)?, digits(8..10)?, 10)
        }
        _ => (digits(4..6)?, digits(6..8)?, 8),
    };
    let goes_on = text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
    if goes_on { None } else { checked(year, month, day) }
}

/// A day, a month's name and a year, in this order or with the month first.
fn in_words(text: &str) -> Option<String> {
    // A time may stand before the day, and its hour is none.
    let words = text.split_whitespace().filter(|word| !word.contains(':') || word.ends_with(':'));
    let parts = words.flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric())).filter(|p| !p.is_empty());
    let (mut day, mut month, mut year) = (None, None, None);
    for part in parts.take(8) {
        let number = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if number.is_empty() {
            let lower = part.to_ascii_lowercase();
            month = month.or_else(|| MONTHS.iter().position(|m| lower.starts_with(m)).map(|at| at as u32 + 1));
        } else if number.len() == 4 {
            year = year.or(number.parse().ok());
        } else if number.len() <= 2 {
            day = day.or(number.parse().ok());
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return checked(year, month, day);
        }
    }
    None
}

fn checked(year: u32, month: u32, day: u32) -> Option<String> {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_day = (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_or_not_guessed() {
        for text in [
            "2020-09-10",
            "2020-09-10T23:59:59-08:00",
            " 20200910 ",
            "20200910T101010Z",
            "2020/09/10 10:00",
            "Thu, 10 Sep 2020 10:00:00 GMT",
            "September 10th, 2020 at 8:05 am",
            "10 Sept. 2020",
            "01:38:07 PM IST Sep 10, 2020",
            "Published 11:07 p.m. ET Sept. 10, 2020",
            "Updated: September 10, 2020",
        ] {
            assert_eq!(day(text).as_deref(), Some("2020-09-10"), "{text}");
        }
        for text in
            ["", "2020", "2020-09", "09/10/2020", "1599696000", "2023-02-29", "yesterday", "202009101", "Sep 2020"]
        {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(day("2024-02-29").as_deref(), Some("2024-02-29"));
    }
}
