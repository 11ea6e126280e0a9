//! How wide words are on a terminal.
//!
//! Comes in: clean words. Goes out: their drawn form and their width in columns.
//! A glyph is what terminals put into one place: a grapheme cluster, but one
//! with several characters that each take columns (Thai, the scripts of India) is
//! as many glyphs, for terminals add their widths up. Emoji stay whole. A glyph
//! is as wide as ratatui takes it to be when it is drawn by itself. May not know
//! lines or panes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::clean::is_ignorable;

/// More combining marks than this on one cell are not drawn.
const MARKS_A_CELL: usize = 8;

/// The columns that the words take.
pub fn columns(words: &str) -> usize {
    if words.is_ascii() {
        return words.len();
    }
    if is_plain(words) {
        return words.chars().count();
    }
    glyphs(words).map(|(_, glyph)| width(glyph)).sum()
}

/// The glyphs, with the bytes at which they begin.
pub fn glyphs(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut at, mut cluster) = (0, 0..0);
    std::iter::from_fn(move || {
        if at == cluster.end {
            cluster = at..at + first_cluster(&words[at..])?;
        }
        let begin = at;
        at += first_glyph(&words[at..cluster.end]);
        Some((begin, &words[begin..at]))
    })
}

/// The bytes of the first grapheme cluster. What is simple is one before what is simple:
/// most of what is written is found without the tables.
fn first_cluster(words: &str) -> Option<usize> {
    let mut chars = words.chars();
    let first = chars.next()?;
    let is_alone = is_simple(first) && chars.next().is_none_or(is_simple);
    if is_alone { Some(first.len_utf8()) } else { words.graphemes(true).next().map(str::len) }
}

/// The bytes of a cluster's first character that takes columns, and of the marks
/// on it.
fn first_glyph(cluster: &str) -> usize {
    if is_plain(cluster) || is_emoji(cluster) {
        return cluster.len();
    }
    let mut wide = cluster.char_indices().filter(|(_, c)| c.width().unwrap_or(0) > 0);
    wide.next();
    wide.next().map_or(cluster.len(), |(second, _)| second)
}

/// Flags, skin tones, presentation, and emoji that are joined to one.
fn is_emoji(cluster: &str) -> bool {
    let is_part = |c: char| matches!(c, '\u{FE0F}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}');
    let is_wide = || cluster.chars().next().and_then(char::width) == Some(2);
    cluster.contains(is_part) || cluster.contains('\u{200D}') && is_wide()
}

/// Whether every character is a glyph of one column.
pub fn is_plain(words: &str) -> bool {
    words.chars().all(is_simple)
}

/// Most of what is written in Latin letters, marks and dashes included: one
/// column each, whatever stands beside it.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}')
}

/// Whether all terminals give a glyph the same columns: one character of a script
/// without marks that take columns, or a sign of the interface.
pub fn is_certain(glyph: &str) -> bool {
    let mut chars = glyph.chars();
    let is_agreed = |c: char| {
        is_simple(c)
            || matches!(c, '\u{370}'..='\u{482}' | '\u{48A}'..='\u{556}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}'
                | '\u{1E00}'..='\u{1FFF}' | '\u{2190}'..='\u{21FF}' | '\u{2500}'..='\u{25FF}' | '\u{3000}'..='\u{3029}'
                | '\u{3030}'..='\u{3098}' | '\u{309B}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
                | '\u{FF01}'..='\u{FF60}')
    };
    chars.next().is_none_or(is_agreed) && chars.next().is_none()
}

/// The columns of one glyph. What is never drawn by itself has none.
pub fn width(glyph: &str) -> usize {
    if is_plain(glyph) {
        return glyph.chars().count();
    }
    if glyph.chars().all(|c| is_ignorable(c) || c.is_control()) { 0 } else { glyph.width() }
}

/// The words as they go to the screen: without the characters that are never
/// drawn by themselves, and with at most eight combining marks a cell.
pub fn drawn(words: &str) -> Cow<'_, str> {
    if is_plain(words) || !glyphs(words).any(|(_, glyph)| needs_care(glyph)) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for (_, glyph) in glyphs(words).filter(|(_, glyph)| width(glyph) > 0) {
        let keep = glyph.char_indices().nth(MARKS_A_CELL + 1).map_or(glyph.len(), |(i, _)| i);
        // Joined emoji are long without being heaps of marks.
        out.push_str(if glyph.contains('\u{200D}') { glyph } else { &glyph[..keep] });
    }
    Cow::Owned(out)
}

fn needs_care(glyph: &str) -> bool {
    width(glyph) == 0 || glyph.chars().nth(MARKS_A_CELL + 1).is_some()
}

/// So many characters, at most: a column or more each, but for marks.
pub fn beginning(words: &str, most: usize) -> &str {
    words.char_indices().nth(most).map_or(words, |(end, _)| &words[..end])
}

