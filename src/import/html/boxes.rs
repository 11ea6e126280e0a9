//! The parts of a page that are named for what they are: boxes beside the article, its
//! subtitle and its byline.
//!
//! Comes in: the tree of a page. Goes out: the tree without the boxes, and what the
//! subtitle and byline say. What is a box is told by the names that authors give to
//! elements, and only of small ones, for names are given freely. May not know blocks.

use dom_query::{Document, NodeRef};

use super::element::{Role, attribute, role_of, words};
use crate::import::{Note, date};

/// Words in the class or id of what is no part of an article.
const BOXES: &[&str] = &[
    "newsletter",
    "newsletters",
    "signup",
    "subscribe",
    "subscription",
    "promo",
    "promotion",
    "related",
    "recirc",
    "recirculation",
    "recommended",
    "recommendations",
    "share",
    "sharing",
    "sharebar",
    "sharetools",
    "addtoany",
    "sharedaddy",
    "social",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adslot",
    "sponsored",
    "sponsor",
    "comments",
    "comment",
    "disqus",
    "respond",
    "breadcrumb",
    "breadcrumbs",
    "taglist",
    "pagination",
    "pager",
    "outbrain",
    "taboola",
    "zergnet",
    "popup",
    "modal",
    "paywall",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "toolbar",
    "mostread",
    "trending",
    "jp",
    "relatedposts",
    "readmore",
    "teilen",
    "kommentare",
    "anzeige",
    "werbung",
    "partage",
    "partager",
    "publicite",
    "commentaires",
    "compartir",
    "publicidad",
    "relacionadas",
    "relacionados",
    "comentarios",
    "compartilhar",
    "publicidade",
    "condividi",
    "pubblicita",
    "commenti",
    "toc",
    "spitzmarke",
    "kicker",
    "eyebrow",
    "overline",
    "dachzeile",
    "permalink",
    "biography",
    "bio",
    "tooltip",
    "hovercard",
    "popover",
];

/// Words that together are in the class of a card that is shown over a name.
const OVER: &[&str] = &["rollover", "hover"];
const CARD: &[&str] = &["block", "card", "content", "box", "panel"];

/// Words in the class of a subtitle.
const SUBTITLES: &[&str] = &[
    "dek",
    "deck",
    "standfirst",
    "subtitle",
    "subheadline",
    "subhead",
    "chapo",
    "chapeau",
    "vorspann",
    "unterzeile",
    "untertitel",
    "sottotitolo",
    "occhiello",
    "entradilla",
    "bajada",
    "ondertitel",
    "subheading",
    "articledek",
    "strapline",
    "sumario",
    "linhafina",
    "lidtext",
];

/// Words in the class of a byline.
const BYLINES: &[&str] = &[
    "byline",
    "auteur",
    "autor",
    "autorin",
    "autore",
    "auteurs",
    "signature",
    "firma",
    "author",
    "authors",
    "writer",
    "reporter",
];

/// More bytes of words are no box, and no subtitle or byline.
const BOX: usize = 1_200;
const SUBTITLE: usize = 500;

/// So many elements out from a subtitle there is the headline.
const NEAR: usize = 4;

const BYLINE: usize = 160;

/// What is told of the article outside of its text.
#[derive(Debug, Default)]
pub struct Named {
    pub subtitle: Option<String>,
    pub byline: Option<String>,
    pub notes: Vec<Note>,
}

/// Takes boxes and the subtitle out of a page.
pub fn take(document: &Document) -> Named {
    let mut named = Named::default();
    let mut boxes = Vec::new();
    let mut quotations = Vec::new();
    let mut is_below = false;
    for node in document.root().descendants_it() {
        let Some(role) = role_of(&node) else { continue };
        is_below |= matches!(role, Role::Heading(1 | 2));
        if role == Role::Aside {
            quotations.push(node);
        }
        if !matches!(role, Role::Block | Role::Inline | Role::List | Role::Numbered | Role::Heading(_) | Role::Item) {
            continue;
        }
        let names = names(&node);
        if is_below
            && named.subtitle.is_none()
            && is_named(&names, SUBTITLES)
            && !matches!(role, Role::Inline | Role::Item)
            && is_at_headline(&node)
        {
            named.subtitle = words(&node, SUBTITLE).filter(|words| is_subtitle(words));
            boxes.extend(named.subtitle.is_some().then_some((node, false)));
        } else if named.byline.is_none() && is_named(&names, BYLINES) {
            named.byline = words(&node, BYLINE).filter(|w| !w.is_empty());
        }
        if is_box(&node, &names) || is_ago(&node, role) {
            boxes.push((node, true));
        }
    }
    let count = boxes.iter().filter(|b| b.1).filter(|(node, _)| words(node, BOX).is_none_or(|w| !w.is_empty())).count();
    quotations.iter().for_each(keep_quotation);
    boxes.iter().for_each(|(node, _)| node.remove_from_parent());
    named.notes.extend((count > 0).then_some(Note::Dropped(count, "box")));
    named
}

