//! What an element is to a reader, by its name and attributes.
//!
//! Comes in: an element. Goes out: what a walk does with it, and whether it is seen.
//! May not know what was found before it.

use dom_query::NodeRef;

/// What a walk does with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words before and after it are other paragraphs.
    Block,
    Heading(u8),
    Aside,
    /// What a list of names explains, and the line that opens details.
    Term,
    List,
    Numbered,
    Item,
    Figure,
    Caption,
    Image,
    Break,
    Rule,
    Set,
    Code,
    Emphasis,
    Strong,
    Link,
    Cite,
    Quoted,
    Raised,
    Lowered,
    Table,
    Row,
    Cell,
    /// Seen only where scripts are not run: here, but most of it is of no use.
    Noscript,
    /// Nobody's words.
    Dropped,
    Inline,
}

/// The role of the elements of a name.
pub fn role(name: &str) -> Role {
    match name {
        "address" | "article" | "aside" | "body" | "center" | "dd" | "details" | "dialog" | "dir" | "div" | "dl"
        | "fieldset" | "footer" | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "optgroup" | "p"
        | "search" | "section" | "tbody" | "tfoot" | "thead" => Role::Block,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "blockquote" => Role::Aside,
        "dt" | "summary" => Role::Term,
        "ul" | "menu" => Role::List,
        "ol" => Role::Numbered,
        "li" => Role::Item,
        "figure" => Role::Figure,
        "figcaption" | "caption" => Role::Caption,
        "img" | "amp-img" => Role::Image,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "pre" | "listing" | "xmp" | "plaintext" => Role::Set,
        "code" | "kbd" | "samp" | "tt" => Role::Code,
        "em" | "i" | "dfn" | "var" => Role::Emphasis,
        "strong" | "b" => Role::Strong,
        "a" => Role::Link,
        "cite" => Role::Cite,
        "q" => Role::Quoted,
        "sup" => Role::Raised,
        "sub" => Role::Lowered,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "noscript" => Role::Noscript,
        "annotation" | "annotation-xml" | "applet" | "area" | "audio" | "base" | "button" | "canvas" | "col"
        | "colgroup" | "datalist" | "embed" | "frame" | "frameset" | "head" | "iframe" | "input" | "label" | "link"
        | "map" | "meta" | "meter" | "nav" | "noembed" | "noframes" | "object" | "option" | "output" | "param"
        | "progress" | "rp" | "rt" | "rtc" | "script" | "select" | "source" | "style" | "svg" | "template"
        | "textarea" | "title" | "track" | "video" => Role::Dropped,
        _ => Role::Inline,
    }
}

/// The role of a node; none for what is no element.
pub fn role_of(node: &NodeRef<'_>) -> Option<Role> {
    node.element_ref().map(|element| role(&element.name.local))
}

/// Whether words go on from before it into it.
fn is_inline(role: Role) -> bool {
    use Role::{Cite, Code, Emphasis, Inline, Link, Lowered, Quoted, Raised, Strong};
    matches!(role, Cite | Code | Emphasis | Inline | Link | Lowered | Quoted | Raised | Strong)
}

/// An attribute that says something.
pub fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_string())
}

/// Whether the author hid it from all readers, or from those who hear the page.
pub fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => attribute.value.trim().eq_ignore_ascii_case("true"),
        "style" => hides(&attribute.value),
        _ => false,
    })
}

/// Whether a style takes what it is about out of sight.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let is = |property_is: &str, value_is: &str| {
            let value = value.split('!').next().unwrap_or_default().trim();
            property.trim().eq_ignore_ascii_case(property_is) && value.eq_ignore_ascii_case(value_is)
        };
        is("display", "none") || is("visibility", "hidden")
    })
}

/// The words in a node, so many bytes of them at most; none if there are more,
/// or if they are hard to come by.
pub fn words(node: &NodeRef<'_>, most: usize) -> Option<String> {
    let mut out = String::new();
    for (count, within) in node.descendants_it().enumerate() {
        match role_of(&within) {
            None if within.is_text() => out.push_str(&within.text()),
            // What begins a block is another word.
            Some(role) if !is_inline(role) => out.push(' '),
            _ => {}
        }
        if out.len() > most || count > 4 * most {
            return None;
        }
    }
    Some(out.split_whitespace().collect::<Vec<_>>().join(" "))
}
