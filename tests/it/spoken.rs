//! An article with quotations of every certainty, as if they had been found: the
//! interface is tested with what it may be given, whoever finds it.

use pullquote::article::{Article, Certainty, Origin, Person, Quote, Span};
use pullquote::content::{Rigour, read};
use pullquote::library::Opened;
use pullquote::shelf::Held;

const SOURCE: &str = r#"
title = "The Lighthouse Vote"
[source]
name = "The Harbour Gazette"
[[sections]]
body = '''
The council voted nine to two on Monday to keep the lighthouse lit. Ines Duarte, the mayor, had asked for it since March.

“A coast without a light is only a rumour,” she said after the vote. The hall was full, and it was raining on the harbour.

“Too much,” a senior official said of the costs.

Rui Sá keeps the light. He has lived in the tower for thirty years, and goes to the town twice a week for bread, oil and the newspaper.

In winter nobody else climbs the rock. The steps are wet, the wind takes hats and sometimes more than hats, and the bell is rung by the sea itself.

The lamp needs forty litres a night.

“Somebody has to be awake.”

“They will come back,” he wrote.

“The boats always know, said the keeper at last.

The vote was a “triumph of the foghorn”.
'''
"#;

/// The bytes that stand between bars in words of the article.
pub fn at(article: &Article, marked: &str) -> Span {
    let parts: Vec<&str> = marked.split('|').collect();
    let (before, words) = (parts[0].len(), parts[1].len());
    let needle = parts.concat();
    let found = article.blocks.iter().enumerate().find_map(|(block, b)| Some((block, b.words.find(&needle)?)));
    let (block, start) = found.unwrap_or_else(|| panic!("{needle} is in the article"));
    Span { block, start: start + before, end: start + before + words }
}

fn said(article: &mut Article, words: &str, who: Option<usize>, by: [Option<&str>; 2], certainty: Certainty) {
    let span = at(article, words);
    let [said_as, cue] = by.map(|marked| marked.map(|m| at(article, m)));
    if let (Some(who), Some(mention)) = (who, &said_as) {
        article.people[who].mentions.push(mention.clone());
        article.people[who].mentions.sort();
    }
    let words = article.blocks[span.block].words[span.start..span.end].to_string();
    article.quotes.push(Quote {
        spans: vec![span],
        words,
        speaker: who,
        said_as,
        cue,
        certainty,
        origin: Origin::Found,
        ..Quote::default()
    });
}

/// The same as it is before anything is looked for.
pub fn unsearched() -> Article {
    read(SOURCE, Rigour::Tolerant).article.expect("the article can be read")
}

/// What is found in an article that begins with these paragraphs.
pub fn search(article: &mut Article) {
    let person = |name: &str, named: &[&str]| Person {
        name: name.into(),
        mentions: named.iter().map(|m| at(article, m)).collect(),
        origin: Origin::Found,
        ..Person::default()
    };
    let found = [person("Ines Duarte", &["|Ines Duarte|, the mayor"]), person("Rui Sá", &["|Rui Sá| keeps"])];
    let first = article.people.len();
    article.people.extend(found);
    let (mayor, keeper) = (Some(first), Some(first + 1));
    let rumour = [Some("rumour,” |she| said"), Some("she |said| after")];
    said(article, "“|A coast without a light is only a rumour,|”", mayor, rumour, Certainty::Sure);
    let official = [Some("“Too much,” |a senior official| said"), Some("a senior official |said| of")];
    said(article, "“|Too much,|” a", None, official, Certainty::Likely);
    let awake = [Some("|Rui Sá| keeps"), None];
    said(article, "“|Somebody has to be awake.|”", keeper, awake, Certainty::Unsure);
    let back = [Some("back,” |he| wrote"), Some("he |wrote|.")];
    said(article, "“|They will come back,|”", keeper, back, Certainty::Likely);
    let know = [Some("|the keeper| at last"), Some("|said| the keeper")];
    said(article, "“|The boats always know, said the keeper at last.|", keeper, know, Certainty::Sure);
    article.quotes.last_mut().expect("it was added").unclosed = true;
    said(article, "“|triumph of the foghorn|”", None, [None, None], Certainty::Unknown);
    article.quotes.sort_by(|a, b| (a.spans.is_empty(), a.spans.first()).cmp(&(b.spans.is_empty(), b.spans.first())));
}

/// An article as it is, in which nothing else is looked for.
pub fn held(mut article: Article) -> Held {
    article.wanted.quotes = false;
    Held::new(Opened { file: "lighthouse.toml".into(), article })
}

/// The article with all that is found.
pub fn article() -> Article {
    let mut article = unsearched();
    search(&mut article);
    article
}
