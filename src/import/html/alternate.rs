//! Where the feed of a page is.
//!
//! Comes in: the text of a page and its address. Goes out: the address of the first feed
//! that it names. May not know whether there is one.

use url::Url;

use super::document;
use super::metadata::Head;
use crate::import::Misfit;

/// What a page says of a feed that it names.
const KINDS: &[&str] = &["application/rss+xml", "application/atom+xml", "application/feed+json"];

pub fn feed(html: &str, address: Option<&str>) -> Result<Option<String>, Misfit> {
    let document = document::parse(html)?;
    let base: Option<Url> = Head::of(&document).base(address);
    for node in document.select("link[rel][type][href]").nodes() {
        let [rel, kind, href] = ["rel", "type", "href"].map(|name| node.attr(name).unwrap_or_default());
        let is_alternate = rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("alternate"));
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !is_alternate || !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            continue;
        }
        let url = base.as_ref().map_or_else(|| Url::parse(&href), |base| base.join(&href)).ok();
        if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) {
            return Ok(Some(url.into()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_feed_that_a_page_names() {
        let page = "<head><base href='/b/'><link rel=stylesheet type=text/css href=x><link rel=alternate hreflang=de href=/de>\
            <link rel=alternate type=application/rss+xml href='javascript:alert(1)'>\
            <link rel='ALTERNATE home' type='application/Atom+xml; charset=utf-8' href='f.xml'>\
            <link rel=alternate type=application/rss+xml href='/g.xml'></head><p>x";
        let found = feed(page, Some("https://a.example/c/d")).expect("a page");
        assert_eq!(found.as_deref(), Some("https://a.example/b/f.xml"));
        assert_eq!(feed("<p>none", Some("https://a.example/")), Ok(None));
    }
}