/// The words if they fit the columns, else as many as do with an ellipsis.
pub fn truncate(words: &str, room: usize) -> Cow<'_, str> {
    if columns(words) <= room {
        return Cow::Borrowed(words);
    }
    let Some(room) = room.checked_sub(1) else { return Cow::Borrowed("") };
    let kept = words[..fitting(words, room)].trim_end();
    // What ends in one already, as at a gap, says that it goes on.
    if kept.ends_with('…') { Cow::Borrowed(kept) } else { Cow::Owned(format!("{kept}…")) }
}

/// The same of the end of the words.
pub fn truncate_start(words: &str, room: usize) -> Cow<'_, str> {
    if columns(words) <= room {
        return Cow::Borrowed(words);
    }
    let Some(room) = room.checked_sub(1) else { return Cow::Borrowed("") };
    let mut left = columns(words);
    let start = glyphs(words).find_map(|(start, glyph)| {
        left -= width(glyph);
        (left <= room).then(|| start + glyph.len())
    });
    Cow::Owned(format!("…{}", &words[start.unwrap_or(words.len())..]))
}

/// As many bytes as the columns hold.
fn fitting(words: &str, room: usize) -> usize {
    if is_plain(words) {
        return words.char_indices().nth(room).map_or(words.len(), |(at, _)| at);
    }
    let mut used = 0;
    let fits = |(_, g): &(usize, &str)| {
        used += width(g);
        used <= room
    };
    glyphs(words).take_while(fits).last().map_or(0, |(start, g)| start + g.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths() {
        assert_eq!(columns("plain"), 5);
        assert_eq!(columns("日本"), 4);
        assert_eq!(columns("so\u{AD}ft\u{200B}"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👩‍👩‍👧"), 2);
        assert_eq!((columns("🇩🇪"), columns("👋🏽"), columns("❤️")), (2, 2, 2));
    }

    #[test]
    fn what_terminals_agree_on() {
        assert!(["a", "é", "日", "▌", "я", "ש", "한"].iter().all(|glyph| is_certain(glyph)));
        assert!(["e\u{301}", "ำ", "က", "🇩🇪", "👩‍👧", "ﾞ"].iter().all(|glyph| !is_certain(glyph)));
    }

    #[test]
    fn what_terminals_add_up_is_added_up() {
        for (words, expected) in [("กำ", &["ก", "ำ"][..]), ("क्ष", &["क्", "ष"]), ("é", &["é"]), ("👩‍👧", &["👩‍👧"])]
        {
            let found: Vec<&str> = glyphs(words).map(|(_, glyph)| glyph).collect();
            assert_eq!(found, expected);
            assert!(glyphs(words).all(|(start, glyph)| words[start..].starts_with(glyph)));
        }
        assert_eq!(columns("น้ำ"), 2);
    }

    #[test]
    fn what_is_simple_has_one_column() {
        for c in ('\0'..='\u{3000}').filter(|c| is_simple(*c)) {
            let beside = format!("{c}a{c}{c}");
            assert_eq!(beside.graphemes(true).count(), 4, "{c:?}");
            assert_eq!(beside.graphemes(true).map(width).sum::<usize>(), 4, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_simple_is_found_without_the_tables(words in "([a-c ’“é]|[日ก\u{E33}\u{301}\u{200D}\u{FE0F}❤]|👩|🇩|क|्|ष|\u{600}){0,12}") {
            let clusters = words.grapheme_indices(true);
            let expected: Vec<(usize, &str)> = clusters
                .flat_map(|(start, cluster)| {
                    let mut at = 0;
                    std::iter::from_fn(move || {
                        let glyph = &cluster[at..at + first_glyph(&cluster[at..])];
                        at += glyph.len();
                        (!glyph.is_empty()).then(|| (start + at - glyph.len(), glyph))
                    })
                })
                .collect();
            prop_assert_eq!(glyphs(&words).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn what_is_not_drawn_is_left_out_and_heaps_are_cut() {
        assert_eq!(drawn("so\u{AD}ft\u{200F}"), "soft");
        let heap = format!("a{}b", "\u{301}".repeat(40));
        assert_eq!(drawn(&heap).chars().count(), 1 + 8 + 1);
        assert_eq!(drawn("👩‍👩‍👧"), "👩‍👩‍👧");
    }

    #[test]
    fn truncation_says_so() {
        assert_eq!(truncate("quotation", 9), "quotation");
        assert_eq!(truncate("quotation", 6), "quota…");
        assert_eq!((truncate("quo … tation", 7), truncate("quo … tation", 6)), ("quo …".into(), "quo …".into()));
        assert_eq!(truncate("日本語", 4), "日…");
        assert_eq!(truncate("ab", 0), "");
        assert_eq!(truncate_start("quotation", 9), "quotation");
        assert_eq!(truncate_start("quotation", 6), "…ation");
        assert_eq!((truncate_start("日本語", 4), truncate_start("日本語", 3)), ("…語".into(), "…語".into()));
        assert_eq!((truncate_start("ab", 1), truncate_start("ab", 0)), ("…".into(), "".into()));
    }
}