/// Whether the headline is near: of other articles there are subtitles too, in lists of
/// them.
fn is_at_headline(node: &NodeRef<'_>) -> bool {
    let is_headline = |n: NodeRef<'_>| matches!(role_of(&n), Some(Role::Heading(1 | 2)));
    is_headline(*node) || node.ancestors_it(Some(NEAR)).any(|near| near.descendants_it().take(200).any(is_headline))
}

/// Whether it says something of the article: more than a few words, and no date.
fn is_subtitle(words: &str) -> bool {
    let is_long = words.split(' ').count() > 3 || !words.is_ascii() && words.len() > 30;
    let is_about_the_site =
        ["follow ", "trending ", "updated ", "share "].iter().any(|b| words.to_lowercase().starts_with(b));
    is_long && !is_about_the_site && date::day(words).is_none()
}

/// Puts the credit of a block quote where it is taken for one, and takes from what only
/// holds the block quote any name by which it could be taken for a box.
fn keep_quotation(node: &NodeRef<'_>) {
    for footer in node.children_it(false).filter(|child| child.has_name("footer")).collect::<Vec<_>>() {
        footer.rename("cite");
    }
    node.remove_attrs(&["class", "id"]);
    let is_other = |child: &NodeRef<'_>| child.is_element() && child.id != node.id && !child.has_name("script");
    let alone = |parent: &NodeRef<'_>| !parent.children_it(false).any(|child| is_other(&child));
    if let Some(holder) = node.parent().filter(|parent| parent.has_name("div") && alone(parent)) {
        holder.remove_attrs(&["class", "id"]);
        // The finder of articles takes a `div` with many links in it for a box.
        holder.rename("section");
    }
}

/// The words of its class and id, in lower case.
fn names(node: &NodeRef<'_>) -> String {
    let Some(element) = node.element_ref() else { return String::new() };
    let named = element.attrs.iter().filter(|a| matches!(&*a.name.local, "class" | "id" | "itemprop" | "rel"));
    named.map(|a| a.value.to_ascii_lowercase()).collect::<Vec<_>>().join(" ")
}

fn is_named(names: &str, words: &[&str]) -> bool {
    !names.is_empty() && names.split(|c: char| !c.is_alphanumeric()).any(|name| words.contains(&name))
}

fn is_box(node: &NodeRef<'_>, names: &str) -> bool {
    let is_large = ["html", "body", "main", "article"].iter().any(|name| node.has_name(name));
    let is_card = is_named(names, OVER) && is_named(names, CARD);
    !is_large && (is_card || is_named(names, BOXES)) && words(node, BOX).is_some() && !has_quotation(node)
}

fn has_quotation(node: &NodeRef<'_>) -> bool {
    node.descendants_it().take(40).any(|n| role_of(&n) == Some(Role::Aside))
}

/// Whether it tells how long ago something was, which is no longer true.
fn is_ago(node: &NodeRef<'_>, role: Role) -> bool {
    role == Role::Inline
        && (node.has_name("time") || attribute(node, "class").is_some())
        && words(node, 24).is_some_and(|w| w.ends_with(" ago") && w.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::document;

    /// The words left of a page, and what was named in it.
    fn taken(html: &str) -> (String, Named) {
        let document = document::parse(html).expect("a page");
        let named = take(&document);
        (words(&document.root(), 10_000).expect("few words"), named)
    }

    #[test]
    fn boxes_are_taken_out() {
        for class in ["newsletter-signup", "c-related", "share share--top", "js-ad", "jp-relatedposts"] {
            let (left, named) = taken(&format!("<p>a</p><div class='{class}'><h4>x</h4><p>y</p></div><p>b</p>"));
            assert_eq!(left, "a b", "{class}");
            assert_eq!(named.notes, [Note::Dropped(1, "box")]);
        }
        let long = "words ".repeat(300);
        for kept in [
            format!("<div class=related>{long}</div>"),
            "<article class='tag-ad'>words</article>".to_string(),
            "<div class=shared-history>words</div>".to_string(),
            "<div class=social><blockquote class=ad>words</blockquote></div>".to_string(),
        ] {
            assert!(taken(&kept).0.contains("words"), "{kept}");
        }
    }

    #[test]
    fn subtitle_and_byline_are_named() {
        let (left, named) =
            taken("<h1>T</h1><p class=dek>What it is all about.</p><div class=byline>By Ada</div><p>Text.");
        assert_eq!(left, "T By Ada Text.");
        assert_eq!(named.subtitle.as_deref(), Some("What it is all about."));
        assert_eq!(named.byline.as_deref(), Some("By Ada"));
    }

    #[test]
    fn times_that_pass_are_taken_out() {
        assert_eq!(taken("<p>a <span class=x>3 minutes ago</span> b <time>05.10</time>").0, "a b 05.10");
    }

    #[test]
    fn a_quotation_keeps_whose_it_is() {
        let blocks = |html: &str| {
            let document = document::parse(html).expect("a page");
            take(&document);
            document.root().html().to_string()
        };
        assert!(blocks("<blockquote>a<footer>N</footer></blockquote>").contains("<cite>N</cite>"));
    }
}
