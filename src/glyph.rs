//! How wide words are on a terminal.
//!
//! Comes in: clean words. Goes out: their drawn form and their width in columns.
//! A glyph is a grapheme cluster; its width is the one that ratatui computes
//! when it draws it, so that a line measured here is never wider there. May not
//! know lines or panes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::clean::is_ignorable;

/// More combining marks than this on one cell are not drawn.
const MARKS_A_CELL: usize = 8;

/// The columns that the words take.
pub fn columns(words: &str) -> usize {
    if words.is_ascii() {
        return words.len();
    }
    if words.chars().all(is_simple) {
        return words.chars().count();
    }
    words.graphemes(true).map(width).sum()
}

/// Most of what is written in Latin letters, marks and dashes included: one
/// column each, whatever stands beside it.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}')
}

/// The columns of one grapheme cluster. What is never drawn by itself has none.
pub fn width(grapheme: &str) -> usize {
    if grapheme.chars().all(|c| is_ignorable(c) || c.is_control()) { 0 } else { grapheme.width() }
}

/// The words as they go to the screen: without the characters that are never
/// drawn by themselves, and with at most eight combining marks a cell.
pub fn drawn(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_simple) || !words.graphemes(true).any(needs_care) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for grapheme in words.graphemes(true) {
        if width(grapheme) == 0 {
            continue;
        }
        let keep = grapheme.char_indices().nth(MARKS_A_CELL + 1).map_or(grapheme.len(), |(i, _)| i);
        // Joined emoji are long without being heaps of marks.
        out.push_str(if grapheme.contains('\u{200D}') { grapheme } else { &grapheme[..keep] });
    }
    Cow::Owned(out)
}

fn needs_care(grapheme: &str) -> bool {
    width(grapheme) == 0 || grapheme.chars().nth(MARKS_A_CELL + 1).is_some()
}

/// The words if they fit the columns, else as many as do with an ellipsis.
pub fn truncate(words: &str, room: usize) -> Cow<'_, str> {
    if columns(words) <= room {
        return Cow::Borrowed(words);
    }
    let Some(room) = room.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let fits = |(_, g): &(usize, &str)| {
        used += width(g);
        used <= room
    };
    let kept = words.grapheme_indices(true).take_while(fits).last();
    let end = kept.map_or(0, |(start, g)| start + g.len());
    Cow::Owned(format!("{}…", words[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(columns("plain"), 5);
        assert_eq!(columns("日本"), 4);
        assert_eq!(columns("so\u{AD}ft\u{200B}"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👩‍👩‍👧"), 2);
    }

    #[test]
    fn what_is_simple_has_one_column() {
        for c in ('\0'..='\u{3000}').filter(|c| is_simple(*c)) {
            let beside = format!("{c}a{c}{c}");
            assert_eq!(beside.graphemes(true).count(), 4, "{c:?}");
            assert_eq!(beside.graphemes(true).map(width).sum::<usize>(), 4, "{c:?}");
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
        assert_eq!(truncate("日本語", 4), "日…");
        assert_eq!(truncate("ab", 0), "");
    }
}
