//! Quotations, written for the clipboard.
//!
//! Comes in: which quotation of the shown articles, and a format's name. Goes out: its
//! text. What was found out about an article is kept until the next is asked about, as
//! it takes a while in a long one. May not know where the text goes.

use crate::format;
use crate::library::Opened;
use crate::record::Quotes;
use crate::shelf::Held;

pub struct Writer {
    articles: &'static [Held],
    last: Option<(&'static Opened, Quotes<'static>)>,
}

impl Writer {
    pub fn new(articles: &'static [Held]) -> Writer {
        Writer { articles, last: None }
    }

    /// A quotation of an article, by their indices, in the format of that name.
    pub fn write(&mut self, article: usize, quote: usize, format: &str) -> Option<String> {
        let opened = self.articles.get(article)?.now();
        let last = self.last.take().filter(|(of, _)| std::ptr::eq(*of, opened));
        let (_, quotes) = self.last.insert(last.unwrap_or_else(|| (opened, Quotes::new(opened))));
        Some(format::find(format)?.alone(&quotes.record(quote)?))
    }
}
