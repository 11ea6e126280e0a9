//! Chooses among candidates by a small linear model.
//!
//! Comes in: for each candidate the features it has, hashed. Goes out: the one
//! with the highest sum of weights, and how probable it is. The model is a
//! table of 8-bit weights, trained by `examples/train.rs` on `tests/corpus`. May
//! not know what is asked or what a feature means.

use crate::article::Span;

/// Features are hashed into so many weights.
pub const WEIGHTS: usize = 1 << 16;

/// What one step of a weight is worth, in natural logarithms of odds.
pub const STEP: f32 = 1.0 / 32.0;

/// What is asked. Each has weights of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Task {
    /// Is this name a person's? No, or yes.
    Person,
    /// Is this between marks because somebody said it? No, or yes.
    Quotation,
    /// Which mention says this quotation? None, or one of the mentions.
    Speaker,
    /// Which person is this mention? None that is named, or one of the people.
    Reference,
    /// Which of the people with this name is it? The first candidate is none.
    Namesake,
}

/// The features of some candidates.
#[derive(Debug, Default)]
pub struct Features {
    hashes: Vec<u32>,
    /// For each candidate the end of its features.
    ends: Vec<usize>,
    task: u64,
}

impl Features {
    /// Forgets all candidates.
    pub fn begin(&mut self, task: Task) {
        self.hashes.clear();
        self.ends.clear();
        self.task = task as u64 + 1;
    }

    /// The features that follow belong to one more candidate.
    pub fn candidate(&mut self) {
        self.ends.push(self.hashes.len());
    }

    /// Adds a feature to the last candidate: which one it is, and its value.
    pub fn add(&mut self, which: u32, value: u64) {
        let mixed = (value ^ (u64::from(which) << 40) ^ (self.task << 56)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        self.hashes.push((mixed >> 32) as u32 % WEIGHTS as u32);
        if let Some(end) = self.ends.last_mut() {
            *end = self.hashes.len();
        }
    }

    /// Adds a feature that a candidate has or has not.
    pub fn flag(&mut self, which: u32, has: bool) {
        if has {
            self.add(which, 1);
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of each candidate, as indices of weights.
    pub fn candidates(&self) -> impl Iterator<Item = &[u32]> {
        let start = |index: usize| if index == 0 { 0 } else { self.ends[index - 1] };
        self.ends.iter().enumerate().map(move |(index, &end)| &self.hashes[start(index)..end])
    }
}

/// Mixes values into one.
pub fn mix(values: &[u64]) -> u64 {
    values.iter().fold(0, |hash: u64, value| (hash.rotate_left(23) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95))
}

/// What a candidate stands for, for those who know the right answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning<'a> {
    No,
    Yes,
    Mention(Span),
    Person(&'a str),
}

/// A question with its candidates; the first of them is that there is none.
pub struct Question<'a> {
    pub task: Task,
    /// The words that are asked about.
    pub place: Span,
    pub words: &'a str,
    pub meanings: &'a [Meaning<'a>],
    pub features: &'a Features,
}

/// The answer: a candidate, and its probability, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    pub index: usize,
    pub probability: f32,
}

/// Who answers: the model, or whoever trains it.
pub trait Judge {
    fn choose(&mut self, question: &Question<'_>) -> Choice;

    /// Called before each block where little is asked: others may have to go first.
    fn pause(&mut self) {}
}

/// The model.
pub struct Model<'a>(&'a [u8]);

impl Model<'_> {
    /// The model that comes with the program.
    pub fn shipped() -> Model<'static> {
        Model(include_bytes!("weights.bin"))
    }

    /// A model with other weights, as many as [`WEIGHTS`]; those that are
    /// missing count as 0.
    pub fn new(weights: &[u8]) -> Model<'_> {
        Model(weights)
    }

    fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|&f| self.0.get(f as usize).map_or(0, |&w| i32::from(w as i8))).sum()
    }
}

impl Judge for Model<'_> {
    fn choose(&mut self, question: &Question<'_>) -> Choice {
        let mut best = (0, i32::MIN);
        let mut scores = [0_i32; 64];
        let mut count = 0;
        for (index, features) in question.features.candidates().enumerate().take(scores.len()) {
            scores[index] = self.score(features);
            count = index + 1;
            if scores[index] > best.1 {
                best = (index, scores[index]);
            }
        }
        let sum: f32 = scores[..count].iter().map(|&s| ((s - best.1) as f32 * STEP).exp()).sum();
        Choice { index: best.0, probability: 1.0 / sum.max(1.0) }
    }
}
