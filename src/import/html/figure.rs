//! Figures and captions.
//!
//! Comes in: the element of a figure, or one that may be a caption by its class. Goes
//! out: what is in it. May not know what becomes of it.

use dom_query::NodeRef;

use super::element::{Role, role_of, words};
use super::picture::Picture;

/// More bytes of words are no caption.
const CAPTION: usize = 2_000;

/// How far a figure is looked through for its picture and caption.
const FIGURE: usize = 400;

/// Classes that end so are those of captions.
const CLASSES: &[&str] =
    &["caption", "caption-text", "caption_text", "captiontext", "caption__text", "bildunterschrift"];

/// Classes of what has a caption.
const HOLDERS: &[&str] = &["wp-caption", "has-caption", "with-caption", "no-caption", "hascaption"];

/// What a figure holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The address of its first picture.
    pub address: String,
    pub has_picture: bool,
    pub has_caption: bool,
    pub is_quotation: bool,
    /// A table or code.
    pub is_set: bool,
}

impl Figure {
    pub fn of(node: &NodeRef<'_>) -> Figure {
        let mut figure = Figure::default();
        for within in node.descendants_it().take(FIGURE) {
            match role_of(&within) {
                Some(Role::Image) if figure.address.is_empty() => {
                    figure.has_picture = true;
                    figure.address = Picture::of(&within).address;
                }
                Some(Role::Aside) => figure.is_quotation = true,
                Some(Role::Table | Role::Set) => figure.is_set = true,
                Some(Role::Caption) => {
                    let own = within.ancestors_it(None).find(|a| role_of(a) == Some(Role::Figure));
                    let is_own = own.is_some_and(|own| own.id == node.id);
                    figure.has_caption |= is_own && words(&within, CAPTION).is_none_or(|words| !words.is_empty());
                }
                _ => {}
            }
        }
        figure
    }
}

/// Whether an element is a caption by its class.
pub fn is_caption(node: &NodeRef<'_>) -> bool {
    let Some(class) = node.class() else { return false };
    let class = class.to_ascii_lowercase();
    let names_one = |name: &str| CLASSES.iter().any(|end| name.ends_with(end)) && !HOLDERS.contains(&name);
    class.split_ascii_whitespace().any(names_one)
        && words(node, CAPTION).is_some()
        && !node.descendants_it().take(FIGURE).any(|n| role_of(&n) == Some(Role::Image))
}
