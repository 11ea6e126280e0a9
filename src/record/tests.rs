use super::*;
use crate::article::{Certainty, Origin};
use crate::content::{Rigour, read};

fn opened(source: &str) -> Opened {
    let article = read(source, Rigour::Tolerant).article.expect("readable");
    Opened { file: "a.toml".into(), article }
}

const SOURCE: &str = "
title = 'T'
subtitle = 'On the “headline” itself'
[[sections]]
body = '''
Lead.

Its “headline” too.

“We go,” said Ada, “日本.”
'''
[[sections]]
heading = 'Later'
body = '“No.” “No.” She said “No.”'
[[people]]
name = 'Ada'
[[quotes]]
text = 'headline'
[[quotes]]
text = 'We go, 日本.'
speaker = 'Ada'
[[quotes]]
text = 'No.'
nth = 1
[[quotes]]
text = 'No.'
nth = 3
[[quotes]]
text = 'nowhere'
";

fn ids_of(source: &str) -> Vec<String> {
    id::ids(&opened(source).article)
}

#[test]
fn places_count_in_what_show_prints() {
    let opened = opened(SOURCE);
    let text: Vec<char> = Plain::whole(&opened.article).text.chars().collect();
    let quotes = Quotes::new(&opened);
    let record = quotes.record(1).expect("there");
    let Value::Spans(spans) = &record.values[11] else { panic!("spans") };
    let pieces: Vec<String> = spans.iter().map(|s| text[s[0]..s[1]].iter().collect()).collect();
    assert_eq!(pieces, ["We go,", "日本."]);
    assert_eq!(record.values[9..11], [Value::Missing, Value::Number(3)]);
    let unplaced = quotes.record(4).expect("there");
    assert_eq!(unplaced.values[9..12], [Value::Missing, Value::Missing, Value::Spans(vec![])]);
    assert_eq!(quotes.record(2).expect("there").values[9], Value::from("Later"));
    assert_eq!(quotes.record(0).expect("there").values[9..11], [Value::Missing, Value::Number(2)]);
    assert!(quotes.record(5).is_none());
}

#[test]
fn people_and_sections() {
    let opened = opened(SOURCE);
    let ada = people(&opened).next().expect("there");
    assert_eq!(ada.values[5], Value::Number(1));
    let lead = sections(&opened).next().expect("there");
    assert_eq!(lead.values[1..], [Value::Number(1), Value::Missing, Value::Number(3), Value::Number(2)]);
}

fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => Value::Text(text.to_string().into()),
        Value::Missing => Value::Missing,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_says_it_and_how_sure_that_is() {
    let mut opened = opened(SOURCE);
    let values = |opened: &Opened, index: usize| {
        let record = Quotes::new(opened).record(index).expect("there");
        record.fields().skip(4).take(4).map(|(name, value)| (name, owned(value))).collect::<Vec<_>>()
    };
    let text = |text: &str| Value::Text(text.to_string().into());
    let author = |certainty| {
        [
            ("said_as", Value::Missing),
            ("cue", Value::Missing),
            ("certainty", text(certainty)),
            ("origin", text("author")),
        ]
    };
    assert_eq!(values(&opened, 1), author("sure"));
    assert_eq!(values(&opened, 2), author("unknown"));
    let block = opened.article.blocks.iter().position(|b| b.words.contains("said Ada")).expect("there");
    let place = |words: &str| {
        let start = opened.article.blocks[block].words.find(words).expect("there");
        Span { block, start, end: start + words.len() }
    };
    let (said_as, cue) = (place("Ada"), place("said"));
    let quote = &mut opened.article.quotes[1];
    (quote.said_as, quote.cue, quote.certainty, quote.origin) =
        (Some(said_as), Some(cue), Certainty::Unsure, Origin::Found);
    let found =
        [("said_as", text("Ada")), ("cue", text("said")), ("certainty", text("unsure")), ("origin", text("found"))];
    assert_eq!(values(&opened, 1), found);
    opened.article.people[0].origin = Origin::Found;
    assert_eq!(people(&opened).next().expect("there").text("origin"), Some("found"));
}

#[test]
fn ids_outlive_edits_elsewhere() {
    let before = ids_of(SOURCE);
    let edited = SOURCE
        .replace("Lead.", "Another lead, headline and all, much longer than the one before.")
        .replace("heading = 'Later'", "heading = 'Sooner'")
        .replace("title = 'T'", "title = 'Another'")
        .replace("name = 'Ada'", "name = 'Ada'\nrole = 'countess'")
        .replace("speaker = 'Ada'", "");
    assert_eq!(ids_of(&edited), before);
    let moved = ids_of(&SOURCE.replace("said Ada", "cried Bob"));
    assert_eq!(moved[1], before[1], "what interrupts is no neighbour");
    let far = |lead: &str| SOURCE.replace("“We go,”", &format!("{lead} and so on, for a good while, “We go,”"));
    assert_eq!(ids_of(&far("Once"))[1], ids_of(&far("Twice"))[1], "the same paragraph, but not near");
    assert_ne!(ids_of(&far("Once"))[1], before[1]);
    let reworded = ids_of(&SOURCE.replace("We go,", "We went,"));
    assert_ne!(reworded[1], before[1]);
    assert_eq!(reworded[0], before[0]);
}

#[test]
fn no_id_is_there_twice() {
    let ids = ids_of(SOURCE);
    assert!(ids.iter().all(|i| i.len() == 8 && i.starts_with("q-")), "{ids:?}");
    let same = format!("{SOURCE}[[quotes]]\ntext = 'nowhere'\n[[quotes]]\ntext = 'nowhere'\n");
    let ids = ids_of(&same);
    assert_eq!(ids[5..], [format!("{}-2", ids[4]), format!("{}-3", ids[4])]);
}

#[test]
fn very_many_in_one_paragraph() {
    let mut source = String::from("title = 'T'\n[[sections]]\nbody = '''\n");
    let count = 20_000;
    for n in 0..count {
        source.push_str(&format!("“word {n}.” "));
    }
    source.push_str("\n'''\n");
    for n in 0..count {
        source.push_str(&format!("[[quotes]]\ntext = 'word {n}.'\n"));
    }
    let opened = opened(&source);
    let quotes = Quotes::new(&opened);
    let mut ids: Vec<&String> = quotes.ids.iter().collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let (Some(first), Some(last)) = (quotes.spans.first(), quotes.spans.last()) else { panic!("spans") };
    assert_eq!(first[0][1] - first[0][0], "word 0.".len());
    assert!(last[0][0] > 200_000);
}

#[test]
fn an_address_is_made_when_it_is_asked_for() {
    let opened = opened(&SOURCE.replace("title = 'T'", "title = 'T'\nsource.url = 'https://a.example/'"));
    let quotes = Quotes::new(&opened);
    let record = quotes.record(1).expect("there");
    assert_eq!(record.text("words"), Some("We go, 日本."));
    assert!(quotes.links.get().is_none(), "the article was looked through");
    assert!(record.text("link").is_some_and(|link| link.starts_with("https://a.example/#:~:text=")));
}
