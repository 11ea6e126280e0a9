//! What the next key is likely to show, set before somebody waits for it.
//!
//! Comes in: a reader whose frame is drawn. Goes out: the same reader, for whom a page down,
//! the next quotation and the next section have been set. In a long article each of them has
//! words that were never in view; setting these takes a quarter of the time of a key.

use super::{Entries, Place, Reader};
use crate::ui::geometry::Focus;
use crate::ui::pane::Items;

impl Reader<'_> {
    /// Sets it. Nothing that is seen changes.
    pub fn look_ahead(&mut self) {
        let (top, view) = (self.body_top(), self.body_view());
        self.body().down(top, 2 * view);
        let next = self.quotes.cursor + 1;
        if let Some(start) = self.shown.get(next).and_then(|&quote| self.start(quote)) {
            self.look_at(start);
            let (mut list, view) = (self.quotes, self.list_view(Focus::Quotes));
            list.go(|cursor| Entries { cursor, ..self.entries(Focus::Quotes) }, view, next);
        }
        let section = self.article.section_of(self.place.0) + 1;
        if let Some(block) = self.section_start(section) {
            self.look_at((block, 0));
        }
    }

    /// Sets the screens that a jump to a place may lead to.
    fn look_at(&mut self, place: Place) {
        let view = self.body_view();
        let mut body = self.body();
        let spot = body.spot(place);
        let top = body.up(spot, view / 3);
        body.down(top, 2 * view);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::article::Article;
    use crate::content::{Rigour, read};
    use crate::engine::find::find;

    fn article() -> Article {
        let words = "Nobody was there, and nothing else happened in that year.\n\n".repeat(40);
        let section = |n| {
            let words = format!("{words}“We shall see {n} things,” said Ada Finch, and looked at the river.\n");
            format!("[[sections]]\nheading = 'Part {n}'\nbody = \"\"\"\n{words}\"\"\"\n")
        };
        let sections: String = (0..4).map(section).collect();
        let mut article = read(&format!("title = 'A'\n{sections}"), Rigour::Tolerant).article.expect("valid");
        find(&mut article);
        article
    }

    #[test]
    fn the_next_key_sets_no_words_anew() {
        let article = article();
        let screen = Rect::new(0, 0, 80, 24);
        type Step = fn(&mut Reader<'_>);
        let steps: [Step; 3] = [
            |reader| reader.go_to_quote(reader.quotes.cursor + 1),
            |reader| reader.scroll(reader.body_view() - 1, true),
            |reader| reader.place = (reader.section_start(1).expect("there are four"), 0),
        ];
        for step in steps {
            let mut reader = Reader::new(&article);
            reader.settle(screen, reader.column);
            let before =
                (reader.place, reader.quotes.cursor, reader.tops, reader.visible.clone(), reader.layout.kept());
            reader.look_ahead();
            let kept = reader.layout.kept();
            assert!(kept > before.4);
            reader.settle(screen, reader.column);
            assert_eq!(
                (reader.place, reader.quotes.cursor, reader.tops, &reader.visible),
                (before.0, before.1, before.2, &before.3)
            );
            step(&mut reader);
            reader.follow();
            reader.settle(screen, reader.column);
            assert_ne!(reader.place, before.0);
            assert_eq!(reader.layout.kept(), kept);
        }
    }
}
