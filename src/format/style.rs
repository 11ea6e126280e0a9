//! References as the manuals of style set them: APA, MLA, Chicago.
//!
//! Comes in: the record of a quotation. Goes out: the words, who said them, and under
//! them the reference to the article, as text. The styles are those of the Citation
//! Style Language; they are unpacked when the first one is asked for. May not know any
//! other format but CSL-JSON.

use std::sync::LazyLock;

use flate2::read::GzDecoder;
use hayagriva::citationberg::json;
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};
use serde::de::DeserializeOwned;

use super::csl::Item;
use super::reference::note;
use crate::article::one_line;
use crate::record::Record;

static ENGLISH: LazyLock<Vec<Locale>> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/en-US.json.gz"))).into_iter().collect());
static APA: Unpacked = LazyLock::new(|| style(include_bytes!(concat!(env!("OUT_DIR"), "/apa.json.gz"))));
static MLA: Unpacked = LazyLock::new(|| style(include_bytes!(concat!(env!("OUT_DIR"), "/mla.json.gz"))));
static CHICAGO: Unpacked = LazyLock::new(|| style(include_bytes!(concat!(env!("OUT_DIR"), "/chicago.json.gz"))));

/// The build packed them, and a test unpacks all.
type Unpacked = LazyLock<Option<IndependentStyle>>;

pub fn apa(record: &Record<'_>) -> String {
    quoted(record, &APA)
}

pub fn mla(record: &Record<'_>) -> String {
    quoted(record, &MLA)
}

pub fn chicago(record: &Record<'_>) -> String {
    quoted(record, &CHICAGO)
}

fn quoted(record: &Record<'_>, style: &Option<IndependentStyle>) -> String {
    let reference = style.as_ref().and_then(|style| reference(record, style)).unwrap_or_default();
    format!("{}\n{}", note(record), one_line(&reference))
}

/// The article as the style lists it.
fn reference(record: &Record<'_>, style: &IndependentStyle) -> Option<String> {
    let item: json::Item = serde_json::to_value(Item::of(record)).and_then(serde_json::from_value).ok()?;
    let mut driver = BibliographyDriver::new();
    driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(&item)], style, &ENGLISH));
    let rendered = driver.finish(BibliographyRequest { style, locale: None, locale_files: &ENGLISH });
    let mut text = String::new();
    let item = rendered.bibliography?.items.into_iter().next()?;
    item.content.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
    Some(text)
}

fn style(packed: &[u8]) -> Option<IndependentStyle> {
    match unpacked(packed)? {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    }
}

fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> Option<T> {
    serde_json::from_reader(std::io::BufReader::new(GzDecoder::new(packed))).ok()
}
