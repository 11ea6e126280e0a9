//! Where the reader came from: the places that jumps left.
//!
//! Comes in: the place after each key, and how it was moved. Goes out: places to go back
//! and forth to, as pages are in a browser. Everything that moves the place is a jump
//! unless it says that it scrolled; moving through a list is one jump. May not know
//! keys or articles.

use super::Place;

/// So many places are kept.
const MOST: usize = 50;

/// How the place was moved by a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Motion {
    #[default]
    Jump,
    Scroll,
    /// The cursor of a list took the body with it.
    Browse,
    /// Back or forth on the trail itself.
    Travel,
}

#[derive(Debug, Default)]
pub struct Trail {
    places: Vec<Place>,
    /// Where on it the reader is; its length if nowhere.
    at: usize,
    /// The place when the last key was done with.
    here: Place,
    motion: Motion,
    /// How the key before moved it.
    before: Motion,
    /// What the last jump left.
    left: Option<Place>,
    /// Nothing has moved it since the last jump.
    has_jumped: bool,
}

impl Trail {
    /// One that begins here.
    pub fn from(here: Place) -> Trail {
        Trail { here, ..Trail::default() }
    }

    /// Tells how the key that is being obeyed moves the place, if not by a jump.
    pub fn moved_by(&mut self, motion: Motion) {
        self.motion = motion;
    }

    /// Takes in where a key has led to.
    pub fn follow(&mut self, place: Place) {
        let motion = std::mem::take(&mut self.motion);
        let goes_on = motion == Motion::Browse && self.before == Motion::Browse;
        if place != self.here {
            if motion == Motion::Jump || motion == Motion::Browse && !goes_on {
                self.leave();
            }
            self.here = place;
            self.before = motion;
            self.has_jumped = motion == Motion::Jump;
        } else if !goes_on {
            // The first step that takes the body with it leaves the place.
            self.before = Motion::Jump;
        }
    }

    fn leave(&mut self) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&self.here) {
            self.places.push(self.here);
        }
        if self.places.len() > MOST {
            self.places.remove(0);
        }
        self.at = self.places.len();
        self.left = Some(self.here);
    }

    /// Whether the reader is where a jump has led.
    pub fn has_jumped(&self) -> bool {
        self.has_jumped
    }

    /// The place that the last jump left; the way there is a jump as well, so that the
    /// same leads back again.
    pub fn left(&self) -> Option<Place> {
        self.left
    }

    pub fn back(&mut self) -> Option<Place> {
        let to = (0..self.at).rev().find(|&to| self.places[to] != self.here)?;
        self.travel(to)
    }

    pub fn forward(&mut self) -> Option<Place> {
        let to = (self.at + 1..self.places.len()).find(|&to| self.places[to] != self.here)?;
        self.travel(to)
    }

    fn travel(&mut self, to: usize) -> Option<Place> {
        match self.places.get_mut(self.at) {
            Some(left) => *left = self.here,
            None => self.places.push(self.here),
        }
        self.left = Some(self.here);
        self.at = to;
        self.motion = Motion::Travel;
        self.places.get(to).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trail(places: &[usize]) -> Trail {
        let mut trail = Trail::default();
        places.iter().for_each(|&block| trail.follow((block, 0)));
        trail
    }

    /// Goes where it leads, as the reader does.
    fn go(trail: &mut Trail, to: Option<Place>) -> Option<usize> {
        let to = to?;
        trail.follow(to);
        Some(to.0)
    }

    fn back(trail: &mut Trail) -> Option<usize> {
        let to = trail.back();
        go(trail, to)
    }

    fn forward(trail: &mut Trail) -> Option<usize> {
        let to = trail.forward();
        go(trail, to)
    }

    #[test]
    fn back_and_forth() {
        let mut trail = trail(&[5, 9]);
        let ways: [fn(&mut Trail) -> Option<usize>; 7] = [forward, back, back, back, forward, forward, forward];
        assert_eq!(ways.map(|way| way(&mut trail)), [None, Some(5), Some(0), None, Some(5), Some(9), None]);
        // A jump from the middle leaves what was ahead.
        assert_eq!([back(&mut trail), back(&mut trail)], [Some(5), Some(0)]);
        trail.follow((7, 0));
        assert_eq!([forward(&mut trail), back(&mut trail), forward(&mut trail)], [None, Some(0), Some(7)]);
    }

    #[test]
    fn what_scrolls_is_no_jump() {
        let mut trail = trail(&[5]);
        for block in 6..9 {
            trail.moved_by(Motion::Scroll);
            trail.follow((block, 0));
        }
        assert_eq!([back(&mut trail), forward(&mut trail)], [Some(0), Some(8)]);
    }

    #[test]
    fn through_a_list_is_one_jump() {
        let mut trail = Trail::default();
        for block in [0, 3, 4, 4, 6] {
            trail.moved_by(Motion::Browse);
            trail.follow((block, 0));
        }
        assert_eq!([back(&mut trail), forward(&mut trail)], [Some(0), Some(6)]);
    }

    #[test]
    fn to_and_fro() {
        let mut trail = trail(&[5, 9]);
        for block in [5, 9, 5] {
            let to = trail.left();
            assert_eq!(go(&mut trail, to), Some(block));
        }
        assert_eq!(Trail::default().left(), None);
    }

    #[test]
    fn there_is_a_bound() {
        let all: Vec<usize> = (1..200).collect();
        let mut trail = trail(&all);
        let mut count = 0;
        while back(&mut trail).is_some() {
            count += 1;
        }
        assert_eq!(count, MOST);
    }
}
