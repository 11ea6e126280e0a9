//! The thread that makes pictures ready to be drawn.
//!
//! Comes in: wishes. Goes out: an event for each, with the picture, or that there is none.
//! Reading, decoding and drawing are others' code on what may be hostile: they are bounded in
//! time, and what fails is no picture. Nobody waits for any of it.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::finder::give_way;
use super::graphics;
use super::reader::{Granted, Wish};
use super::terminal::Events;
use super::update::Event;
use crate::import::bounded::bounded;
use crate::library;
use crate::picture;
use crate::shelf::Held;

/// A terminal that has not answered by now is far away.
const PATIENCE: Duration = Duration::from_millis(40);

/// More wishes are not kept: the oldest are of what was passed by.
const MOST: usize = 24;

/// A wish, and the article that it is of, by its index.
type Job = (usize, Wish);

pub struct Illustrator(Sender<Job>);

impl Illustrator {
    /// Starts the thread. It tells when no answer of the terminal is waited for any more.
    pub fn new(articles: &'static [Held], is_asked: bool, events: Events) -> io::Result<Illustrator> {
        let (sender, jobs) = channel();
        let illustrate = move || {
            give_way();
            if is_asked {
                thread::sleep(PATIENCE);
            }
            // A closed channel means that the interface is being left.
            if events.send(Ok(Event::Ready)).is_ok() {
                work(articles, &jobs, &events);
            }
        };
        thread::Builder::new().name("pictures".into()).spawn(illustrate)?;
        Ok(Illustrator(sender))
    }

    pub fn wish(&self, article: usize, wish: Wish) {
        // The thread ends with the interface only.
        self.0.send((article, wish)).unwrap_or_default();
    }
}

fn work(articles: &'static [Held], jobs: &Receiver<Job>, events: &Events) {
    let mut waiting = VecDeque::new();
    let mut number = 0;
    loop {
        if waiting.is_empty() {
            let Ok(job) = jobs.recv() else { return };
            waiting.push_back(job);
        }
        while let Ok(job) = jobs.try_recv() {
            waiting.retain(|other: &Job| (other.0, other.1.block) != (job.0, job.1.block));
            waiting.push_back(job);
        }
        let is_passed = waiting.len() > MOST;
        let Some((article, wish)) = waiting.pop_front() else { continue };
        let granted = if is_passed { Granted::Later } else { grant(articles, article, &wish, number) };
        number += 1;
        if events.send(Ok(Event::Pictured(article, Box::new(wish), granted))).is_err() {
            return;
        }
    }
}

fn grant(articles: &'static [Held], article: usize, wish: &Wish, number: u32) -> Granted {
    let Some(home) = articles.get(article).and_then(|held| held.home.as_ref()) else { return Granted::None };
    let (target, medium, room) = (wish.target.clone(), wish.medium, wish.room);
    let look = move || {
        let picture = picture::read(&library::picture(home, &target)?).ok()?;
        let drawn = graphics::draw(&picture, medium, medium.fit(picture.size, room), number)?;
        Some(Granted::Drawn(picture.size, Arc::new(drawn)))
    };
    bounded(look).ok().flatten().unwrap_or(Granted::None)
}
