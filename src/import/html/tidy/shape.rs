//! What words look like, whatever they say.

use crate::article::Block;

/// Names of months and days, and what else stands in a date, in lower case.
const OF_DATES: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "et",
    "est",
    "edt",
    "ct",
    "cst",
    "cdt",
    "mst",
    "pt",
    "pst",
    "pdt",
    "utc",
    "gmt",
    "bst",
    "cet",
    "updated",
    "published",
    "posted",
    "original",
    "created",
    "last",
    "modified",
    "first",
    "at",
    "on",
    "of",
    "the",
    "date",
    "time",
    "th",
    "st",
    "nd",
    "rd",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "uhr",
    "stand",
    "aktualisiert",
    "veröffentlicht",
    "am",
    "um",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "publié",
    "le",
    "à",
    "mis",
    "jour",
    "modifié",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "de",
    "del",
    "publicado",
    "actualizado",
    "el",
    "em",
    "às",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "atualizado",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "pubblicato",
    "aggiornato",
    "il",
    "alle",
    "ore",
    "januari",
    "februari",
    "maart",
    "mei",
    "augustus",
    "gepubliceerd",
    "bijgewerkt",
    "om",
    "op",
    "h",
    "hrs",
    "ist",
    "updates",
    "update",
    "new",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// What follows the words of a picture's caption.
const PICTURED: &[&str] = &[
    "photo: ",
    "picture: ",
    "photograph: ",
    "foto: ",
    "bild: ",
    "photo : ",
    "写真＝",
    "写真：",
    "（写真",
    "crédit : ",
    "getty images",
    "/getty",
    "(photo by",
    "ap photo",
    "/reuters",
    "/afp",
    "(image credit",
    "(image:",
    "(foto:",
    "/dpa",
    "via getty",
    "shutterstock",
    "photo credit",
    "via ap",
    "(photo:",
    "©",
    "istock",
    "unsplash",
    "(credit:",
    "wikimedia",
];

/// How many words; two characters of a script without spaces count as one.
pub fn size(words: &str) -> usize {
    if words.is_ascii() {
        return words.split_ascii_whitespace().count();
    }
    let unspaced = words
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{E00}'..='\u{E7F}'));
    words.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count() + unspaced.count() / 2
}

/// Letters and digits in lower case, words apart by single spaces.
pub fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether its words end as a sentence does.
pub fn is_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '”', '"', '»', '」', ':', ',', ';'])
}

/// Whether nearly all of its words are in links.
pub fn is_linked(block: &Block) -> bool {
    let linked: usize = block.marks.iter().filter(|m| m.style.link.is_some()).map(|m| m.range.len()).sum();
    linked * 20 >= block.words.len() * 19
}

/// Whether a line is a date and a time, perhaps with the office that sets it.
pub fn is_bare_date(words: &str) -> bool {
    let folded = folded(words);
    let parts: Vec<&str> = folded.split(' ').collect();
    let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let (numbers, others) = (
        parts.iter().filter(|p| is_number(p)).count(),
        parts.iter().filter(|p| !is_number(p) && !OF_DATES.contains(p)).count(),
    );
    let has_unspaced = words.contains('年') && words.contains('月');
    parts.len() <= 24
        && (numbers >= 2 && others <= 2 && others < numbers + 1 || has_unspaced && size(words) <= 12)
        && (numbers >= 3 || parts.iter().any(|p| OF_DATES.contains(p) && p.len() > 2) || has_unspaced)
}

/// Whether all but so many words are parts of dates, or these.
pub fn is_of_dates(words: &str, others: &[&str], most: usize) -> bool {
    let is_known = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit()) || OF_DATES.contains(&part) || others.contains(&part)
    };
    words.split(' ').filter(|part| !is_known(part)).count() <= most
}

/// Whether it counts pictures or pages.
pub fn is_counter(words: &str) -> bool {
    let parts: Vec<&str> = words.split('/').flat_map(|part| part.split(" of ")).map(str::trim).collect();
    parts.len() == 2 && parts.iter().all(|p| (1..4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether it ends with whose picture it is.
pub fn ends_with_credit(words: &str) -> bool {
    let lower = words.to_lowercase();
    let end: String = lower.chars().rev().take(70).collect::<Vec<_>>().into_iter().rev().collect();
    let closes = end.trim_end().ends_with([')', ']']) || !is_sentence(&lower);
    closes && PICTURED.iter().any(|sign| end.contains(sign))
}
