//! Knows the right answers, and writes down the questions.

use pullquote::article::Span;
use pullquote::engine::find::find_with;
use pullquote::engine::ranker::{Choice, Judge, Meaning, Question, Task};

use crate::notation::Marked;

/// A question with its right answer.
pub struct Lesson {
    pub task: Task,
    /// For each candidate its features.
    pub candidates: Vec<Vec<u32>>,
    pub right: usize,
}

/// Answers from what is marked in a text.
pub struct Teacher<'a> {
    marked: &'a Marked,
    lessons: Vec<Lesson>,
    /// Speakers that were no candidates.
    pub missed: usize,
}

impl<'a> Teacher<'a> {
    /// All the lessons in some articles.
    pub fn lessons(articles: &'a [Marked]) -> Vec<Lesson> {
        let mut out = Vec::new();
        let mut missed = 0;
        for marked in articles {
            let mut teacher = Teacher { marked, lessons: Vec::new(), missed: 0 };
            find_with(&mut marked.article.clone(), &mut teacher);
            missed += teacher.missed;
            out.append(&mut teacher.lessons);
        }
        println!("{} lessons, {missed} speakers are no candidates", out.len());
        out
    }

    fn answer(&mut self, question: &Question<'_>) -> Option<usize> {
        match question.task {
            Task::Person => Some(usize::from(self.is_person(question.words))),
            Task::Quotation => {
                let is_marked =
                    |q: &&crate::notation::Quoted| overlap(&q.span, &question.place) * 2 > length(&question.place);
                Some(usize::from(self.marked.quotes.iter().any(|q| is_marked(&q))))
            }
            Task::Speaker => self.speaker(question),
            Task::Reference | Task::Namesake => self.reference(question),
        }
    }

    fn is_person(&self, words: &str) -> bool {
        let own: Vec<&str> = words.split(' ').collect();
        let fits = |form: &String| {
            let form: Vec<&str> = form.split(' ').collect();
            form.windows(own.len()).any(|run| run.iter().zip(&own).all(|(a, b)| a.eq_ignore_ascii_case(b)))
        };
        self.marked.people.iter().any(|p| p.forms.iter().any(fits))
    }

    fn speaker(&mut self, question: &Question<'_>) -> Option<usize> {
        let quote = self.marked.quotes.iter().find(|q| overlap(&q.span, &question.place) > 0)?;
        let Some(source) = &quote.source else { return Some(0) };
        let shared = |m: &Meaning<'_>| match m {
            Meaning::Mention(span) => overlap(span, &source.span),
            _ => 0,
        };
        let best = (1..question.meanings.len()).max_by_key(|&i| (shared(&question.meanings[i]), std::cmp::Reverse(i)));
        let found = best.filter(|&i| shared(&question.meanings[i]) > 0);
        if found.is_none() {
            self.missed += 1;
            if std::env::var_os("SHOW_MISSED").is_some() {
                let block = &self.marked.article.blocks[source.span.block].words;
                println!("missed {:?} for {:?} in {block}", &block[source.span.start..source.span.end], question.words);
            }
        }
        found
    }

    fn reference(&self, question: &Question<'_>) -> Option<usize> {
        let meets =
            |q: &&crate::notation::Quoted| q.source.as_ref().is_some_and(|s| overlap(&s.span, &question.place) > 0);
        let source = self.marked.quotes.iter().find(meets)?.source.as_ref()?;
        let Some(name) = &source.name else { return Some(0) };
        question.meanings.iter().position(|m| matches!(m, Meaning::Person(n) if same_name(n, name)))
    }
}

impl Judge for Teacher<'_> {
    fn choose(&mut self, question: &Question<'_>) -> Choice {
        let right = self.answer(question);
        if let Some(right) = right {
            let candidates = question.features.candidates().map(<[u32]>::to_vec).collect();
            self.lessons.push(Lesson { task: question.task, candidates, right });
        }
        Choice { index: right.unwrap_or(0), probability: 1.0 }
    }
}

/// Whether one name is the other, or a shorter form of it.
fn same_name(a: &str, b: &str) -> bool {
    let words = |n: &str| n.split(' ').map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    a == b || a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w))
}

fn overlap(a: &Span, b: &Span) -> usize {
    if a.block == b.block { a.end.min(b.end).saturating_sub(a.start.max(b.start)) } else { 0 }
}

fn length(span: &Span) -> usize {
    span.end - span.start
}
