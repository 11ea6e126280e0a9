//! What somebody corrected in an article, carried to a new reading of it.
//!
//! Comes in: an article as a content file has it, and the same one read anew, not yet
//! searched. Goes out: the new one with everything in it that was not merely found:
//! quotations, speakers, people, and what is no quotation; and the words of those that
//! are not there any more. May not know files or formats.

use std::collections::HashMap;

use crate::article::{Article, Block, Origin, Person, Quote, Span};
use crate::engine::locate::{Locator, Wanted, is_headline};

/// Carries what is somebody's own from one reading to the next. What has lost its
/// place is given back.
pub fn carry(from: &Article, to: &mut Article) -> Vec<Quote> {
    let people = people(from, to);
    let own = from.quotes.iter().filter(|quote| quote.origin != Origin::Found).map(|quote| (quote, false));
    let mut entries: Vec<(&Quote, bool)> = own.chain(from.rejected.iter().map(|quote| (quote, true))).collect();
    entries.sort_by_key(|(quote, _)| (quote.spans.is_empty(), quote.spans.first()));
    let blocks = to.blocks.clone();
    let (mut body, mut headlines) = (Locator::new(&blocks), Locator::of_headlines(&blocks));
    let mut lost = Vec::new();
    for (quote, rejected) in entries {
        let block = quote.spans.first().and_then(|span| from.blocks.get(span.block));
        let locator = if block.is_some_and(is_headline) { &mut headlines } else { &mut body };
        let spans = locate(from, quote, locator, &blocks);
        if spans.is_empty() {
            lost.push(quote.clone());
            continue;
        }
        let speaker = quote.speaker.and_then(|id| people.get(&id).copied());
        let quote = Quote { spans, speaker, said_as: None, cue: None, ..quote.clone() };
        if rejected { &mut to.rejected } else { &mut to.quotes }.push(quote);
    }
    to.quotes.sort_by(|a, b| a.spans.cmp(&b.spans));
    lost
}

/// Where the words of a quotation stand now: all in one, else piece by piece.
fn locate(from: &Article, quote: &Quote, locator: &mut Locator<'_>, blocks: &[Block]) -> Vec<Span> {
    let wanted = Wanted { words: &quote.words, blocks: 0..blocks.len(), nth: None };
    let found = locator.locate(&wanted);
    if !found.is_empty() || quote.spans.len() < 2 {
        return found;
    }
    let pieces: Vec<String> = quote.spans.iter().map(|span| from.words(span).to_string()).collect();
    locator.locate_pieces(&pieces, &wanted)
}

/// The people whom a reader or author wrote down, and the speakers of what is carried:
/// for each the new index.
fn people(from: &Article, to: &mut Article) -> HashMap<usize, usize> {
    let is_own = |quote: &&Quote| quote.origin != Origin::Found;
    let speakers: Vec<usize> = from.quotes.iter().filter(is_own).filter_map(|quote| quote.speaker).collect();
    let mut ids = HashMap::new();
    for (id, person) in from.people.iter().enumerate() {
        if person.origin != Origin::Found || speakers.contains(&id) {
            ids.insert(id, to.people.len());
            to.people.push(Person { mentions: Vec::new(), ..person.clone() });
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Certainty;
    use crate::content::{Rigour, read};
    use crate::engine::find::find;

    fn article(body: &str, rest: &str) -> Article {
        let source = format!("title = 'T'\n[[sections]]\nbody = '''{body}'''\n{rest}");
        read(&source, Rigour::Tolerant).article.expect("readable")
    }

    const BODY: &str = "Ada Byron met Tom Wood. “We go,” she said.\n\n“No,” said Tom Wood. He wrote “art” on it.";

    #[test]
    fn what_was_corrected_survives() {
        let old = article(
            BODY,
            "[[people]]\nname='Tom Wood'\norigin='found'\n[[people]]\nname='Ann Other'\norigin='corrected'\n\
             [[quotes]]\ntext='We go,'\nspeaker='Tom Wood'\norigin='corrected'\n\
             [[quotes]]\ntext='No,'\nspeaker='Ann Other'\norigin='found'\n\
             [[quotes]]\ntext='art'\nrejected=true\n\
             [[quotes]]\ntext='Gone.'\norigin='corrected'\n",
        );
        let mut new = article(&format!("Something before it all.\n\n{BODY}"), "");
        let lost = carry(&old, &mut new);
        assert_eq!(lost.iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["Gone."]);
        find(&mut new);
        let said: Vec<_> =
            new.quotes.iter().map(|q| (q.words.as_str(), new.speaker(q).map(|p| p.name.as_str()))).collect();
        assert_eq!(said[0], ("We go,", Some("Tom Wood")));
        assert_eq!((new.quotes[0].origin, new.quotes[0].certainty), (Origin::Corrected, Certainty::Sure));
        assert!(said.iter().all(|(words, _)| *words != "art"), "{said:?}");
        // What was merely found is found anew, whoever said it then.
        assert_eq!((said[1], new.quotes[1].origin), (("No,", Some("Tom Wood")), Origin::Found));
        assert!(new.people.iter().any(|p| p.name == "Ann Other" && p.origin == Origin::Corrected));
    }
}
