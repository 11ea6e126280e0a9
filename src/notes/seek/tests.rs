//! Articles that are made up, noted, and edited: each word knows which one it was, so that
//! it is known where a note belongs.

use std::collections::HashSet;

use super::super::{Fit, Note, Placed, placed};
use crate::article::Block;
use crate::passage::Passage;

/// A word, and which one of the first article it is, if it was in that.
#[derive(Debug, Clone, PartialEq)]
struct Word(String, Option<usize>);

type Sentence = Vec<Word>;
type Paragraph = Vec<Sentence>;
/// The block and byte of a word, and which one it is.
type Stands = (usize, usize, Option<usize>);

/// Numbers that are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    /// Every second word is one of a few, as in any language.
    fn word(&mut self) -> String {
        const FEW: [&str; 16] =
            ["the", "of", "and", "to", "in", "a", "was", "that", "for", "it", "with", "as", "he", "on", "had", "not"];
        const SYLLABLES: [&str; 20] = [
            "ba", "ker", "lo", "mi", "sten", "tra", "ve", "do", "ri", "na", "pol", "ti", "con", "der", "sha", "ble",
            "fo", "gan", "hu", "el",
        ];
        match self.below(2) {
            0 => FEW[self.below(FEW.len())].to_string(),
            _ => (0..2 + self.below(2)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect(),
        }
    }

    fn sentence(&mut self, ids: &mut usize) -> Sentence {
        let count = 5 + self.below(14);
        let mut word = || {
            *ids += 1;
            Word(self.word(), Some(*ids))
        };
        (0..count).map(|_| word()).collect()
    }

    fn article(&mut self) -> Vec<Paragraph> {
        let mut ids = 0;
        (0..12).map(|_| (0..2 + self.below(4)).map(|_| self.sentence(&mut ids)).collect()).collect()
    }
}

/// The blocks, and for each word where it is.
fn set(article: &[Paragraph]) -> (Vec<Block>, Vec<Stands>) {
    let (mut blocks, mut places) = (Vec::new(), Vec::new());
    for paragraph in article {
        let mut words = String::new();
        for sentence in paragraph.iter().filter(|sentence| !sentence.is_empty()) {
            for (number, Word(word, id)) in sentence.iter().enumerate() {
                words.push_str(if words.is_empty() { "" } else { " " });
                places.push((blocks.len(), words.len(), *id));
                match number {
                    0 => words.extend(word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1))),
                    _ => words.push_str(word),
                }
            }
            words.push('.');
        }
        blocks.push(Block { words, ..Block::default() });
    }
    (blocks, places)
}

/// A note on some words of a sentence, and which they are.
fn note(article: &[Paragraph], paragraph: usize, sentence: usize, chance: &mut Chance) -> (Note, HashSet<usize>) {
    let sentence = &article[paragraph][sentence];
    let (from, to) = match chance.below(3) {
        0 => (0, sentence.len()),
        _ => {
            let from = chance.below(sentence.len() - 3);
            (from, (from + 4 + chance.below(8)).min(sentence.len()))
        }
    };
    let ids: HashSet<usize> = sentence[from..to].iter().filter_map(|word| word.1).collect();
    let (blocks, places) = set(article);
    let own: Vec<_> = places.iter().filter(|place| place.2.is_some_and(|id| ids.contains(&id))).collect();
    let (first, last) = (own[0], own[own.len() - 1]);
    let end = last.1 + blocks[last.0].words[last.1..].find([' ', '.']).expect("it ends");
    let whole = if to == sentence.len() { 1 } else { 0 };
    let passage = Passage { start: (first.0, first.1), end: (last.0, end + whole) };
    (Note::on(passage, &blocks, None).expect("a note"), ids)
}

const EDITS: [&str; 13] = [
    "word changed",
    "slip of the pen",
    "word added",
    "word dropped",
    "two words swapped",
    "sentences swapped",
    "sentence moved",
    "paragraph moved",
    "paragraphs added and dropped around",
    "said twice",
    "sentence deleted",
    "paragraph deleted",
    "said twice, then deleted",
];

/// Those after which a note has no place.
const GONE: usize = 10;

