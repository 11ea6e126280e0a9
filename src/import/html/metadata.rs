//! What a page says of its article: title, authors, date, site, address, language.
//!
//! Comes in: the tree of a page, before anything was taken out of it, and what the
//! finder of articles read there. Goes out: facts, fit to be shown. May not know the
//! article's text.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};
use dom_smoothie::Metadata;
use url::Url;

use super::byline;
use super::element::{Role, attribute, role_of, words};
use crate::article::{Article, Source};
use crate::clean;
use crate::import::date;

/// Longer titles are cut by nobody, but what is longer is none.
const TITLE: usize = 400;

/// Names of `meta` that tell the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
];

/// What the head of a page says, and where its headline is.
#[derive(Debug, Default)]
pub struct Head {
    /// The contents of `meta` by name, in lower case; the first of a name holds.
    metas: HashMap<String, String>,
    canonical: Option<String>,
    base: Option<String>,
    /// The words of the headings of the first two levels.
    headings: Vec<String>,
    /// Those of the first level.
    pub headlines: Vec<String>,
    /// The first day that a `time` element tells.
    day: Option<String>,
}

impl Head {
    pub fn of(document: &Document) -> Head {
        let mut head = Head::default();
        for node in document.root().descendants_it() {
            let Some(role) = role_of(&node) else { continue };
            match role {
                Role::Heading(level @ (1 | 2)) if head.headings.len() < 50 => {
                    let words = words(&node, TITLE).filter(|words| !words.is_empty());
                    head.headlines.extend(words.clone().filter(|_| level == 1));
                    head.headings.extend(words);
                }
                Role::Dropped => head.take(&node),
                Role::Inline if head.day.is_none() && node.has_name("time") => {
                    let told = attribute(&node, "datetime").or_else(|| words(&node, 60));
                    head.day = told.and_then(|told| date::day(&told));
                }
                _ => {}
            }
        }
        head
    }

    fn take(&mut self, node: &NodeRef<'_>) {
        if node.has_name("meta") {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attribute(node, key));
            if let (Some(name), Some(content)) = (name, attribute(node, "content")) {
                self.metas.entry(name.to_ascii_lowercase()).or_insert(content);
            }
        } else if node.has_name("link") && self.canonical.is_none() {
            let is_canonical = attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            self.canonical = attribute(node, "href").filter(|_| is_canonical);
        } else if node.has_name("base") && self.base.is_none() {
            self.base = attribute(node, "href");
        }
    }

    fn meta(&self, name: &str) -> Option<&str> {
        self.metas.get(name).map(String::as_str)
    }

    /// What the article is about, for those who have not opened it.
    pub fn description(&self) -> Option<&str> {
        self.meta("og:description").or(self.meta("description"))
    }

    /// The address of the page: what it says itself, else where it was fetched from.
    pub fn address(&self, fetched: Option<&str>) -> Option<Url> {
        let fetched = fetched.and_then(web_address);
        let told = [self.canonical.as_deref(), self.meta("og:url")].into_iter().flatten();
        let absolute =
            |told: &str| web_address(told).or_else(|| web_address(fetched.as_ref()?.join(told).ok()?.as_str()));
        let is_home = |url: &Url| url.path() == "/" && url.query().is_none();
        // Some pages call the site's first page their own.
        let found = told.filter_map(absolute).find(|url| !is_home(url) || fetched.is_none());
        found.or(fetched)
    }

    /// What relative addresses lead on from.
    pub fn base(&self, fetched: Option<&str>) -> Option<Url> {
        let page = fetched.and_then(web_address).or_else(|| self.address(None));
        let Some(base) = &self.base else { return page };
        page.as_ref().map_or_else(|| Url::parse(base), |page| page.join(base)).ok().or(page)
    }

    /// The facts, with what was found in the page's data and byline.
    pub fn facts(&self, found: &Metadata, fetched: Option<&str>, file_title: &str) -> Article {
        let title = line(&self.title(&found.title)).unwrap_or_else(|| file_title.to_string());
        let date = found.published_time.as_deref().and_then(date::day);
        let language = found.lang.as_deref().or(self.meta("content-language")).or(self.meta("og:locale"));
        let language = language.map(|l| l.trim().replace('_', "-")).filter(|l| is_language(l));
        Article {
            title,
            authors: byline::authors(found.byline.as_deref().unwrap_or_default()),
            published: date.or_else(|| self.day()),
            language,
            source: Source {
                name: found.site_name.as_deref().and_then(line),
                url: self.address(fetched).and_then(|url| line(url.as_str())),
            },
            ..Article::default()
        }
    }

    /// The headline that the title begins with, where a site's name or the like follows.
    fn title(&self, found: &str) -> String {
        let found = single(found);
        let begins = |h: &&String| {
            let rest = found.strip_prefix(h.as_str());
            let parts =
                |rest: &str| rest.trim_start().starts_with(['|', '-', '–', '—', '·', '•', '«', '»', ':', '(', '—']);
            h.split(' ').count() > 2 && rest.is_some_and(parts)
        };
        self.headings.iter().find(begins).unwrap_or(&found).clone()
    }

    fn day(&self) -> Option<String> {
        DATES.iter().filter_map(|name| self.meta(name)).find_map(date::day).or_else(|| self.day.clone())
    }
}

fn web_address(text: &str) -> Option<Url> {
    Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn is_language(tag: &str) -> bool {
    let parts =
        tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    parts && tag.split('-').next().is_some_and(|first| (2..=3).contains(&first.len()))
}

/// Clean words on one line; none if there are none.
pub fn line(text: &str) -> Option<String> {
    let text = single(&clean::line(text));
    (!text.is_empty()).then_some(text)
}

fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
