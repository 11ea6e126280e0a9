//! The HTML that stands in Markdown: what it says of words is kept, the rest is not.
//!
//! Comes in: a piece of HTML, as the parser found it. Goes out: words, line ends and
//! styles. Tags that mean nothing here, comments, scripts and styles are left out.

use super::Reader;
use crate::article::Kind;

impl Reader {
    pub(super) fn html(&mut self, source: &str) {
        let mut rest = source;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            self.push(&decoded(&rest[..at]));
            rest = &rest[at..];
            let is_comment = rest.starts_with("<!--");
            let close = if is_comment { "-->" } else { ">" };
            let end = rest.find(close).map_or(rest.len(), |i| i + close.len());
            let name: String = rest[1..end].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
            rest = &rest[end..];
            let name = name.to_ascii_lowercase();
            if matches!(name.as_str(), "script" | "style") {
                rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]);
            }
            self.tag(name.trim_end_matches('/'));
        }
        self.push(&decoded(rest));
    }

    fn tag(&mut self, name: &str) {
        let builder = &mut self.builder;
        match name {
            "br" => builder.push("\n"),
            "em" | "i" => builder.open_emphasis(),
            "/em" | "/i" => builder.close_emphasis(),
            "strong" | "b" => builder.open_strong(),
            "/strong" | "/b" => builder.close_strong(),
            "p" | "/p" | "div" | "/div" if builder.kind() == Kind::Paragraph => builder.begin(Kind::Paragraph),
            _ => {}
        }
    }
}

/// The entities that are common; the parser decodes them everywhere but here.
fn decoded(words: &str) -> String {
    let words = words.replace('\n', " ").replace("&nbsp;", "\u{a0}").replace("&quot;", "\"");
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