/// Edits the article at a sentence, of which some words are noted.
fn edit(article: &mut Vec<Paragraph>, edit: usize, at: (usize, usize), own: &HashSet<usize>, chance: &mut Chance) {
    let (paragraph, number) = at;
    let sentence = &mut article[paragraph][number];
    let mine: Vec<usize> =
        (0..sentence.len()).filter(|&at| sentence[at].1.is_some_and(|id| own.contains(&id))).collect();
    let at = mine[chance.below(mine.len())];
    match EDITS[edit] {
        "word changed" => sentence[at] = Word(chance.word(), None),
        "slip of the pen" => {
            let long = mine.iter().copied().find(|&at| sentence[at].0.len() > 4).unwrap_or(at);
            let mut letters: Vec<char> = sentence[long].0.chars().collect();
            let last = letters.len() - 1;
            letters.swap(last / 2, last);
            sentence[long].0 = letters.into_iter().collect();
        }
        "word added" => sentence.insert(at, Word(chance.word(), None)),
        "word dropped" => drop(sentence.remove(at)),
        "two words swapped" => {
            let other = mine[(mine.iter().position(|&own| own == at).expect("its own") + 1) % mine.len()];
            sentence.swap(at, other);
        }
        "sentences swapped" => {
            let other = if number == 0 { 1 } else { number - 1 };
            article[paragraph].swap(number, other);
        }
        "sentence moved" => {
            let moved = article[paragraph].remove(number);
            let to = (paragraph + 1 + chance.below(10)) % article.len();
            article[to].push(moved);
        }
        "paragraph moved" => {
            let moved = article.remove(paragraph);
            article.insert(chance.below(article.len()), moved);
        }
        "paragraphs added and dropped around" => {
            let mut ids = 1 << 20;
            let added = vec![chance.sentence(&mut ids), chance.sentence(&mut ids)];
            let gone = (paragraph + 3) % article.len();
            article[gone].clear();
            article.insert(paragraph, added);
        }
        "sentence deleted" => drop(article[paragraph].remove(number)),
        "paragraph deleted" => drop(article.remove(paragraph)),
        twice => {
            let again: Sentence = mine.iter().map(|&at| Word(sentence[at].0.clone(), None)).collect();
            let to = (paragraph + 1 + chance.below(10)) % article.len();
            let among = article[to][0].len() / 2;
            article[to][0].splice(among..among, again);
            if twice != "said twice" {
                article[paragraph]
                    .retain(|sentence| !sentence.iter().any(|word| word.1.is_some_and(|id| own.contains(&id))));
            }
        }
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Tally {
    /// At its place, and told as such.
    sure: usize,
    /// At its place, and told as perhaps there.
    perhaps: usize,
    wrong: usize,
    perhaps_wrong: usize,
    lost: usize,
}

impl Tally {
    fn count(&mut self, placed: &Placed, places: &[Stands], own: &HashSet<usize>) {
        let Some(passage) = placed.passage else { return self.lost += 1 };
        let within =
            places.iter().filter(|(block, byte, _)| (*block, *byte) >= passage.start && (*block, *byte) < passage.end);
        let ids: Vec<Option<usize>> = within.map(|place| place.2).collect();
        let is_own = |id: &Option<usize>| id.is_some_and(|id| own.contains(&id));
        let left = places.iter().filter(|place| is_own(&place.2)).count();
        let found = ids.iter().filter(|id| is_own(id)).count();
        let foreign = ids.iter().filter(|id| id.is_some() && !is_own(id)).count();
        let is_right = found + 1 >= left && found > 0 && foreign <= 1;
        match (is_right, placed.fit == Fit::Perhaps) {
            (true, false) => self.sure += 1,
            (true, true) => self.perhaps += 1,
            (false, false) => self.wrong += 1,
            (false, true) => self.perhaps_wrong += 1,
        }
    }
}

/// One article, one note, one edit of that kind, and as many of single words elsewhere.
fn once(seed: u64, kind: usize, elsewhere: usize, tally: &mut Tally) {
    let mut chance = Chance(seed);
    let mut article = chance.article();
    let paragraph = chance.below(article.len());
    let sentence = chance.below(article[paragraph].len());
    let (note, own) = note(&article, paragraph, sentence, &mut chance);
    edit(&mut article, kind, (paragraph, sentence), &own, &mut chance);
    for _ in 0..elsewhere {
        let paragraph = chance.below(article.len());
        let Some(sentence) = article[paragraph].first_mut().filter(|sentence| sentence.len() > 2) else { continue };
        let at = chance.below(sentence.len());
        if !sentence[at].1.is_some_and(|id| own.contains(&id)) {
            sentence[at] = Word(chance.word(), None);
        }
    }
    let (blocks, places) = set(&article);
    tally.count(&placed(vec![note], &blocks)[0], &places, &own);
}

/// So many are tried of each edit.
const EACH: usize = 100;

/// Beside each edit there are others, of single words and of whole paragraphs around it.
#[test]
fn notes_are_found_where_they_belong() {
    let told = EDITS.iter().enumerate().map(|(kind, name)| {
        let mut tally = Tally::default();
        (0..EACH).for_each(|seed| once((seed * 31 + kind) as u64, kind, 6, &mut tally));
        let Tally { sure, perhaps, wrong, perhaps_wrong, lost } = tally;
        assert_eq!(wrong, 0, "{name}");
        assert!(kind < GONE || sure + perhaps == 0, "{name}: {tally:?}");
        format!("{name}: {sure} sure, {perhaps} perhaps, {perhaps_wrong} perhaps elsewhere, {lost} not found\n")
    });
    expect_test::expect![[r#"
        word changed: 99 sure, 1 perhaps, 0 perhaps elsewhere, 0 not found
        slip of the pen: 94 sure, 6 perhaps, 0 perhaps elsewhere, 0 not found
        word added: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        word dropped: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        two words swapped: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        sentences swapped: 57 sure, 42 perhaps, 0 perhaps elsewhere, 1 not found
        sentence moved: 46 sure, 53 perhaps, 1 perhaps elsewhere, 0 not found
        paragraph moved: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        paragraphs added and dropped around: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        said twice: 100 sure, 0 perhaps, 0 perhaps elsewhere, 0 not found
        sentence deleted: 0 sure, 0 perhaps, 0 perhaps elsewhere, 100 not found
        paragraph deleted: 0 sure, 0 perhaps, 0 perhaps elsewhere, 100 not found
        said twice, then deleted: 0 sure, 0 perhaps, 65 perhaps elsewhere, 35 not found
    "#]]
    .assert_eq(&told.collect::<String>());
}

/// A long article with many notes, all of whose words were changed: as a guard against work
/// that grows with both, not as a measure.
#[test]
fn many_notes_in_a_long_article_take_little() {
    let mut chance = Chance(1);
    let mut ids = 0;
    let mut article: Vec<Paragraph> = (0..2_000).map(|_| (0..6).map(|_| chance.sentence(&mut ids)).collect()).collect();
    let (before, places) = set(&article);
    let mut notes = Vec::new();
    for number in 0..1_000 {
        let sentence = &mut article[number * 2][3];
        let (first, last) = (sentence[0].1, sentence[sentence.len() - 1].1);
        let place = |id| places.iter().find(|place| place.2 == id).map(|place| (place.0, place.1)).expect("there");
        let end = place(last);
        let passage = Passage { start: place(first), end: (end.0, end.1 + 1) };
        notes.push(Note { id: number.to_string(), ..Note::on(passage, &before, None).expect("a note") });
        sentence[1] = Word("otherwise".into(), None);
    }
    let (after, _) = set(&article);
    let bytes: usize = after.iter().map(|block| block.words.len()).sum();
    let begun = std::time::Instant::now();
    let placed = placed(notes, &after);
    let took = begun.elapsed();
    println!("{bytes} bytes, {took:?}");
    let found = placed
        .iter()
        .filter(|placed| placed.passage.is_some_and(|p| p.start.0 == 2 * placed.note.id.parse::<usize>().unwrap_or(0)));
    assert!(bytes > 700_000 && found.count() == 1_000);
}

/// A note for which no work is left is not one whose words are gone.
#[test]
fn what_nobody_looked_for_is_not_lost() {
    let mut chance = Chance(1);
    let mut article = chance.article();
    let notes: Vec<Note> = (0..4).map(|number| note(&article, 2 * number, 0, &mut chance).0).collect();
    article.iter_mut().for_each(|paragraph| paragraph.insert(0, vec![Word("otherwise".into(), None)]));
    let (blocks, notes) = (set(&article).0, notes.iter().collect::<Vec<_>>());
    let whole = super::seek_within(super::WORK, &notes, &blocks);
    assert!(whole.iter().all(|(passage, _)| passage.is_some()), "{whole:?}");
    let some = super::seek_within(6_000, &notes, &blocks);
    let skipped = some.iter().filter(|found| **found == (None, Fit::Skipped)).count();
    assert!((1..notes.len()).contains(&skipped), "{some:?}");
    assert!(some.iter().zip(&whole).all(|(some, whole)| some.1 == Fit::Skipped || some == whole), "{some:?}");
    // It is told as what it is.
    let of = |fit| Placed { note: notes[0].clone(), passage: None, fit };
    assert_eq!((Fit::Skipped.name(), of(Fit::Skipped).told(&blocks).as_deref()), ("skipped", Some("not looked for")));
    let order = super::super::place::in_order(vec![of(Fit::Skipped), of(Fit::Lost)]);
    assert_eq!(order.iter().map(|placed| placed.fit).collect::<Vec<_>>(), [Fit::Lost, Fit::Skipped]);
}
